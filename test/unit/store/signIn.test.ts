import assert from 'node:assert/strict';
import { toToken } from '../../../src/store/checkToken.ts';
import { setUpSession as setUp, signedIn } from '../../support/session.ts';

describe('signing in', () => {
  it('tries a token before it is kept', async () => {
    const { session, box, accounts } = setUp();
    const candidate = await session.check(' user-key ');
    assert.deepEqual(
      [candidate.tokenKind, candidate.user?.name, candidate.account.region],
      ['user', 'Ada Lovelace', 'us'],
    );
    assert.deepEqual([box.secrets.size, accounts.value, session.state.kind], [0, undefined, 'signedOut']);
    await session.signIn(candidate);
    assert.deepEqual([...box.secrets], [['us.PADA', 'user-key']]);
    assert.equal(signedIn(session.state).user?.id, 'PADA');
    assert.equal(session.account().from, undefined, 'a user key says by itself whose it is');
    assert.deepEqual(await session.token(), { kind: 'key', secret: 'user-key' });
    assert.equal(JSON.stringify(accounts.value).includes('user-key'), false, 'the token is in the secret box alone');
  });

  it('finds the region by trying both, or tries the given one only', async () => {
    const { session, seen } = setUp();
    assert.equal((await session.check('eu-key')).account.region, 'eu');
    assert.deepEqual(
      seen.map(({ account }) => account.region),
      ['us', 'eu'],
    );
    await assert.rejects(session.check('eu-key', { region: 'us' }), { kind: 'token' });
  });

  it('tries a host of the user’s own once', async () => {
    const { session, seen } = setUp({ hosts: () => ({ rest: 'http://127.0.0.1:9' }) });
    await assert.rejects(session.check('wrong'), { kind: 'token' });
    assert.deepEqual(
      seen.map(({ account }) => account.hosts?.rest),
      ['http://127.0.0.1:9'],
    );
  });

  it('refuses a token that no region takes, and nothing at all', async () => {
    const { session, seen } = setUp();
    await assert.rejects(session.check('wrong'), { kind: 'token' });
    assert.equal(seen.length, 2);
    await assert.rejects(session.check('  '), /No token was given/);
    assert.equal(seen.length, 2);
  });

  it('tells a network failure as it is, without trying on', async () => {
    const { session, seen } = setUp();
    await assert.rejects(session.check('offline'), { kind: 'network' });
    assert.equal(seen.length, 1);
  });

  it('asks an account key for the user it acts for', async () => {
    const { session, accounts } = setUp();
    const candidate = await session.check('account-key');
    assert.deepEqual([candidate.tokenKind, candidate.user], ['account', undefined]);
    await assert.rejects(
      session.findUser(candidate, 'nobody@example.com'),
      /Nobody in this account has the email address nobody@example.com/,
    );
    const user = await session.findUser(candidate, ' ADA@example.com ');
    assert.equal(user.id, 'PADA', 'the whole address counts, not a part of it');
    await session.signIn(candidate, user);
    assert.equal(session.account().from, 'ada@example.com');
    assert.deepEqual(accounts.value, [session.accounts[0]?.facts]);
  });

  it('takes an OAuth token that may not say whose it is', async () => {
    const { session } = setUp();
    const candidate = await session.check('Bearer scoped-token');
    assert.deepEqual([candidate.tokenKind, candidate.token], ['bearer', { kind: 'bearer', secret: 'scoped-token' }]);
    await session.signIn(candidate);
    assert.deepEqual(await session.token(), { kind: 'bearer', secret: 'scoped-token' });
  });

  it('reads tokens as people paste them', () => {
    for (const [pasted, kind, secret] of [
      ['abc', 'key', 'abc'],
      ['Token token=abc', 'key', 'abc'],
      ['Authorization: Token token="abc"', 'key', 'abc'],
      ['bearer abc', 'bearer', 'abc'],
      ['pdus+_0XBPW', 'bearer', 'pdus+_0XBPW'],
      ['pdeu+_0XBPW', 'bearer', 'pdeu+_0XBPW'],
    ] as const) {
      assert.deepEqual(toToken(pasted), { kind, secret });
    }
  });
});
