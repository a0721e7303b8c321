import assert from 'node:assert/strict';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/options.ts';
import { answerPage, openPage, redirectUri, signInByPage, usual } from '../../support/oauthBrowser.ts';
import { startTestSandbox } from '../../support/testSandbox.ts';

describe('the sign-in page of the sandbox', () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.dispose());
  const start = async (options: SandboxOptions = {}): Promise<void> => {
    sandbox = await startTestSandbox(options);
  };

  const toAddress = (parameters: Readonly<Record<string, string>>, more = ''): string =>
    `${sandbox.origin}/oauth/authorize?${new URLSearchParams(parameters)}${more}`;
  /** Where a request is sent back to: its parameters, or the page that keeps it. */
  const begin = async (changed: Readonly<Record<string, string>>, more = '') => {
    const answer = await openPage(toAddress({ ...usual, ...changed }, more));
    const location = answer.headers.get('location');
    return location ? Object.fromEntries(new URL(location).searchParams) : answer.status;
  };
  it('shows a page that can be read and worked by everybody, and runs nothing', async () => {
    await start();
    const answer = await openPage(toAddress(usual));
    const html = await answer.text();
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-/);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.match(html, /<html lang="en">.*<title>Sign in to the PagerDuty sandbox<\/title>/s);
    assert.match(html, /<label for="person">You are<\/label>\s*<select id="person"/);
    assert.match(html, /<option value="ada@example.com">Ada Lovelace \(ada@example.com\)<\/option>/);
    assert.match(html, /<li>users.read<\/li><li>incidents.read<\/li>/);
    assert.match(html, /back at 127\.0\.0\.1:4711\./);
    const fromEditor = await openPage(toAddress({ ...usual, redirect_uri: 'vscode://a.b/oauth' }));
    assert.match(await fromEditor.text(), /back in the editor \(vscode\)\./);
    assert.doesNotMatch(html, /<script|a state/);
  });

  it('writes what others named as text', async () => {
    await start({
      oauth: { clients: [{ id: 'sandbox-client', name: '<img src=x>"&', redirects: ['loopback'] }] },
    });
    const html = await (await openPage(toAddress(usual))).text();
    assert.match(html, /<strong>&#60;img src=x&#62;&#34;&#38;<\/strong>/);
  });

  it('sends the browser back to registered addresses alone', async () => {
    await start();
    for (const address of [
      'vscode://a.b/oauth?windowId=_blank',
      'vscode-insiders://a.b/oauth',
      'code-oss://a.b/oauth',
      'http://localhost:8080/callback?vscode-reqid=1&vscode-authority=a.b',
      'http://[::1]/x',
    ]) {
      const back = await signInByPage(toAddress({ ...usual, redirect_uri: address }));
      assert.ok(back.href.startsWith(`${address}${address.includes('?') ? '&' : '?'}code=`), back.href);
      assert.equal(back.searchParams.get('state'), 'a state');
    }
    for (const address of [
      'https://example.com/callback',
      'https://127.0.0.1/x',
      'http://127.0.0.1.example.com/x',
      'javascript:alert(1)',
      'vscode://a.b/oauth#there',
      'not an address',
      '',
    ])
      assert.equal(await begin({ redirect_uri: address }), 400, address);
    assert.equal(await begin({ client_id: 'nobody' }), 400);
    assert.equal(await begin({}, `&redirect_uri=${encodeURIComponent(redirectUri)}`), 400, 'given twice');
    assert.equal(await begin({}, '&client_id=sandbox-client'), 400, 'given twice');
  });

  it('sends back what else is wrong with a request', async () => {
    await start();
    for (const [changed, error] of [
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ response_type: '' }, 'invalid_request'],
      [{ code_challenge: '' }, 'invalid_request'],
      [{ code_challenge: 'short' }, 'invalid_request'],
      [{ code_challenge_method: 'plain' }, 'invalid_request'],
      [{ code_challenge_method: '' }, 'invalid_request'],
      [{ scope: '' }, 'invalid_scope'],
      [{ scope: 'users.read users.everything' }, 'invalid_scope'],
    ] as const) {
      const { error_description: why, ...back } = Object(await begin(changed));
      assert.deepEqual(back, { error, state: 'a state' }, JSON.stringify(changed));
      assert.ok(why, 'says why');
    }
    assert.equal(Object(await begin({}, '&scope=users.read')).error, 'invalid_request');
    assert.deepEqual(Object.keys(Object(await begin({ state: '', scope: '' }))), ['error', 'error_description']);
  });

  it('takes one answer from each page, from people of the account, for ten minutes', async () => {
    await start();
    const address = toAddress(usual);
    const html = await (await openPage(address)).text();
    assert.equal((await answerPage(address, html)).status, 303);
    assert.equal((await answerPage(address, html)).status, 400, 'a second time');
    const stranger = await (await openPage(address)).text();
    assert.equal((await answerPage(address, stranger, { person: 'stranger@example.com' })).status, 400);
    const late = await (await openPage(address)).text();
    sandbox.clock.advance(600_000);
    assert.equal((await answerPage(address, late)).status, 400);
    const denied = await signInByPage(address, { decision: 'deny' });
    assert.deepEqual(
      [...denied.searchParams.entries()].filter(([name]) => name !== 'error_description'),
      [
        ['error', 'access_denied'],
        ['state', 'a state'],
      ],
    );
  });

  it('breaks as its faults say, each step by its own name', async () => {
    await start({ faults: { oauthAuthorize: { kind: '503', times: 1 }, oauthRevoke: { kind: '500' } } });
    assert.equal(await begin({}), 503);
    assert.equal(await begin({}), 200);
    const body = new URLSearchParams({ client_id: 'sandbox-client', token: 'x' });
    assert.equal((await fetch(`${sandbox.origin}/oauth/revoke`, { method: 'POST', body })).status, 500);
    assert.deepEqual(
      sandbox.log.calls().map(({ operationId, status, fault }) => [operationId, status, fault]),
      [
        ['oauthAuthorize', 503, '503'],
        ['oauthAuthorize', 200, undefined],
        ['oauthRevoke', 500, '500'],
      ],
    );
    assert.deepEqual(sandbox.log.calls()[0]?.query, {
      response_type: ['code'],
      client_id: ['sandbox-client'],
      redirect_uri: [redirectUri],
      scope: [usual.scope],
      state: ['(hidden)'],
      code_challenge: ['(hidden)'],
      code_challenge_method: ['S256'],
    });
  });
});
