import assert from 'node:assert/strict';
import { readStandaloneOptions } from '../../../src/bin/standaloneOptions.ts';

const read = (args: readonly string[], env: Record<string, string> = { PAGERDUTY_TOKEN: 'abc' }) =>
  readStandaloneOptions(args, env, () => ['incidents', 'services']);
const serving = (args: readonly string[], env?: Record<string, string>) => {
  const options = read(args, env);
  assert.equal(options.kind, 'serve', JSON.stringify(options));
  return options as Extract<typeof options, { kind: 'serve' }>;
};
const sentence = (args: readonly string[], env?: Record<string, string>) => {
  const options = read(args, env);
  return options.kind === 'wrong' ? options.sentence : `not wrong: ${options.kind}`;
};

describe('the standalone options', () => {
  it('have defaults for all but the token', () => {
    assert.deepEqual(serving([]), {
      kind: 'serve',
      token: { kind: 'key', secret: 'abc' },
      account: { region: 'us', from: undefined, hosts: { rest: undefined, events: undefined, app: undefined } },
      surface: 'search',
      access: {},
      audit: undefined,
      http: undefined,
    });
  });

  it('take hosts by scheme and host alone', () => {
    const { account } = serving([], {
      PAGERDUTY_TOKEN: 'x',
      PAGERDUTY_API_URL: 'http://127.0.0.1:1/some/path',
      PAGERDUTY_EVENTS_URL: 'https://e.example',
      PAGERDUTY_APP_URL: 'https://a.example/',
    });
    assert.deepEqual(account.hosts, {
      rest: 'http://127.0.0.1:1',
      events: 'https://e.example',
      app: 'https://a.example',
    });
    assert.match(
      sentence([], { PAGERDUTY_TOKEN: 'x', PAGERDUTY_API_URL: 'example.com' }),
      /PAGERDUTY_API_URL must be an address/,
    );
    assert.match(
      sentence([], { PAGERDUTY_TOKEN: 'x', PAGERDUTY_API_URL: 'file:///etc' }),
      /PAGERDUTY_API_URL must be an address/,
    );
  });

  it('tell keys from OAuth tokens', () => {
    const token = (env: Record<string, string>) => serving([], env).token;
    assert.deepEqual(token({ PAGERDUTY_TOKEN: 'u+abcDEF' }), { kind: 'key', secret: 'u+abcDEF' });
    assert.deepEqual(token({ PAGERDUTY_TOKEN: 'Bearer abc' }), { kind: 'bearer', secret: 'abc' });
    assert.deepEqual(token({ PAGERDUTY_TOKEN: 'Token token=abc' }), { kind: 'key', secret: 'abc' });
    assert.deepEqual(token({ PAGERDUTY_TOKEN: 'pdus+_ABC_def' }), { kind: 'bearer', secret: 'pdus+_ABC_def' });
    assert.deepEqual(token({ PAGERDUTY_TOKEN: 'abc', PAGERDUTY_TOKEN_KIND: 'bearer' }), {
      kind: 'bearer',
      secret: 'abc',
    });
    assert.match(sentence([], { PAGERDUTY_TOKEN: 'abc', PAGERDUTY_TOKEN_KIND: 'oauth' }), /must be key or bearer/);
  });

  it('read region and From', () => {
    assert.equal(serving([], { PAGERDUTY_TOKEN: 'x', PAGERDUTY_REGION: 'EU' }).account.region, 'eu');
    assert.equal(serving([], { PAGERDUTY_TOKEN: 'pdeu+_x' }).account.region, 'eu');
    assert.equal(serving([], { PAGERDUTY_TOKEN: 'x', PAGERDUTY_FROM: 'a@b.example' }).account.from, 'a@b.example');
    assert.match(sentence([], { PAGERDUTY_TOKEN: 'x', PAGERDUTY_REGION: 'asia' }), /must be us or eu/);
  });

  it('read the flags', () => {
    const options = serving(['--surface', 'everything', '--access={"*":"full"}', '--audit', 'a.jsonl']);
    assert.deepEqual([options.surface, options.access, options.audit], ['everything', { '*': 'full' }, 'a.jsonl']);
  });

  it('say what is wrong in one sentence', () => {
    assert.match(sentence([], {}), /^PAGERDUTY_TOKEN is not set/);
    assert.match(sentence([], { PAGERDUTY_TOKEN: '  ' }), /^PAGERDUTY_TOKEN is not set/);
    assert.match(sentence(['--surface', 'some']), /--surface must be one of everything, responder, search/);
    assert.match(sentence(['--access', '{']), /--access must be JSON/);
    assert.match(sentence(['--access', '{"incident":"full"}']), /“incident” is not an area/);
    assert.match(sentence(['--access', '{"incidents":"all"}']), /"all" is not a level/);
    assert.match(sentence(['--access', '[]']), /must be an object/);
    assert.match(sentence(['--nonsense']), /Unknown option '--nonsense'.*--help/);
    assert.match(sentence(['stray']), /--help lists the options/);
    assert.match(sentence(['--audit']), /--help lists the options/);
  });

  it('want no token for help and version', () => {
    assert.equal(read(['--help'], {}).kind, 'help');
    assert.equal(read(['-v'], {}).kind, 'version');
  });
});
