import assert from 'node:assert/strict';
import { parseFacts } from '../../../src/store/accountFacts.ts';
import { ada } from '../../support/fakeAccount.ts';
import { createGate, settle } from '../../support/fakeSend.ts';
import { setUpSession as setUp, signedIn } from '../../support/session.ts';

const facts = { region: 'eu', tokenKind: 'account', from: 'ada@example.com', user: ada };

describe('a session', () => {
  it('takes up what is remembered, and is signed out without the token', async () => {
    const { session, box, accounts, states } = setUp();
    accounts.value = [facts];
    await session.restore();
    assert.equal(session.state.kind, 'signedOut');
    box.secrets.set('eu.PADA', 'eu-account');
    await session.restore();
    assert.deepEqual(session.account(), { region: 'eu', from: 'ada@example.com', hosts: undefined });
    await session.restore();
    assert.deepEqual(states, ['signedIn'], 'what is the same is told once');
  });

  it('takes damaged memories for none', async () => {
    for (const value of [undefined, null, 'x', {}, { region: 'mars', tokenKind: 'user' }, { region: 'us' }]) {
      assert.equal(parseFacts(value), undefined);
    }
    assert.equal(parseFacts({ region: 'us', tokenKind: 'user', user: { id: 1 } })?.user, undefined);
    const { session, accounts, here, last } = setUp();
    for (const value of [null, 'x', {}, [null, 7, {}], facts]) {
      accounts.value = value;
      here.value = { id: 'eu.PADA' };
      last.value = 7;
      await session.restore();
      assert.deepEqual([session.state.kind, session.accounts], ['signedOut', []]);
    }
  });

  it('sends no token to a host that is damaged in memory', () => {
    for (const hosts of [null, 7, {}, { rest: 7 }, { rest: 'nonsense' }, { rest: 'file:///etc' }, { rest: null }]) {
      assert.equal(parseFacts({ ...facts, hosts }), undefined);
    }
    const hosts = { rest: 'http://127.0.0.1:9', events: undefined };
    assert.deepEqual(parseFacts({ ...facts, hosts })?.hosts, { rest: 'http://127.0.0.1:9' });
  });

  it('forgets everything when signed out', async () => {
    const { session, box, accounts, here, last } = setUp();
    await session.signIn(await session.check('user-key'));
    assert.equal(await session.signOut(), 'us.PADA');
    assert.deepEqual(
      [session.state.kind, box.secrets.size, accounts.value, here.value, last.value, await session.token()],
      ['signedOut', 0, undefined, undefined, undefined, undefined],
    );
  });

  it('looks up the user anew, whose teams may have changed', async () => {
    const { session, accounts, changes } = setUp();
    const candidate = await session.check('account-key');
    await session.signIn(candidate, ada);
    await session.renew();
    assert.equal(signedIn(session.state).user?.name, 'Ada King');
    assert.equal(parseFacts([accounts.value].flat()[0])?.user?.name, 'Ada King');
    assert.equal(session.account().from, 'ada@example.com');
    assert.deepEqual(changes, ['+us.PADA', '~us.PADA']);
  });
});

describe('the sample account', () => {
  it('is opened and left without touching what is remembered', async () => {
    const { session, box, accounts, states, disposed } = setUp();
    await session.signIn(await session.check('user-key'));
    const remembered = accounts.value;
    await session.openSample();
    assert.equal(session.state.kind, 'sample');
    assert.deepEqual(
      [session.account().hosts?.rest, await session.token()],
      ['http://127.0.0.1:1', { kind: 'key', secret: 'sample' }],
    );
    await session.restore();
    assert.equal(session.state.kind, 'sample', 'news from other windows wait');
    await session.leaveSample();
    assert.deepEqual([box.secrets.get('us.PADA'), accounts.value, disposed()], ['user-key', remembered, 1]);
    assert.deepEqual(states, ['signedIn', 'signingIn', 'sample', 'signedIn']);
  });

  it('is left by signing in', async () => {
    const { session, disposed } = setUp();
    await session.openSample();
    await session.signIn(await session.check('user-key'));
    assert.deepEqual([session.state.kind, disposed()], ['signedIn', 1]);
  });

  it('that does not start leaves everything as it was, and throws', async () => {
    const { session, states } = setUp({ startSample: () => Promise.reject(new Error('no port')) });
    await assert.rejects(session.openSample(), /no port/);
    assert.deepEqual([session.state.kind, states], ['signedOut', ['signingIn', 'signedOut']]);
  });

  it('that starts after somebody signed in is let go of', async () => {
    const gate = createGate<void>();
    let disposed = 0;
    const { session } = setUp({
      startSample: async () => {
        await gate.wait;
        return { account: { region: 'us' }, token: { kind: 'key', secret: 'sample' }, dispose: () => void disposed++ };
      },
    });
    const opening = session.openSample();
    await settle();
    await session.signIn(await session.check('user-key'));
    gate.open();
    await opening;
    assert.deepEqual([session.state.kind, disposed], ['signedIn', 1]);
  });
});
