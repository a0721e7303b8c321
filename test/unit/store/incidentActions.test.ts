import assert from 'node:assert/strict';
import { ada, apiIncident, noon } from '../../support/fakeAccount.ts';
import { createGate, settle } from '../../support/fakeSend.ts';
import { type Change, refused, setUpActions as setUp } from '../../support/incidentStore.ts';

describe('acting on incidents', () => {
  it('turns the rows at once, sends one call for many, and shows what the server told afterwards', async () => {
    const gate = createGate<void>();
    const { fake, store, statuses, told, apply } = await setUp();
    fake.answers.updateIncidents = async (input) => {
      await gate.wait;
      return apply(input);
    };
    const done = store.acknowledge(['P1', 'P2']);
    assert.equal(statuses(), 'P1 acknowledged, P2 acknowledged');
    assert.equal(told(), 'P1 triggered, P2 triggered');
    gate.open();
    assert.deepEqual(await done, []);
    assert.equal(told(), 'P1 acknowledged, P2 acknowledged');
    assert.equal(store.state.pending.size, 0);
    const changes = [
      { id: 'P1', status: 'acknowledged' },
      { id: 'P2', status: 'acknowledged' },
    ];
    assert.deepEqual(
      fake.callsOf('updateIncidents').map(({ input }) => input),
      [{ incidents: changes }],
    );
    await store.refresh();
    assert.equal(fake.callsOf('listIncidents').length, 2);
  });

  it('shows the truth again when the call fails, and throws', async () => {
    const { fake, store, statuses } = await setUp([1, 2], {
      updateIncidents: () => {
        throw refused;
      },
    });
    const done = store.acknowledge(['P1']);
    assert.equal(statuses(), 'P1 acknowledged, P2 triggered');
    await assert.rejects(done, refused);
    assert.equal(statuses(), 'P1 triggered, P2 triggered');
    await store.refresh();
    assert.equal(fake.callsOf('listIncidents').length, 2, 'the list is loaded anew after a failure too');
  });

  it('keeps a snooze, which no answer tells, until the list does', async () => {
    const back = noon + 7_200_000;
    const snoozed = apiIncident(1, {
      status: 'acknowledged',
      pending_actions: [{ type: 'unacknowledge', at: new Date(back).toISOString() }],
      service: { id: 'PSVC1', summary: 'Checkout API', acknowledgement_timeout: null },
    });
    const bare = (number: number, fields = {}) => apiIncident(number, { status: 'acknowledged', ...fields });
    const gate = createGate<unknown>();
    const { fake, store } = await setUp([2], {
      snoozeIncident: ({ id }) => ({ incident: bare(Number(String(id).slice(1))) }),
      listIncidents: () => ({ incidents: [snoozed, apiIncident(2)], more: false }),
    });
    fake.answers.listIncidents = () => gate.wait;
    const until = (id: string) => store.state.incidents.get(id)?.snoozedUntil;
    const answer = async (incident: unknown) => {
      fake.answers.updateIncidents = () => ({ incidents: [incident] });
      await store.run(
        { ids: ['P1'] },
        async () => (await fake.client.incidents.updateIncidents({ incidents: [] })).incidents,
      );
    };
    await answer(bare(1, { title: 'Renamed' }));
    assert.deepEqual([store.state.mine.get('P1')?.title, until('P1')], ['Renamed', back]);
    await store.snooze(['P1', 'P2'], 3600);
    assert.deepEqual([until('P1'), until('P2')], [noon + 3_600_000, noon + 3_600_000]);
    await answer(apiIncident(1));
    assert.equal(until('P1'), undefined, 'what is triggered is snoozed no more');
    gate.open({ incidents: [], more: false });
  });

  it('drops resolved rows with the next load', async () => {
    const { store, statuses } = await setUp();
    await store.resolve(['P1']);
    assert.equal(statuses(), 'P1 resolved, P2 triggered');
    await store.refresh();
    assert.equal(statuses(), 'P2 triggered');
  });

  it('keeps the wish of one action while another one ends', async () => {
    const gate = createGate<void>();
    const { fake, store, statuses, apply } = await setUp();
    fake.answers.updateIncidents = async (input) => {
      if ((input.incidents as readonly Change[])[0]?.id === 'P1') await gate.wait;
      return apply(input);
    };
    const slow = store.acknowledge(['P1']);
    await store.resolve(['P2']);
    await store.refresh();
    assert.equal(statuses(), 'P1 acknowledged', 'P1 is told as triggered still, and wished to be acknowledged');
    gate.open();
    await slow;
    await store.refresh();
    assert.equal(statuses(), 'P1 acknowledged');
  });

  it('sends two actions on the same incident in the order they were made', async () => {
    const gate = createGate<void>();
    const sent: string[] = [];
    const { fake, store, statuses, apply } = await setUp();
    fake.answers.updateIncidents = async (input) => {
      const status = (input.incidents as readonly Change[])[0]!.status;
      sent.push(`${status} sent`);
      if (status === 'acknowledged') await gate.wait;
      sent.push(`${status} done`);
      return apply(input);
    };
    const first = store.acknowledge(['P1']);
    const second = store.resolve(['P1', 'P2']);
    assert.equal(statuses(), 'P1 resolved, P2 resolved');
    await settle();
    assert.deepEqual(sent, ['acknowledged sent']);
    gate.open();
    await first;
    assert.equal(statuses(), 'P1 resolved, P2 resolved');
    await second;
    assert.deepEqual(sent, ['acknowledged sent', 'acknowledged done', 'resolved sent', 'resolved done']);
  });

  it('lets the later action go on when the earlier one fails', async () => {
    const { fake, store, apply } = await setUp();
    let calls = 0;
    fake.answers.updateIncidents = (input) => {
      if (calls++ === 0) throw refused;
      return apply(input);
    };
    const results = await Promise.allSettled([store.acknowledge(['P1']), store.resolve(['P1'])]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['rejected', 'fulfilled'],
    );
    assert.equal(store.state.pending.size, 0);
  });

  it('cuts many into calls of 250, and keeps what was done before a call fails', async () => {
    const numbers = Array.from({ length: 600 }, (_, n) => n + 1);
    const { fake, store, apply } = await setUp(numbers);
    fake.answers.updateIncidents = (input) => {
      if (fake.callsOf('updateIncidents').length === 3) throw refused;
      return apply(input);
    };
    await assert.rejects(store.acknowledge(numbers.map((n) => `P${n}`)), refused);
    assert.deepEqual(
      fake.callsOf('updateIncidents').map(({ input }) => (input.incidents as unknown[]).length),
      [250, 250, 100],
    );
    const acknowledged = [...store.state.incidents.values()].filter(({ status }) => status === 'acknowledged');
    assert.equal(acknowledged.length, 500);
    assert.equal(store.state.pending.size, 0);
  });

  it('sends an incident once though it was named twice', async () => {
    const { fake, store } = await setUp();
    await store.resolve(['P1', 'P1']);
    assert.deepEqual(fake.callsOf('updateIncidents')[0]?.input, { incidents: [{ id: 'P1', status: 'resolved' }] });
  });

  it('makes no call for nothing', async () => {
    const { fake, store } = await setUp();
    assert.deepEqual(await store.acknowledge([]), []);
    assert.deepEqual(fake.callsOf('updateIncidents'), []);
  });

  it('tells which incidents PagerDuty left in another state', async () => {
    const { store } = await setUp([1], {
      updateIncidents: () => ({ incidents: [apiIncident(1, { status: 'resolved' })] }),
    });
    assert.deepEqual(
      (await store.acknowledge(['P1'])).map(({ id, status }) => `${id} ${status}`),
      ['P1 resolved'],
    );
  });

  it('aborts a refresh that began before the action, since it may tell of the time before', async () => {
    const gate = createGate<unknown>();
    const { fake, store, statuses } = await setUp();
    const normal = fake.answers.listIncidents!;
    fake.answers.listIncidents = () => gate.wait;
    const early = store.refresh();
    await settle();
    fake.answers.listIncidents = normal;
    await store.acknowledge(['P1']);
    gate.open({ incidents: [apiIncident(1), apiIncident(2)], more: false });
    await early;
    assert.equal(statuses(), 'P1 acknowledged, P2 triggered');
  });

  it('changes nothing in another account than the one it acted in, and says so of what is not done', async () => {
    const gate = createGate<void>();
    const { fake, session, store, apply } = await setUp();
    fake.answers.updateIncidents = async (input) => {
      await gate.wait;
      return apply(input);
    };
    const done = store.acknowledge(['P1']);
    const queued = store.resolve(['P1']);
    await settle();
    session.become({ kind: 'signedIn', account: { region: 'eu' }, user: { ...ada, id: 'POTHER' }, tokenKind: 'user' });
    const calls = fake.calls.length;
    gate.open();
    await done;
    await assert.rejects(queued, /account was changed/);
    await settle();
    assert.deepEqual([store.state.load.kind, store.state.incidents.size, store.state.pending.size], ['idle', 0, 0]);
    assert.equal(fake.calls.length, calls, 'the queued action never reaches the other account');
  });
});
