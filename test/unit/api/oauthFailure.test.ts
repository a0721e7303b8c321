import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { createOAuth, type OAuth, type OAuthOptions } from '../../../src/api/oauth.ts';
import { notSent } from '../../../src/api/repeat.ts';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/options.ts';
import { openPage, signInByPage } from '../../support/oauthBrowser.ts';
import { asked, failure, signIn, startOAuthSandbox } from '../../support/oauthSandbox.ts';

describe('OAuth sign-in that fails', () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.dispose());

  const start = async (options: SandboxOptions = {}, more: Partial<OAuthOptions> = {}): Promise<OAuth> => {
    const started = await startOAuthSandbox(options, more);
    sandbox = started.sandbox;
    return started.oauth;
  };

  it('names the settings that an unknown client id or scope needs changed', async () => {
    const oauth = await start({}, { clientId: 'nobody' });
    const page = await openPage((await oauth.begin(asked)).url);
    assert.deepEqual([page.status, page.headers.get('location')], [400, null]);
    const client = await failure(oauth.refresh('some-refresh-token'));
    assert.deepEqual([client.kind, client.errors], ['input', ['invalid_client']]);
    assert.match(client.message, /check the client id in the settings/);
    const known = createOAuth({ clientId: 'sandbox-client', identityUrl: sandbox.origin });
    const { url, finish } = await known.begin({ ...asked, scopes: ['everything'] });
    const back = new URL((await openPage(url)).headers.get('location') ?? '');
    const scope = await failure(finish(back));
    assert.deepEqual([scope.kind, scope.errors], ['input', ['invalid_scope']]);
    assert.match(scope.message, /check the scopes in the settings/);
  });

  it('tells a refresh token that was not sent from one that may be used', async () => {
    const oauth = await start();
    const { refreshToken = '' } = await signIn(oauth);
    sandbox.faults.set({ oauthToken: { kind: 'resetAfter', times: 1 } });
    const sent = await failure(oauth.refresh(refreshToken));
    assert.deepEqual([sent.kind, sent.code], ['network', undefined]);
    assert.equal(sandbox.log.calls().filter(({ body }) => 'grant_type' in Object(body)).length, 2, 'sent once');
    assert.equal((await failure(oauth.refresh(refreshToken))).kind, 'token');
    sandbox.dispose();
    const unsent = await failure(oauth.refresh(refreshToken));
    assert.deepEqual([unsent.kind, unsent.code], ['network', notSent]);
  });

  it('tells of a server that fails, is slow, slows down, or is not there at all', async () => {
    const oauth = await start({}, { timeout: 100 });
    const kinds: string[] = [];
    for (const kind of ['500', '503', '429', 'stall', 'reset', 'notJson', 'truncated'] as const) {
      const { url, finish } = await oauth.begin(asked);
      const back = await signInByPage(url);
      sandbox.faults.set({ oauthToken: { kind, reset: 7 } });
      const error = await failure(finish(back));
      kinds.push(`${kind}: ${error.kind}${error.retryAfter === undefined ? '' : ` ${error.retryAfter}`}`);
      sandbox.faults.clear();
    }
    assert.deepEqual(kinds, [
      '500: server',
      '503: server',
      '429: rateLimited 7',
      'stall: timeout',
      'reset: network',
      'notJson: badAnswer',
      'truncated: network',
    ]);
  });

  it('stops when it is cancelled, with the reason', async () => {
    const oauth = await start({ faults: { oauthToken: { kind: 'stall' } } });
    const { url, finish } = await oauth.begin(asked);
    const back = await signInByPage(url);
    const cancelled = new AbortController();
    const finished = finish(back, cancelled.signal);
    setTimeout(() => cancelled.abort(new Error('enough')), 20);
    await assert.rejects(finished, /^Error: enough$/);
    await assert.rejects(finish(back, cancelled.signal), /^Error: enough$/);
  });

  it('leaves no secret in errors and log', async () => {
    const oauth = await start();
    const { url, finish } = await oauth.begin(asked);
    const back = await signInByPage(url);
    const first = await finish(back);
    const second = await oauth.refresh(first.refreshToken ?? '');
    await oauth.revoke(second.accessToken);
    const errors = [await failure(finish(back)), await failure(oauth.refresh(first.refreshToken ?? ''))];
    sandbox.faults.set({ oauthToken: { kind: 'resetAfter' } });
    errors.push(await failure(oauth.refresh(second.refreshToken ?? '')));
    const told = inspect([errors, sandbox.log.calls()], { depth: 20, showHidden: true });
    for (const secret of [
      back.searchParams.get('code'),
      back.searchParams.get('state'),
      first.accessToken,
      first.refreshToken,
      second.accessToken,
      second.refreshToken,
    ])
      assert.ok(secret && !told.includes(secret), 'a secret was told');
    assert.deepEqual(sandbox.log.calls().at(-1)?.body, {
      client_id: ['sandbox-client'],
      grant_type: ['refresh_token'],
      refresh_token: ['(hidden)'],
    });
  });
});
