import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import type { IncidentChoices } from '../../../src/store/incidentState.ts';
import { createIncidentStore } from '../../../src/store/incidentStore.ts';
import {
  apiIncident,
  createFakeMemory,
  createFakeSession,
  minutesAgo,
  storeOptions,
} from '../../support/fakeAccount.ts';
import { type Answers, createFakeSend, createGate, settle } from '../../support/fakeSend.ts';

const setUp = async (answers: Answers = {}) => {
  const fake = createFakeSend({
    listIncidents: () => ({ incidents: [apiIncident(1), apiIncident(2)], more: false }),
    listIncidentAlerts: () => ({ alerts: [{ id: 'A1', type: 'alert', summary: 'CPU' }] }),
    listIncidentNotes: () => ({
      notes: [
        { id: 'N1', content: 'First', created_at: minutesAgo(9) },
        { id: 'N2', content: 'Second', created_at: minutesAgo(3) },
      ],
    }),
    listIncidentLogEntries: () => ({
      log_entries: [
        { id: 'L1', type: 'trigger_log_entry', created_at: minutesAgo(9) },
        { id: 'L2', type: 'notify_log_entry', created_at: minutesAgo(8) },
      ],
    }),
    ...answers,
  });
  const session = createFakeSession();
  const store = createIncidentStore({
    ...storeOptions(fake, session),
    memory: createFakeMemory<IncidentChoices>({ scope: 'mine' }),
  });
  await store.refresh();
  const shown = (id: string): string => {
    const details = store.state.details.get(id);
    if (!details) return 'closed';
    return Object.entries(details)
      .map(([name, part]) =>
        `${name} ${part.kind} ${part.rows.map((row: { readonly id: string }) => row.id).join('+')}`.trim(),
      )
      .join(', ');
  };
  return { fake, session, store, shown };
};

describe('the details of an incident', () => {
  it('are loaded when it is opened, newest first', async () => {
    const { fake, store, shown } = await setUp();
    assert.equal(shown('P1'), 'closed');
    const done = store.openDetails('P1');
    assert.equal(shown('P1'), 'alerts loading, notes loading, timeline loading');
    await done;
    assert.equal(shown('P1'), 'alerts loaded A1, notes loaded N2+N1, timeline loaded L2+L1');
    assert.equal(fake.callsOf('listIncidentLogEntries')[0]?.input.is_overview, true);
  });

  it('come part by part, and a part that fails leaves the others alone', async () => {
    const gate = createGate<unknown>();
    const { store, shown } = await setUp({
      listIncidentNotes: () => gate.wait,
      listIncidentAlerts: () => {
        throw new ApiError('PagerDuty failed with status 503; try again in a moment.', {
          kind: 'server',
          operationId: 'listIncidentAlerts',
        });
      },
    });
    const done = store.openDetails('P1');
    await settle();
    assert.equal(shown('P1'), 'alerts failed, notes loading, timeline loaded L2+L1');
    gate.open({ notes: [] });
    await done;
    const alerts = store.state.details.get('P1')?.alerts;
    assert.equal(
      alerts?.kind === 'failed' && alerts.failure.message,
      'PagerDuty failed with status 503; try again in a moment.',
    );
  });

  it('are dropped when the incident was closed before they came', async () => {
    const gate = createGate<unknown>();
    const { fake, store, shown } = await setUp({ listIncidentNotes: () => gate.wait });
    const done = store.openDetails('P1');
    await settle();
    store.closeDetails('P1');
    gate.open({ notes: [] });
    await done;
    assert.equal(shown('P1'), 'closed');
    assert.equal(fake.callsOf('listIncidentNotes')[0]?.signal?.aborted, true);
  });

  it('of the newer asking count, whatever comes last', async () => {
    const slow = createGate<unknown>();
    const { fake, store, shown } = await setUp();
    const normal = fake.answers.listIncidentNotes!;
    fake.answers.listIncidentNotes = () => slow.wait;
    const old = store.openDetails('P1');
    await settle();
    fake.answers.listIncidentNotes = normal;
    await store.openDetails('P1');
    slow.open({ notes: [{ id: 'STALE', content: 'Stale' }] });
    await old;
    assert.equal(shown('P1'), 'alerts loaded A1, notes loaded N2+N1, timeline loaded L2+L1');
  });

  it('are loaded anew by a refresh when the incident changed, with the old rows shown meanwhile', async () => {
    const { fake, store, shown } = await setUp();
    const six = [2, 3, 4, 5, 6, 7].map((number) => apiIncident(number));
    fake.answers.listIncidents = () => ({ incidents: [apiIncident(1), ...six], more: false });
    await store.refresh();
    for (const id of ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P2']) await store.openDetails(id);
    fake.answers.listIncidents = () => ({
      incidents: [apiIncident(1, { updated_at: minutesAgo(0) }), ...six],
      more: false,
    });
    const gate = createGate<unknown>();
    fake.answers.listIncidentNotes = () => gate.wait;
    const before = fake.callsOf('listIncidentNotes').length;
    await store.refresh();
    await settle();
    assert.equal(shown('P1'), 'alerts loaded A1, notes loaded N2+N1, timeline loaded L2+L1');
    gate.open({ notes: [{ id: 'N3', content: 'Third' }] });
    await settle();
    assert.equal(shown('P1'), 'alerts loaded A1, notes loaded N3, timeline loaded L2+L1');
    const again = fake.callsOf('listIncidentNotes').slice(before);
    const ids = again.map(({ input }) => input.id);
    assert.deepEqual(ids, ['P1', 'P4', 'P5', 'P6', 'P7', 'P2'], 'what changed, and the five that were opened last');
  });

  it('are forgotten once the incident is in no list any more', async () => {
    const { fake, store, shown } = await setUp();
    for (const id of ['P1', 'P2']) await store.openDetails(id);
    fake.answers.listIncidents = () => ({ incidents: [apiIncident(2)], more: false });
    const before = fake.callsOf('listIncidentNotes').length;
    await store.refresh();
    await settle();
    assert.equal(shown('P1'), 'closed');
    assert.deepEqual(
      fake
        .callsOf('listIncidentNotes')
        .slice(before)
        .map(({ input }) => input.id),
      ['P2'],
    );
    await store.openDetails('P1');
    assert.match(shown('P1'), /^alerts loaded A1/, 'and are there again when it is opened again');
  });

  it('are forgotten with the account', async () => {
    const { session, store, shown } = await setUp();
    await store.openDetails('P1');
    session.become({ kind: 'signedOut' });
    assert.equal(shown('P1'), 'closed');
  });

  it('do not come back when the account went while they were on their way', async () => {
    const gate = createGate<unknown>();
    const { fake, session, store, shown } = await setUp({ listIncidentNotes: () => gate.wait });
    const done = store.openDetails('P1');
    await settle();
    session.become({ kind: 'signedOut' });
    assert.equal(fake.callsOf('listIncidentNotes')[0]?.signal?.aborted, true);
    gate.open({ notes: [] });
    await done;
    assert.equal(shown('P1'), 'closed');
  });
});
