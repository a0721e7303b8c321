import assert from 'node:assert/strict';
import type { OAuth } from '../../../src/api/oauth.ts';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/options.ts';
import { signInByPage } from '../../support/oauthBrowser.ts';
import { asked, failure, signIn, startedAt, startOAuthSandbox } from '../../support/oauthSandbox.ts';
import { request } from '../../support/testSandbox.ts';

describe('OAuth sign-in against the sandbox', () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.dispose());

  const start = async (options: SandboxOptions = {}): Promise<OAuth> => {
    const started = await startOAuthSandbox(options);
    sandbox = started.sandbox;
    return started.oauth;
  };
  const whoAmI = async (token: string) => {
    const { status, body } = await request(sandbox, 'GET', '/users/me', { authorization: `Bearer ${token}` });
    return status === 200 ? body.user.email : status;
  };

  it('gives tokens that act for the chosen person within the scopes', async () => {
    const oauth = await start({ oauth: { lifetime: 3600 } });
    const { url, finish } = await oauth.begin(asked);
    const back = await signInByPage(url, { person: 'bo@example.com' });
    assert.equal(`${back.protocol}//${back.host}${back.pathname}`, 'vscode://publisher.extension/oauth');
    assert.deepEqual([...back.searchParams.keys()], ['windowId', 'code', 'state']);
    const tokens = await finish(back);
    assert.equal(tokens.expiresAt, startedAt + 3_600_000);
    assert.equal(tokens.scope, 'openid users.read incidents.read');
    assert.equal(await whoAmI(tokens.accessToken), 'bo@example.com');
    const authorization = `Bearer ${tokens.accessToken}`;
    assert.equal((await request(sandbox, 'GET', '/incidents', { authorization })).status, 200);
    assert.equal((await request(sandbox, 'GET', '/services', { authorization })).status, 403);
  });

  it('asks with PKCE and a new state each time, and sends no secret', async () => {
    const oauth = await start();
    const [first, second] = [await oauth.begin(asked), await oauth.begin(asked)].map(
      ({ url }) => new URL(url).searchParams,
    );
    assert.deepEqual(
      [...(first?.keys() ?? [])],
      ['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'code_challenge', 'code_challenge_method'],
    );
    assert.equal(first?.get('redirect_uri'), asked.redirectUri);
    assert.equal(first?.get('code_challenge_method'), 'S256');
    assert.notEqual(first?.get('state'), second?.get('state'));
    assert.notEqual(first?.get('code_challenge'), second?.get('code_challenge'));
  });

  it('says that access was denied', async () => {
    const oauth = await start();
    const error = await failure(signIn(oauth, { decision: 'deny' }));
    assert.deepEqual([error.kind, error.errors], ['forbidden', ['access_denied']]);
    assert.equal(error.message, 'PagerDuty was not allowed to sign you in; sign in again and allow it.');
    assert.deepEqual(
      sandbox.log.calls().map(({ operationId }) => operationId),
      ['oauthAuthorize', 'oauthAuthorize'],
    );
  });

  it('takes no answer of another sign-in, of none, or with two states', async () => {
    const oauth = await start();
    const [one, other] = [await oauth.begin(asked), await oauth.begin(asked)];
    const back = await signInByPage(one.url);
    const twice = new URL(`${back}&state=${back.searchParams.get('state')}`);
    const stateOnly = new URL(`vscode://x/oauth?state=${back.searchParams.get('state')}`);
    const foreignDenial = new URL('vscode://x/oauth?error=access_denied&state=foreign');
    for (const [wrong, finish] of [
      [back, other.finish],
      [new URL('vscode://x/oauth?code=abc'), one.finish],
      [twice, one.finish],
      [stateOnly, one.finish],
      [foreignDenial, one.finish],
    ] as const) {
      const error = await failure(finish(wrong));
      assert.equal(error.message, 'The browser came back from another sign-in; sign in again.', wrong.search);
    }
    assert.equal((await one.finish(back)).accessToken.startsWith('sandbox-access-'), true);
  });

  it('cannot use a code twice, and the second try ends what the first one got', async () => {
    const oauth = await start();
    const { url, finish } = await oauth.begin(asked);
    const back = await signInByPage(url);
    const tokens = await finish(back);
    assert.equal(await whoAmI(tokens.accessToken), 'ada@example.com');
    const error = await failure(finish(back));
    assert.deepEqual([error.kind, error.errors, error.status], ['token', ['invalid_grant'], 400]);
    assert.equal(error.message, 'The sign-in took too long or its answer was used before; sign in again.');
    assert.equal(await whoAmI(tokens.accessToken), 401);
  });

  it('cannot use a code that is a minute old', async () => {
    const oauth = await start();
    const { url, finish } = await oauth.begin(asked);
    const back = await signInByPage(url);
    sandbox.clock.advance(60_000);
    assert.equal((await failure(finish(back))).kind, 'token');
  });

  it('cannot use a code with the verifier of another sign-in', async () => {
    const oauth = await start();
    const [mine, stolen] = [await oauth.begin(asked), await oauth.begin(asked)];
    const code = (await signInByPage(stolen.url)).searchParams.get('code') ?? '';
    const injected = await signInByPage(mine.url);
    injected.searchParams.set('code', code);
    assert.deepEqual((await failure(mine.finish(injected))).errors, ['invalid_grant']);
  });

  it('refreshes with a new refresh token each time, and a used one ends the sign-in', async () => {
    const oauth = await start({ oauth: { lifetime: 60 } });
    const first = await signIn(oauth);
    sandbox.clock.advance(60_000);
    assert.equal(await whoAmI(first.accessToken), 401);
    const second = await oauth.refresh(first.refreshToken ?? '');
    assert.notEqual(second.refreshToken, first.refreshToken);
    assert.equal(second.expiresAt, startedAt + 60_000);
    assert.equal(await whoAmI(second.accessToken), 'ada@example.com');
    const error = await failure(oauth.refresh(first.refreshToken ?? ''));
    assert.equal(error.kind, 'token');
    assert.equal(error.message, 'The sign-in has expired or was ended in PagerDuty; sign in again.');
    assert.equal(await whoAmI(second.accessToken), 401);
    assert.equal((await failure(oauth.refresh(second.refreshToken ?? ''))).kind, 'token');
  });

  it('cannot refresh after 30 days', async () => {
    const oauth = await start();
    const { refreshToken = '' } = await signIn(oauth);
    sandbox.clock.advance(30 * 86_400_000);
    assert.equal((await failure(oauth.refresh(refreshToken))).kind, 'token');
  });

  it('ends an access token alone, and a refresh token with all that came from it', async () => {
    const oauth = await start();
    const first = await signIn(oauth);
    await oauth.revoke(first.accessToken);
    assert.equal(await whoAmI(first.accessToken), 401);
    const second = await oauth.refresh(first.refreshToken ?? '');
    assert.equal(await whoAmI(second.accessToken), 'ada@example.com');
    await oauth.revoke(second.refreshToken ?? '');
    assert.equal(await whoAmI(second.accessToken), 401);
    assert.equal((await failure(oauth.refresh(second.refreshToken ?? ''))).kind, 'token');
    await oauth.revoke('unknown-token');
  });

  it('forgets sign-ins at a reset', async () => {
    const oauth = await start();
    const { accessToken } = await signIn(oauth);
    sandbox.reset();
    assert.equal(await whoAmI(accessToken), 401);
  });
});
