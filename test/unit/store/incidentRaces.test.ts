import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { ada, apiIncident } from '../../support/fakeAccount.ts';
import { createGate, settle } from '../../support/fakeSend.ts';
import { down, setUpIncidents as setUp } from '../../support/incidentStore.ts';

describe('the incident store: races', () => {
  it('joins a refresh under way', async () => {
    const { fake, store } = setUp({ scope: 'mine' });
    await Promise.all([store.refresh(), store.refresh(), store.refresh()]);
    assert.equal(fake.calls.length, 1);
  });

  it('drops a superseded refresh, however late it answers', async () => {
    const { fake, store, statuses } = setUp({ scope: 'mine' });
    const slow = createGate<unknown>();
    const normal = fake.answers.listIncidents!;
    fake.answers.listIncidents = () => slow.wait;
    const old = store.refresh();
    await settle();
    fake.answers.listIncidents = normal;
    const fresh = store.reload();
    slow.open({ incidents: [apiIncident(99)], more: false });
    await Promise.all([old, fresh]);
    assert.equal(fake.calls[0]?.signal?.aborted, true);
    assert.equal(statuses(), 'P1 triggered, P2 triggered');
  });

  it('gives who waits for a superseded refresh the newer result', async () => {
    const { fake, store } = setUp({ scope: 'mine' });
    fake.answers.listIncidents = () => new Promise(() => undefined);
    const old = store.refresh();
    await settle();
    fake.answers.listIncidents = () => Promise.reject(down('listIncidents'));
    void store.reload();
    assert.equal((await old)?.kind, 'server');
  });

  it('drops rows that arrive for another account', async () => {
    const { fake, session, store } = setUp({ scope: 'mine' });
    const slow = createGate<unknown>();
    fake.answers.listIncidents = () => slow.wait;
    const old = store.refresh();
    await settle();
    session.become({ kind: 'signedOut' });
    slow.open({ incidents: [apiIncident(1)], more: false });
    await old;
    assert.deepEqual([store.state.load.kind, store.state.incidents.size, store.state.me], ['signedOut', 0, undefined]);
  });

  it('forgets the rows of one account when another signs in, and keeps them when the same user is renewed', async () => {
    const { session, store } = setUp({ scope: 'mine' });
    await store.refresh();
    session.become({
      kind: 'signedIn',
      account: { region: 'us' },
      user: { ...ada, name: 'Ada King' },
      tokenKind: 'user',
    });
    assert.equal(store.state.incidents.size, 2);
    assert.equal(store.state.me?.name, 'Ada King');
    session.become({ kind: 'signedIn', account: { region: 'eu' }, user: ada, tokenKind: 'user' });
    assert.deepEqual([store.state.load.kind, store.state.incidents.size], ['idle', 0]);
  });

  it('tells a failure as a state with the last rows beside it, then recovers', async () => {
    const { fake, store, statuses } = setUp({ scope: 'mine' });
    await store.refresh();
    const normal = fake.answers.listIncidents!;
    fake.answers.listIncidents = () => {
      throw new ApiError('PagerDuty asks to slow down; try again in 7 seconds.', {
        kind: 'rateLimited',
        operationId: 'listIncidents',
        retryAfter: 7,
      });
    };
    const expected = {
      message: 'PagerDuty asks to slow down; try again in 7 seconds.',
      kind: 'rateLimited',
      retryAfter: 7,
    };
    assert.deepEqual(await store.refresh(), expected);
    assert.deepEqual(store.state.load, { kind: 'failed', failure: expected });
    assert.equal(statuses(), 'P1 triggered, P2 triggered');
    fake.answers.listIncidents = normal;
    assert.equal(await store.refresh(), undefined);
    assert.equal(store.state.load.kind, 'loaded');
  });

  it('says nothing after it was disposed', async () => {
    const { store } = setUp({ scope: 'mine' });
    const done = store.refresh();
    await settle();
    let told = 0;
    store.onDidChange(() => told++);
    store.dispose();
    await done;
    assert.equal(told, 0);
  });
});
