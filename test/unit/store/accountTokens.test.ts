import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import type { OAuth, OAuthTokens } from '../../../src/api/oauth.ts';
import type { SessionPorts } from '../../../src/store/sessionState.ts';
import { createGate, settle } from '../../support/fakeSend.ts';
import { createFakeBox, createFakeMemories, createTurns, setUpSession } from '../../support/session.ts';

const minute = 60_000;
const issuer = { clientId: 'client', identityUrl: 'https://identity.example.com' };
const first: OAuthTokens = { accessToken: 'first-access', refreshToken: 'first-refresh', expiresAt: 10 * minute };
const second: OAuthTokens = { accessToken: 'second-access', refreshToken: 'second-refresh', expiresAt: 20 * minute };
const id = 'us.PADA';

const refused = (): ApiError => new ApiError('expired', { kind: 'token', operationId: 'oauth.refresh' });
const unreachable = (): ApiError => new ApiError('no network', { kind: 'network', operationId: 'oauth.refresh' });

/** A session that was signed in to in the browser, and what its issuer was asked. */
const setUp = async (refresh: OAuth['refresh'] = async () => second, tokens = first) => {
  const clock = { now: 0 };
  const asked: string[] = [];
  const ports: Pick<SessionPorts, 'connectIssuer' | 'exclusive' | 'now'> = {
    now: () => clock.now,
    exclusive: createTurns(),
    connectIssuer: async (of) => {
      assert.deepEqual(of, issuer);
      return {
        refresh: (token) => {
          asked.push(`refresh ${token}`);
          return refresh(token);
        },
        revoke: async (token) => void asked.push(`revoke ${token}`),
      };
    },
  };
  const box = createFakeBox();
  const memories = createFakeMemories();
  const all = setUpSession({ ...ports, ...memories, secrets: box });
  const candidate = await all.session.check(`Bearer ${tokens.accessToken}`);
  await all.session.signIn({ ...candidate, oauth: { issuer, tokens } });
  const openWindow = () => setUpSession({ ...ports, ...memories, secrets: box });
  return { ...all, box, accounts: memories.accounts, clock, asked, openWindow };
};

const secretOf = async ({ session }: { readonly session: ReturnType<typeof setUpSession>['session'] }) =>
  (await session.token())?.secret;

