import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { ApiError } from '../../../src/api/errors.ts';
import { createOAuth } from '../../../src/api/oauth.ts';
import { answerJson, type FakeServer, startFakeServer } from '../../support/fakeServer.ts';

const secret = 'secret-access-token';

describe('answers to an OAuth client', () => {
  let server: FakeServer;
  afterEach(() => server.close());

  const start = async (answer: (response: ServerResponse) => void) => {
    server = await startFakeServer((_, response) => answer(response));
    return createOAuth({ clientId: 'some-client', identityUrl: `${server.origin}/`, now: () => 5000 });
  };
  const json =
    (status: number, body: unknown, headers: Record<string, string> = {}) =>
    (response: ServerResponse): void =>
      answerJson(response, status, body, headers);
  const failure = async (answer: (response: ServerResponse) => void): Promise<ApiError> => {
    const oauth = await start(answer);
    const error = await oauth.refresh('secret-refresh-token').catch((e: unknown) => e);
    assert.ok(error instanceof ApiError, String(error));
    assert.doesNotMatch(inspect(error, { depth: 20, showHidden: true }), /secret-|said in secret/);
    return error;
  };

  it('takes the least that a server may answer', async () => {
    const oauth = await start(json(200, { access_token: secret, token_type: 'Bearer' }));
    assert.deepEqual(await oauth.refresh('secret-refresh-token'), {
      accessToken: secret,
      refreshToken: undefined,
      expiresAt: undefined,
      scope: undefined,
    });
    const [seen] = server.seen;
    assert.deepEqual(
      [seen?.method, seen?.url, seen?.headers['content-type'], seen?.headers.authorization],
      ['POST', '/oauth/token', 'application/x-www-form-urlencoded;charset=UTF-8', undefined],
    );
    assert.deepEqual(Object.fromEntries(new URLSearchParams(seen?.body)), {
      grant_type: 'refresh_token',
      refresh_token: 'secret-refresh-token',
      client_id: 'some-client',
    });
  });

  it('counts the life of a token from when it was asked for', async () => {
    const oauth = await start(json(200, { access_token: secret, token_type: 'bearer', expires_in: '60' }));
    assert.equal((await oauth.refresh('r')).expiresAt, 65_000);
  });

  it('does not look at an ID token, and takes other media types of JSON', async () => {
    const body = JSON.stringify({ access_token: secret, token_type: 'bearer', id_token: 'not.a.token' });
    const oauth = await start((response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(body));
    assert.equal((await oauth.refresh('r')).accessToken, secret);
  });

  it('refuses a success that holds no bearer token', async () => {
    for (const body of [
      {},
      { access_token: secret },
      { access_token: secret, token_type: 'mac' },
      { access_token: secret, token_type: 'bearer', expires_in: 'soon' },
      { access_token: '', token_type: 'bearer' },
      'secret-text',
      null,
    ]) {
      assert.equal((await failure(json(200, body))).kind, 'badAnswer', JSON.stringify(body));
      await server.close();
    }
    await start(json(200, {})); // For afterEach.
  });

  it('follows no redirect', async () => {
    const error = await failure((response) => response.writeHead(307, { location: '/elsewhere' }).end());
    assert.deepEqual([error.kind, error.status], ['badAnswer', 307]);
    assert.equal(server.seen.length, 1);
  });

  it('tells nothing of a refusal but a code that it knows', async () => {
    const grant = await failure(json(400, { error: 'invalid_grant', error_description: 'said in secret' }));
    assert.deepEqual([grant.kind, grant.errors, grant.cause], ['token', ['invalid_grant'], undefined]);
    await server.close();
    const strange = await failure(json(400, { error: 'said in secret' }));
    assert.deepEqual([strange.kind, strange.errors], ['input', []]);
    await server.close();
    const unknown = await failure(json(401, {}, { 'www-authenticate': 'Bearer error="said in secret"' }));
    assert.match(unknown.message, /check the client id in the settings\.$/);
    await server.close();
    const slow = await failure(json(429, 'said in secret', { 'retry-after': '12' }));
    assert.deepEqual([slow.retryAfter, slow.message], [12, 'PagerDuty asks to slow down; try again in 12 seconds.']);
  });

  it('revokes with an empty answer, and says what failed', async () => {
    const oauth = await start((response) => response.writeHead(server.seen.length === 1 ? 204 : 503).end());
    await oauth.revoke(secret);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(server.seen[0]?.body)), {
      token: secret,
      client_id: 'some-client',
    });
    assert.equal(server.seen[0]?.url, '/oauth/revoke');
    await assert.rejects(oauth.revoke(secret), /^ApiError: PagerDuty could not sign you in; try again in a moment\.$/);
  });

  it('sends tokens over https, or to this machine', async () => {
    await start(json(200, {}));
    for (const identityUrl of [
      'http://identity.example.com',
      'http://localhost.example.com',
      'ftp://127.0.0.1',
      'x',
      '',
    ])
      assert.throws(
        () => createOAuth({ clientId: 'c', identityUrl }),
        /^ApiError: The sign-in address must begin with https:\/\/; correct it in the settings\.$/,
        identityUrl,
      );
    for (const identityUrl of [
      'https://identity.example.com',
      'http://localhost:1',
      'http://[::1]:1',
      'http://127.0.0.1',
    ])
      createOAuth({ clientId: 'c', identityUrl });
  });
});
