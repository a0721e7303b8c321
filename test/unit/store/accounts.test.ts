import assert from 'node:assert/strict';
import { toAccountLabel } from '../../../src/store/accountFacts.ts';
import { accountIdOf } from '../../../src/store/openSession.ts';
import type { Session } from '../../../src/store/session.ts';
import { createGate, settle } from '../../support/fakeSend.ts';
import { createFakeBox, createFakeMemories, setUpSession as setUp } from '../../support/session.ts';

const add = async (session: Session, secret: string): Promise<string> =>
  (await session.signIn(await session.check(secret))).id;

const now = ({ state }: Session): string | undefined => accountIdOf(state);

/** Two accounts, the second one in use. */
const setUpTwo = async () => {
  const all = setUp();
  const [ada, bo] = [await add(all.session, 'user-key'), await add(all.session, 'bo-key')];
  return { ...all, ada, bo };
};

/** Another window of the same editor: the same secrets and accounts, an own place to be on. */
const openWindow = ({ box, accounts, last }: ReturnType<typeof setUp>) =>
  setUp({ secrets: box, accounts, last, here: createFakeMemories().here });

describe('accounts', () => {
  it('stand side by side, the one signed in to last in use, each with its own token', async () => {
    const { session, box, ada, bo, changes } = await setUpTwo();
    assert.deepEqual([ada, bo, now(session)], ['us.PADA', 'us.PBO', 'us.PBO']);
    assert.deepEqual(Object.fromEntries(box.secrets), { 'us.PADA': 'user-key', 'us.PBO': 'bo-key' });
    assert.deepEqual(await session.token(), { kind: 'key', secret: 'bo-key' });
    assert.deepEqual(
      session.accounts.map(({ facts }) => toAccountLabel(facts)),
      ['ada@example.com · example · US', 'bo@example.com · other · US'],
    );
    assert.deepEqual(changes, ['+us.PADA', '+us.PBO']);
  });

  it('are in two regions at once', async () => {
    const { session } = setUp();
    await add(session, 'user-key');
    assert.equal(await add(session, 'eu-key'), 'eu.PADA');
    assert.equal(session.account().region, 'eu');
    await session.switchTo('us.PADA');
    assert.equal(session.account().region, 'us');
  });

  it('are switched between, which drops what one of them had to say', async () => {
    const { session, ada, states } = await setUpTwo();
    await session.switchTo(ada);
    assert.deepEqual([now(session), await session.token()], [ada, { kind: 'key', secret: 'user-key' }]);
    await session.switchTo('us.PNOBODY');
    assert.equal(now(session), ada, 'an account that is not there is not switched to');
    assert.deepEqual(states, ['signedIn', 'signedIn', 'signedIn']);
  });

  it('get a new token in place of the old one when somebody signs in again', async () => {
    const { session, box, bo } = await setUpTwo();
    await add(session, 'user-key-of-today');
    assert.deepEqual(Object.fromEntries(box.secrets), { 'us.PADA': 'user-key-of-today', [bo]: 'bo-key' });
    assert.equal(session.accounts.length, 2);
  });

  it('go on with the next one after one is signed out of, and with none after the last', async () => {
    const { session, box, ada, bo, here, last, changes } = await setUpTwo();
    assert.equal(await session.signOut(), bo);
    assert.deepEqual([now(session), here.value, last.value], [ada, ada, ada]);
    assert.deepEqual([...box.secrets.keys()], [ada]);
    await session.signOut();
    assert.deepEqual([now(session), here.value, last.value, box.secrets.size], [undefined, undefined, undefined, 0]);
    assert.deepEqual(changes.slice(2), [`-${bo}`, `-${ada}`]);
  });

  it('stay where they are when another one is signed out of', async () => {
    const { session, ada, bo, states } = await setUpTwo();
    await session.signOut(ada);
    assert.deepEqual([now(session), states.length], [bo, 2]);
  });

  it('keep to the hosts that took their token, whatever the settings say later', async () => {
    let hosts: { readonly rest: string } | undefined = { rest: 'http://127.0.0.1:9' };
    const { session } = setUp({ hosts: () => hosts });
    assert.equal(await add(session, 'user-key'), '127.0.0.1-9.PADA');
    hosts = { rest: 'http://127.0.0.1:10' };
    await session.restore();
    assert.equal(session.account().hosts?.rest, 'http://127.0.0.1:9');
    assert.equal(await add(session, 'user-key'), '127.0.0.1-10.PADA', 'the same person elsewhere is another account');
    assert.equal(session.account().hosts?.rest, 'http://127.0.0.1:10');
    hosts = undefined;
    await session.switchTo('127.0.0.1-9.PADA');
    assert.equal(session.account().hosts?.rest, 'http://127.0.0.1:9');
  });

  it('are not lost to a look that began before the sign-in ended', async () => {
    const gate = createGate<void>();
    const box = createFakeBox();
    const { session } = setUp({
      secrets: {
        ...box,
        get: async (id) => {
          const secret = box.secrets.get(id);
          await gate.wait;
          return secret;
        },
      },
    });
    await add(session, 'user-key');
    const look = session.restore();
    await settle();
    await add(session, 'bo-key');
    gate.open();
    await look;
    assert.deepEqual([session.accounts.length, now(session)], [2, 'us.PBO']);
  });

  it('say nothing that is secret in what is remembered', async () => {
    const { accounts, here, last } = await setUpTwo();
    assert.doesNotMatch(JSON.stringify([accounts.value, here.value, last.value]), /key/);
  });
});

describe('accounts in several windows', () => {
  it('are taken up, and a new window begins with the one chosen last', async () => {
    const first = await setUpTwo();
    const second = openWindow(first);
    await second.session.restore();
    assert.deepEqual([now(second.session), second.changes], [first.bo, [`+${first.ada}`, `+${first.bo}`]]);
  });

  it('are in use in each window by itself, also after a restart', async () => {
    const first = await setUpTwo();
    const second = openWindow(first);
    await second.session.restore();
    await second.session.switchTo(first.ada);
    await first.session.restore();
    assert.deepEqual([now(first.session), now(second.session)], [first.bo, first.ada]);
    const again = setUp({ secrets: first.box, accounts: first.accounts, last: first.last, here: first.here });
    await again.session.restore();
    assert.equal(now(again.session), first.bo);
  });

  it('come and go with what the other window does', async () => {
    const first = await setUpTwo();
    const second = openWindow(first);
    await second.session.restore();
    await second.session.signOut(first.bo);
    await first.session.restore();
    assert.deepEqual([now(first.session), first.changes.at(-1)], [first.ada, `-${first.bo}`]);
    await add(second.session, 'eu-key');
    await first.session.restore();
    assert.deepEqual([now(first.session), first.changes.at(-1)], [first.ada, '+eu.PADA']);
  });
});
