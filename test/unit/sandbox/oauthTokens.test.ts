import assert from 'node:assert/strict';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/options.ts';
import { openPage, redirectUri, signInByPage, usual, verifier } from '../../support/oauthBrowser.ts';
import { startTestSandbox } from '../../support/testSandbox.ts';

describe('the token server of the sandbox', () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.dispose());
  const start = async (options: SandboxOptions = {}): Promise<void> => {
    sandbox = await startTestSandbox(options);
  };

  const toAddress = (parameters: Readonly<Record<string, string>>, more = ''): string =>
    `${sandbox.origin}/oauth/authorize?${new URLSearchParams(parameters)}${more}`;
  const post = async (path: string, form: Readonly<Record<string, string>> | string, headers = {}) => {
    const body = new URLSearchParams(form);
    const answer = await fetch(`${sandbox.origin}/oauth/${path}`, { method: 'POST', body, headers });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  const refusal = async (path: string, form: Readonly<Record<string, string>> | string, headers = {}) => {
    const { status, body } = await post(path, form, headers);
    return `${status} ${body.error}`;
  };
  const codeFor = async (changed: Readonly<Record<string, string>> = {}): Promise<string> =>
    (await signInByPage(toAddress({ ...usual, ...changed }))).searchParams.get('code') ?? '';
  const exchange = (code: string) => ({
    grant_type: 'authorization_code',
    client_id: 'sandbox-client',
    redirect_uri: redirectUri,
    code_verifier: verifier,
    code,
  });

  it('exchanges a code for tokens that nobody keeps', async () => {
    await start();
    const { status, headers, body } = await post('token', exchange(await codeFor()));
    assert.equal(status, 200);
    assert.deepEqual([headers.get('cache-control'), headers.get('pragma')], ['no-store', 'no-cache']);
    const { access_token: access, refresh_token: refresh, ...rest } = body;
    assert.deepEqual(rest, { token_type: 'bearer', expires_in: 864_000, scope: usual.scope });
    assert.match(access, /^sandbox-access-.{36}$/);
    assert.match(refresh, /^sandbox-refresh-.{36}$/);
  });

  it('refuses codes in the words of RFC 6749 and RFC 7636', async () => {
    await start();
    const good = exchange(await codeFor());
    for (const [form, told] of [
      [{ ...good, code: 'sandbox-code-guess' }, '400 invalid_grant'],
      [{ ...good, code: '' }, '400 invalid_request'],
      [{ ...good, code_verifier: '' }, '400 invalid_request'],
      [{ ...good, code_verifier: 'short' }, '400 invalid_request'],
      [{ ...good, redirect_uri: '' }, '400 invalid_request'],
      [{ ...good, grant_type: '' }, '400 invalid_request'],
      [{ ...good, grant_type: 'password' }, '400 unsupported_grant_type'],
      [{ ...good, client_id: '' }, '400 invalid_request'],
      [{ ...good, client_id: 'nobody' }, '401 invalid_client'],
      [{ ...good, client_secret: 'x' }, '401 invalid_client'],
      [`${new URLSearchParams(good)}&code=${good.code}`, '400 invalid_request'],
      ['', '400 invalid_request'],
    ] as const)
      assert.equal(await refusal('token', form), told, JSON.stringify(form));
    const basic = await post('token', good, { authorization: 'Basic eDp5' });
    assert.deepEqual([basic.status, basic.headers.get('www-authenticate')], [401, 'Basic']);
    assert.equal((await post('token', good)).status, 200, 'none of that used the code');
  });

  it('ends a code with the first wrong verifier or address', async () => {
    await start();
    for (const wrong of [{ code_verifier: 'w'.repeat(43) }, { redirect_uri: 'http://127.0.0.1:4711/other' }]) {
      const good = exchange(await codeFor());
      assert.equal(await refusal('token', { ...good, ...wrong }), '400 invalid_grant');
      assert.equal(await refusal('token', good), '400 invalid_grant');
    }
  });

  it('keeps the tokens of one client from another, and never widens scopes', async () => {
    const client = { name: 'Other', redirects: ['loopback'] };
    await start({
      oauth: {
        clients: [
          { id: 'sandbox-client', ...client },
          { id: 'other', ...client },
        ],
      },
    });
    const stolen = exchange(await codeFor());
    assert.equal(await refusal('token', { ...stolen, client_id: 'other' }), '400 invalid_grant');
    const { refresh_token: token } = (await post('token', stolen)).body;
    const refresh = { grant_type: 'refresh_token', client_id: 'sandbox-client', refresh_token: token };
    assert.equal(await refusal('token', { ...refresh, client_id: 'other' }), '400 invalid_grant');
    assert.equal(await refusal('revoke', { client_id: 'other', token }), '400 invalid_grant');
    assert.equal(await refusal('token', { ...refresh, scope: 'users.read services.read' }), '400 invalid_scope');
    const narrowed = (await post('token', { ...refresh, scope: 'users.read' })).body;
    assert.equal(narrowed.scope, 'users.read');
    const again = (await post('token', { ...refresh, refresh_token: narrowed.refresh_token })).body;
    assert.equal(again.scope, usual.scope);
  });

  it('answers a revocation with nothing, of whatever token', async () => {
    await start();
    const { access_token: token } = (await post('token', exchange(await codeFor()))).body;
    for (const form of [{ token }, { token }, { token: 'unknown', token_type_hint: 'refresh_token' }])
      assert.deepEqual(
        Object.entries(await post('revoke', { client_id: 'sandbox-client', ...form })).filter(([k]) => k !== 'headers'),
        [
          ['status', 200],
          ['body', undefined],
        ],
      );
    assert.equal(await refusal('revoke', { client_id: 'sandbox-client' }), '400 invalid_request');
    assert.equal(await refusal('revoke', { client_id: 'nobody', token }), '401 invalid_client');
  });

  it('takes forms by POST alone, and has no other paths', async () => {
    await start();
    const wrongMethod = await openPage(`${sandbox.origin}/oauth/token`);
    assert.deepEqual([wrongMethod.status, wrongMethod.headers.get('allow')], [405, 'POST']);
    assert.equal((await openPage(`${sandbox.origin}/oauth/userinfo`)).status, 404);
    const json = { method: 'POST', body: '{"grant_type":"refresh_token"}' };
    assert.equal((await fetch(`${sandbox.origin}/oauth/token`, json)).status, 400);
  });
});
