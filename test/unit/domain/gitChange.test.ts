import assert from 'node:assert/strict';
import { type Commit, toChangeDraft, toRepositoryUrl } from '../../../src/domain/gitChange.ts';

const commit: Commit = {
  hash: '0123456789abcdef0123456789abcdef01234567',
  message: 'Retry the payment provider\n\nIt answers with 503 under load.',
  author: 'Ada Lovelace',
  at: Date.UTC(2026, 2, 2, 9),
  branch: 'main',
  remote: 'git@git.example.com:shop/checkout.git',
};

describe('a change event from a commit', () => {
  it('says what the commit says, with its page', () => {
    assert.deepEqual(toChangeDraft(commit), {
      summary: 'Retry the payment provider',
      source: 'shop/checkout',
      link: 'https://git.example.com/shop/checkout/commit/0123456789abcdef0123456789abcdef01234567',
      details: {
        commit: commit.hash,
        branch: 'main',
        author: 'Ada Lovelace',
        repository: 'https://git.example.com/shop/checkout',
        committed: '2026-03-02T09:00:00.000Z',
      },
    });
  });

  it('does without remote, author and branch', () => {
    const bare = { ...commit, remote: undefined, author: undefined, branch: undefined, at: undefined, message: '\n' };
    assert.deepEqual(toChangeDraft(bare), {
      summary: '01234567',
      source: '',
      link: '',
      details: { commit: commit.hash },
    });
  });

  it('cuts what PagerDuty would refuse', () => {
    assert.equal(toChangeDraft({ ...commit, message: 'x'.repeat(2000) }).summary.length, 1024);
  });

  const pages: Readonly<Record<string, string | undefined>> = {
    'https://git.example.com/a/b.git': 'https://git.example.com/a/b',
    'https://ada:secret@git.example.com/a/b': 'https://git.example.com/a/b',
    'ssh://git@git.example.com:2222/a/b/c.git': 'https://git.example.com/a/b/c',
    'git@git.example.com:a/b.git': 'https://git.example.com/a/b',
    '/srv/git/a.git': undefined,
    'file:///srv/git/a.git': undefined,
    'host:a/b': undefined,
    '': undefined,
  };
  for (const [remote, page] of Object.entries(pages))
    it(`finds ${page ?? 'no page'} for ${remote || 'no remote'}, and never a password`, () =>
      assert.equal(toRepositoryUrl(remote), page));
});