describe('the tokens of a browser sign-in', () => {
  it('are kept as a secret, with nothing of them in what is remembered', async () => {
    const { session, box, accounts } = await setUp();
    assert.deepEqual(JSON.parse(box.secrets.get(id) ?? ''), first);
    assert.doesNotMatch(JSON.stringify(accounts.value), /access|refresh/);
    const token = await session.token();
    assert.deepEqual([token?.kind, token?.secret], ['bearer', 'first-access']);
  });

  it('are refreshed once by two windows that ask when they have expired: the token is good for one refresh', async () => {
    const used = new Set<string>();
    const all = await setUp(async (token) => {
      if (used.has(token)) throw refused();
      used.add(token);
      await settle();
      return second;
    });
    const other = all.openWindow();
    await other.session.restore();
    all.clock.now = 11 * minute;
    assert.deepEqual(await Promise.all([secretOf(all), secretOf(other)]), ['second-access', 'second-access']);
    assert.deepEqual(all.asked, ['refresh first-refresh']);
  });

  it('are refreshed a minute before they expire, once for all who ask meanwhile', async () => {
    const gate = createGate<OAuthTokens>();
    const all = await setUp(() => gate.wait);
    all.clock.now = 9 * minute - 1;
    assert.equal(await secretOf(all), 'first-access');
    all.clock.now = 9 * minute;
    const asking = [secretOf(all), secretOf(all), secretOf(all)];
    await settle();
    gate.open(second);
    assert.deepEqual(await Promise.all(asking), ['second-access', 'second-access', 'second-access']);
    assert.deepEqual(all.asked, ['refresh first-refresh']);
    assert.deepEqual(JSON.parse(all.box.secrets.get(id) ?? ''), second);
  });

  it('are refreshed when PagerDuty takes them no more', async () => {
    const { session, asked } = await setUp();
    const token = await session.token();
    assert.deepEqual(await token?.renew?.(), { kind: 'bearer', secret: 'second-access' });
    assert.deepEqual(await token?.renew?.(), { kind: 'bearer', secret: 'second-access' }, 'the new one serves');
    assert.deepEqual(asked, ['refresh first-refresh']);
  });

  it('keep their refresh token where no new one is given', async () => {
    const all = await setUp(async () => ({ accessToken: 'second-access' }));
    all.clock.now = 10 * minute;
    assert.equal(await secretOf(all), 'second-access');
    assert.deepEqual(JSON.parse(all.box.secrets.get(id) ?? ''), {
      accessToken: 'second-access',
      refreshToken: 'first-refresh',
    });
  });

  it('are taken from the window that was faster', async () => {
    const all = await setUp();
    const other = all.openWindow();
    await other.session.restore();
    const token = await other.session.token();
    all.clock.now = 10 * minute;
    assert.equal(await secretOf(all), 'second-access');
    assert.equal((await token?.renew?.())?.secret, 'second-access');
    assert.deepEqual(all.asked, ['refresh first-refresh'], 'a refresh token is used once');
  });

  it('are taken from the window whose refresh came first, when both asked at once', async () => {
    const gate = createGate<OAuthTokens>();
    const all = await setUp(() => gate.wait);
    all.clock.now = 10 * minute;
    const asking = secretOf(all);
    await settle();
    all.box.secrets.set(id, JSON.stringify(second));
    gate.fail(refused());
    assert.equal(await asking, 'second-access');
  });

  it('end with one sentence when the refresh is refused, which loses nothing and is not asked again', async () => {
    const all = await setUp(() => Promise.reject(refused()));
    all.clock.now = 10 * minute;
    const ended = { kind: 'token', message: /ended the sign-in of ada@example\.com · example · US; sign in again/ };
    await assert.rejects(all.session.token(), ended);
    await assert.rejects(all.session.token(), ended);
    assert.deepEqual(all.asked, ['refresh first-refresh']);
    assert.deepEqual([all.session.state.kind, all.session.accounts.length, all.box.secrets.size], ['signedIn', 1, 1]);
    const candidate = await all.session.check('Bearer third-access');
    await all.session.signIn({ ...candidate, oauth: { issuer, tokens: { ...first, accessToken: 'third-access' } } });
    all.clock.now = 0;
    assert.equal(await secretOf(all), 'third-access');
  });

  it('serve while the network is away, until they have expired', async () => {
    const all = await setUp(() => Promise.reject(unreachable()));
    all.clock.now = 9.5 * minute;
    assert.equal(await secretOf(all), 'first-access');
    all.clock.now = 10 * minute;
    await assert.rejects(all.session.token(), { kind: 'network' });
    await assert.rejects(all.session.token(), { kind: 'network' }, 'the next try asks anew');
    assert.equal(all.asked.length, 3);
  });

  it('end where there is nothing to refresh them with, or what is kept is damaged', async () => {
    const all = await setUp(undefined, { accessToken: 'first-access', expiresAt: minute });
    all.clock.now = minute;
    await assert.rejects(all.session.token(), { kind: 'token' });
    for (const damaged of ['', 'x', 'null', '7', '{}', '{"accessToken":7}', '[]']) {
      all.box.secrets.set(id, damaged);
      await assert.rejects(all.session.token(), { kind: 'token' });
    }
    assert.deepEqual(all.asked, []);
  });

  it('are not kept when somebody signs out during the refresh', async () => {
    const gate = createGate<OAuthTokens>();
    const all = await setUp(() => gate.wait);
    all.clock.now = 10 * minute;
    const asking = secretOf(all);
    await settle();
    await all.session.signOut();
    gate.open(second);
    assert.equal(await asking, undefined);
    assert.equal(all.box.secrets.size, 0);
  });

  it('are revoked when signed out, both of them', async () => {
    const { session, box, asked } = await setUp();
    await session.signOut();
    await settle();
    assert.deepEqual([asked, box.secrets.size], [['revoke first-refresh', 'revoke first-access'], 0]);
  });

  it('are removed here also when PagerDuty cannot be reached', async () => {
    const box = createFakeBox();
    const { session } = setUpSession({ secrets: box, connectIssuer: () => Promise.reject(unreachable()) });
    const candidate = await session.check('Bearer first-access');
    await session.signIn({ ...candidate, oauth: { issuer, tokens: first } });
    await session.signOut();
    await settle();
    assert.deepEqual([session.state.kind, box.secrets.size], ['signedOut', 0]);
  });
});
