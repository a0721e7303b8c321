import assert from 'node:assert/strict';
import { myOnCalls } from '../../../src/store/onCallState.ts';
import { createOnCallStore } from '../../../src/store/onCallStore.ts';
import { ada, apiIncident, createFakeSession, minutesAgo, noon, storeOptions } from '../../support/fakeAccount.ts';
import { createFakeSend, createGate, settle } from '../../support/fakeSend.ts';
import { down, setUpIncidents } from '../../support/incidentStore.ts';

const isMine = ({ assignments }: ReturnType<typeof apiIncident>): boolean =>
  JSON.stringify(assignments).includes('PADA');
const theirs = apiIncident(2, { assignments: [{ assignee: { id: 'PBO' } }] });

/** A store that lists all, on an account with an incident of mine and one of somebody else. */
const setUp = (choices: Parameters<typeof setUpIncidents>[0] = { scope: 'all' }, answers = {}) => {
  const made = setUpIncidents(choices, [apiIncident(1), theirs], {
    listIncidents: ({ user_ids }) => ({
      incidents: [...made.kept.values()].filter((row) => row.status !== 'resolved' && (!user_ids || isMine(row))),
      more: false,
    }),
    ...answers,
  });
  return made;
};

describe('a look at my incidents', () => {
  it('costs one call, and leaves the list to be loaded when it is seen', async () => {
    const { fake, store } = setUp();
    assert.equal(await store.look(), undefined);
    assert.deepEqual(
      fake.calls.map(({ id, input }) => [id, input.user_ids, input.limit]),
      [['listIncidents', ['PADA'], 100]],
    );
    const { load, mineLoad, mine, incidents } = store.state;
    assert.deepEqual(
      [load.kind, mineLoad, [...mine.keys()], incidents.size],
      ['idle', { kind: 'loaded', at: noon }, ['P1'], 0],
    );
  });

  it('asks for what the person follows, and for what the badge counts, a call each', async () => {
    const { fake, store } = setUp(
      { scope: 'all', followed: ['P1', 'P2'] },
      { getIncident: () => ({ incident: theirs }) },
    );
    await store.look();
    assert.deepEqual(
      fake.calls.map(({ id, input }) => input.id ?? id),
      ['listIncidents', 'P2'],
    );
    assert.deepEqual([...store.state.followed.keys()], ['P1', 'P2']);
  });

  it('tells a status anew that a list says which nobody has loaded since', async () => {
    const { store, kept } = setUp();
    await store.refresh();
    const before = store.state.incidents;
    kept.set('P1', apiIncident(1, { status: 'acknowledged', title: 'Renamed' }));
    kept.set('P2', { ...theirs, title: 'Renamed too' });
    await store.look();
    assert.equal(store.state.incidents.get('P1')?.status, 'acknowledged');
    assert.equal(store.state.incidents.get('P2'), before.get('P2'), 'what a look does not tell stays as it was');
  });

  it('is a state when it fails, and lets a failed list be loaded anew once there is better news', async () => {
    const { fake, store } = setUp();
    const { listIncidents } = fake.answers;
    fake.answers.listIncidents = () => {
      throw down('listIncidents');
    };
    assert.equal((await store.look())?.kind, 'server');
    assert.deepEqual([store.state.mineLoad.kind, store.state.load.kind], ['failed', 'idle']);
    await store.refresh();
    assert.equal(store.state.load.kind, 'failed');
    if (listIncidents) fake.answers.listIncidents = listIncidents;
    await store.look();
    assert.deepEqual([store.state.mineLoad.kind, store.state.load.kind], ['loaded', 'idle']);
  });

  it('gives way to a load, whose answer is newer', async () => {
    const gate = createGate<unknown>();
    let isFirst = true;
    const { fake, store } = setUp({ scope: 'mine' });
    const { listIncidents } = fake.answers;
    fake.answers.listIncidents = (...call) => {
      if (!isFirst) return listIncidents?.(...call);
      isFirst = false;
      return gate.wait;
    };
    const look = store.look();
    await settle();
    await store.reload();
    gate.open({ incidents: [apiIncident(9)], more: false });
    assert.equal(await look, undefined);
    assert.deepEqual([...store.state.mine.keys()], ['P1']);
  });

  it('changes nothing once another account is open, and asks nobody when signed out', async () => {
    const gate = createGate<unknown>();
    const { fake, session, store } = setUp();
    fake.answers.listIncidents = () => gate.wait;
    const look = store.look();
    await settle();
    session.become({ kind: 'signedIn', account: { region: 'eu' }, user: { ...ada, id: 'PBO' }, tokenKind: 'user' });
    gate.open({ incidents: [apiIncident(9)], more: false });
    await look;
    assert.deepEqual([store.state.mine.size, store.state.mineLoad.kind], [0, 'idle']);
    session.become({ kind: 'signedOut' });
    const before = fake.calls.length;
    assert.equal(await store.look(), undefined);
    assert.equal(fake.calls.length, before);
  });
});

describe('a look at my shifts', () => {
  const shift = (start: number, end: number) => ({
    user: { id: 'PADA', summary: 'Ada' },
    escalation_policy: { id: 'PEP', summary: 'Policy' },
    escalation_level: 1,
    schedule: { id: 'PS1', summary: 'Primary' },
    start: minutesAgo(-start),
    end: minutesAgo(-end),
  });

  it('costs one call, and says what I am on call for now', async () => {
    const fake = createFakeSend({
      listOnCalls: () => ({ oncalls: [shift(60, 120), shift(-60, 60), shift(-120, 0)], more: false }),
    });
    const store = createOnCallStore(storeOptions(fake, createFakeSession()));
    await store.look();
    assert.deepEqual(
      fake.calls.map(({ id, input }) => [id, input.user_ids]),
      [['listOnCalls', ['PADA']]],
    );
    const starts = (now: number) => myOnCalls(store.state, now).map(({ start }) => ((start ?? 0) - noon) / 60_000);
    assert.deepEqual([starts(noon), starts(noon + 3_600_000)], [[-60], [60]]);
    assert.deepEqual([store.state.load.kind, store.state.mineLoad.kind], ['idle', 'loaded']);
  });
});
