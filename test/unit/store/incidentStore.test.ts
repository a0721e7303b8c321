import assert from 'node:assert/strict';
import { parseChoices } from '../../../src/store/incidentChoices.ts';
import { findIncident } from '../../../src/store/incidentState.ts';
import { ada, apiIncident, minutesAgo } from '../../support/fakeAccount.ts';
import { createGate, settle } from '../../support/fakeSend.ts';
import { setUpIncidents as setUp } from '../../support/incidentStore.ts';

describe('the incident store: loading', () => {
  it('loads nothing by itself, then tells what the server told', async () => {
    const { fake, store, statuses } = setUp();
    assert.equal(store.state.load.kind, 'idle');
    await settle();
    assert.deepEqual(fake.calls, []);
    assert.equal(await store.refresh(), undefined);
    assert.equal(store.state.load.kind, 'loaded');
    assert.equal(statuses(), 'P1 triggered, P2 triggered');
  });

  it('asks for open incidents of any age in each scope', async () => {
    for (const [scope, filter] of [
      ['mine', { user_ids: ['PADA'] }],
      ['myTeams', { team_ids: ['PTEAM1'] }],
      ['all', {}],
    ] as const) {
      const { fake, store } = setUp({ scope });
      await store.refresh();
      const inputs = fake.callsOf('listIncidents').map(({ input }) => input);
      for (const input of inputs)
        assert.deepEqual([input.statuses, input.date_range], [['triggered', 'acknowledged'], 'all']);
      const { user_ids, team_ids } = inputs.find((input) => 'offset' in input)!;
      assert.deepEqual({ user_ids, team_ids }, { user_ids: undefined, team_ids: undefined, ...filter });
    }
  });

  it('asks for mine beside another scope, so that the badge is right', async () => {
    const { fake, store } = setUp({ scope: 'myTeams' }, [], {
      listIncidents: ({ user_ids }) => ({ incidents: user_ids ? [apiIncident(7)] : [apiIncident(8)], more: false }),
    });
    await store.refresh();
    assert.deepEqual([[...store.state.mine.keys()], [...store.state.incidents.keys()]], [['P7'], ['P8']]);
    assert.equal(fake.calls.length, 2);
    assert.equal(findIncident(store.state, 'P7')?.number, 7);
  });

  it('makes no call for the teams of somebody in no team', async () => {
    const { fake, session, store } = setUp({ scope: 'myTeams' });
    session.become({
      kind: 'signedIn',
      account: { region: 'us' },
      user: { ...ada, id: 'PNEW', teams: [] },
      tokenKind: 'user',
    });
    await store.refresh();
    assert.deepEqual(
      fake.calls.map(({ input }) => input.user_ids),
      [['PNEW']],
    );
    assert.equal(store.state.load.kind, 'loaded');
  });

  it('shows the first page while the second is on its way', async () => {
    const second = createGate<unknown>();
    const rows = Array.from({ length: 150 }, (_, n) => apiIncident(n + 1));
    const { store } = setUp({ scope: 'mine' }, [], {
      listIncidents: ({ offset }) =>
        offset === 0 ? { incidents: rows.slice(0, 100), limit: 100, total: 150, more: true } : second.wait,
    });
    const done = store.refresh();
    await settle();
    assert.deepEqual([store.state.load.kind, store.state.incidents.size], ['loading', 100]);
    second.open({ incidents: rows.slice(100), more: false });
    await done;
    assert.deepEqual([store.state.load.kind, store.state.incidents.size], ['loaded', 150]);
  });

  it('stops at a thousand rows and goes on when more are asked for', async () => {
    const rows = Array.from({ length: 1500 }, (_, n) => apiIncident(n + 1));
    const { store } = setUp({ scope: 'mine' }, [], {
      listIncidents: ({ offset, limit }) => ({
        incidents: rows.slice(Number(offset), Number(offset) + Number(limit)),
        limit,
        total: rows.length,
        more: Number(offset) + Number(limit) < rows.length,
      }),
    });
    await store.refresh();
    assert.deepEqual([store.state.incidents.size, store.state.more], [1000, true]);
    store.loadMore();
    await store.refresh();
    assert.deepEqual([store.state.incidents.size, store.state.more], [1500, false]);
  });

  it('keeps the very objects that say the same as before', async () => {
    const { store, kept } = setUp();
    await store.refresh();
    const [first, second] = [...store.state.incidents.values()];
    kept.set('P2', apiIncident(2, { title: 'Another title', updated_at: minutesAgo(0) }));
    await store.refresh();
    assert.equal(store.state.incidents.get('P1'), first);
    assert.notEqual(store.state.incidents.get('P2'), second);
  });
});

describe('the incident store: choices', () => {
  it('takes what an older version remembered as far as it makes sense', () => {
    const defaults = { scope: 'mine', grouping: 'status', sorting: 'status', hideSnoozed: false, followed: [] };
    assert.deepEqual(parseChoices(undefined), defaults);
    assert.deepEqual(parseChoices('nonsense'), defaults);
    assert.deepEqual(parseChoices({ scope: 'everybody', grouping: 'service' }), { ...defaults, grouping: 'service' });
    const chosen = { scope: 'query:P1 only', grouping: 'none', sorting: 'newest', hideSnoozed: true, followed: ['P1'] };
    assert.deepEqual(parseChoices(chosen), chosen);
    const odd = { grouping: 'colour', sorting: 7, hideSnoozed: 'yes', followed: ['P1', 7, null] };
    assert.deepEqual(parseChoices(odd), { ...defaults, followed: ['P1'] });
  });

  it('loads another scope at once and remembers it', async () => {
    const { fake, memory, store } = setUp({ scope: 'mine' });
    await store.refresh();
    store.setScope('all');
    assert.deepEqual([store.state.load.kind, store.state.incidents.size], ['idle', 0]);
    await store.refresh();
    assert.equal(store.state.incidents.size, 2);
    assert.deepEqual(memory.value, parseChoices({ scope: 'all' }));
    assert.equal(
      fake.callsOf('listIncidents').filter(({ input }) => 'offset' in input && !('user_ids' in input)).length,
      1,
    );
  });

  it('changes the grouping without a call', async () => {
    const { fake, memory, store } = setUp({ scope: 'mine' });
    await store.refresh();
    store.setGrouping('service');
    await settle();
    assert.equal(fake.calls.length, 1);
    assert.deepEqual(memory.value, parseChoices({ grouping: 'service' }));
  });

  it('shows all where the token belongs to nobody, without forgetting the choice', async () => {
    const { fake, session, store } = setUp({ scope: 'mine' });
    session.become({ kind: 'signedIn', account: { region: 'us' }, user: undefined, tokenKind: 'bearer' });
    await store.refresh();
    assert.deepEqual([store.state.scope, store.state.choices.scope, store.state.incidents.size], ['all', 'mine', 2]);
    assert.deepEqual(
      fake.calls.map(({ input }) => input.user_ids),
      [undefined],
    );
  });
});
