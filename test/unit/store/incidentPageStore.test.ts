import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import type { IncidentPageState } from '../../../src/store/incidentPageState.ts';
import { ada, noon } from '../../support/fakeAccount.ts';
import { createGate, settle } from '../../support/fakeSend.ts';
import { answers, setUpPage } from '../../support/incidentPageStore.ts';
import { down } from '../../support/incidentStore.ts';
import { apiPageIncident, toPageIncident } from '../../support/pageStates.ts';

const parts = [
  'alerts',
  'notes',
  'timeline',
  'related',
  'past',
  'changes',
] as const satisfies readonly (keyof IncidentPageState)[];

const setUp = (...values: Parameters<typeof setUpPage>) => {
  const page = setUpPage(...values);
  const { store } = page;
  const kinds = () =>
    parts.map((part) => `${part} ${store.state[part].kind} ${store.state[part].rows.length}`).join(', ');
  return { ...page, kinds };
};

describe('the store of an incident’s page', () => {
  it('loads all parts side by side', async () => {
    const gate = createGate<unknown>();
    const { fake, store, kinds } = setUp({ listIncidentNotes: () => gate.wait });
    const done = store.refresh();
    await settle();
    assert.equal(store.state.incident?.title, 'Checkout latency above 2 s (p99)');
    assert.equal(
      kinds(),
      'alerts loaded 1, notes loading 0, timeline loaded 1, related loaded 0, past loaded 0, changes loaded 1',
    );
    gate.open({ notes: [] });
    assert.equal(await done, undefined);
    assert.equal(store.state.load.kind, 'loaded');
    assert.equal(store.state.changes.rows[0]?.reason, 'mostRecent');
    const [call] = fake.callsOf('listServiceChangeEvents');
    assert.deepEqual([call?.input.id, call?.input.since], ['PSVC1', new Date(noon - 86_400_000).toISOString()]);
  });

  it('shows what is known before anything is loaded, and asks for the changes of its service at once', async () => {
    const gate = createGate<unknown>();
    const { fake, store } = setUp({ getIncident: () => gate.wait }, { known: toPageIncident(apiPageIncident()) });
    assert.equal(store.state.incident?.number, 12);
    void store.refresh();
    await settle();
    assert.equal(fake.callsOf('listServiceChangeEvents').length, 1);
    store.dispose();
  });

  it('gives each part its own failure, keeps its rows, and mends it', async () => {
    const { fake, store, kinds } = setUp();
    await store.refresh();
    fake.answers.listIncidentAlerts = () => Promise.reject(down('listIncidentAlerts'));
    assert.equal(await store.refresh(), undefined);
    assert.match(kinds(), /^alerts failed 1, notes loaded 1/);
    assert.ok(store.state.alerts.kind === 'failed' && /status 500/.test(store.state.alerts.failure.message));
    fake.answers.listIncidentAlerts = answers.listIncidentAlerts!;
    await store.refresh();
    assert.match(kinds(), /^alerts loaded 1/);
  });

  it('fails as a whole only where the incident itself does, and keeps it', async () => {
    const { fake, store } = setUp();
    await store.refresh();
    fake.answers.getIncident = () => Promise.reject(down('getIncident'));
    assert.match((await store.refresh())?.message ?? '', /status 500/);
    assert.equal(store.state.load.kind, 'failed');
    assert.equal(store.state.incident?.id, 'P12');
    assert.equal(store.state.notes.kind, 'loaded');
    fake.answers.getIncident = () => ({ incident: null });
    assert.match((await store.refresh())?.message ?? '', /without the incident/);
  });

  it('shows changes where only one of their lists can be had', async () => {
    const { store } = setUp({
      listIncidentRelatedChangeEvents: () => Promise.reject(down('listIncidentRelatedChangeEvents')),
    });
    await store.refresh();
    assert.deepEqual(
      store.state.changes.rows.map(({ id }) => id),
      ['C1'],
    );
  });

  it('asks for what changes slowly only now and then, but whenever a person refreshes', async () => {
    const { fake, store, pass } = setUp();
    const counts = () => ['getIncident', 'listPastIncidents'].map((id) => fake.callsOf(id).length).join(' ');
    await store.refresh();
    pass(60_000);
    await store.refresh();
    assert.equal(counts(), '2 1');
    pass(5 * 60_000);
    await store.refresh();
    assert.equal(counts(), '3 2');
    await store.reload();
    assert.equal(counts(), '4 3');
  });

  it('joins a load under way, and drops what a superseded one brings', async () => {
    const gates = [createGate<unknown>(), createGate<unknown>()];
    let n = 0;
    const { fake, store } = setUp({ getIncident: () => gates[n++]?.wait });
    void store.refresh();
    void store.refresh();
    await settle();
    assert.equal(fake.callsOf('getIncident').length, 1);
    const done = store.reload();
    await settle();
    assert.equal(fake.callsOf('getIncident')[0]?.signal?.aborted, true);
    gates[1]?.open({ incident: apiPageIncident({ title: 'New' }) });
    gates[0]?.open({ incident: apiPageIncident({ title: 'Old' }) });
    await done;
    assert.equal(store.state.incident?.title, 'New');
  });

  it('loads a long timeline page by page, up to its limit', async () => {
    const { fake, store } = setUp({
      listIncidentLogEntries: ({ offset }) => ({
        log_entries: Array.from({ length: 100 }, (_, place) => ({
          id: `L${Number(offset) + place}`,
          type: 'notify_log_entry',
        })),
        more: true,
      }),
    });
    await store.refresh();
    assert.equal(store.state.timeline.rows.length, 300);
    assert.deepEqual(
      fake.callsOf('listIncidentLogEntries').map(({ input }) => input.offset),
      [0, 100, 200],
    );
  });

  it('turns at once when it is acknowledged, and loads the truth afterwards', async () => {
    const gate = createGate<unknown>();
    const { fake, store, incidents } = setUp({ updateIncidents: () => gate.wait });
    await store.refresh();
    const done = incidents.acknowledge(['P12']);
    await settle();
    assert.equal(store.state.pending?.status, 'acknowledged');
    fake.answers.getIncident = () => ({ incident: apiPageIncident({ status: 'acknowledged' }) });
    gate.open({ incidents: [apiPageIncident({ status: 'acknowledged' })] });
    await done;
    await store.refresh();
    assert.equal(store.state.pending, undefined);
    assert.equal(store.state.incident?.status, 'acknowledged');
  });

  it('tells the truth when an act fails', async () => {
    const { store, incidents } = setUp({ updateIncidents: () => Promise.reject(down('updateIncidents')) });
    await store.refresh();
    await assert.rejects(incidents.resolve(['P12']), /status 500/);
    assert.equal(store.state.pending, undefined);
    assert.equal(store.state.incident?.status, 'triggered');
  });

  it('says what the plan lacks, asks for it no more, and hides it on the next page', async () => {
    const refuse = (operationId: string, kind: 'plan' | 'forbidden') => () =>
      Promise.reject(new ApiError('Your plan does not have it.', { kind, operationId, status: 402 }));
    const { fake, store, open, lacking } = setUp({
      listRelatedIncidents: refuse('listRelatedIncidents', 'plan'),
      listIncidentCustomFieldValues: refuse('listIncidentCustomFieldValues', 'forbidden'),
    });
    const counts = () => ['listRelatedIncidents', 'listPastIncidents'].map((id) => fake.callsOf(id).length).join(' ');
    await store.refresh();
    assert.equal(store.state.related.kind, 'failed');
    assert.deepEqual([...lacking].sort(), ['customFields', 'relatedIncidents']);
    await store.reload();
    assert.equal(counts(), '1 2');
    assert.deepEqual([...store.state.hidden], []);
    const next = open();
    assert.deepEqual([...next.state.hidden].sort(), ['fields', 'related']);
    await next.refresh();
    assert.equal(counts(), '1 3');
  });

  it('shows a note on its way, and throws where it does not arrive', async () => {
    const gate = createGate<unknown>();
    const { fake, store } = setUp({ createIncidentNote: () => gate.wait });
    await store.refresh();
    const done = store.addNote('Failover is done.');
    await settle();
    assert.deepEqual(store.state.pending?.notes, ['Failover is done.']);
    gate.fail(down('createIncidentNote'));
    await assert.rejects(done, /status 500/);
    assert.equal(store.state.pending, undefined);
    fake.answers.createIncidentNote = () => ({ note: { id: 'N2', content: 'Failover is done.' } });
    await store.addNote('Failover is done.');
  });

  it('forgets everything when another account is taken, and shows no incident of the former', async () => {
    const { session, store } = setUp({}, { known: toPageIncident(apiPageIncident()) });
    await store.refresh();
    session.become({ kind: 'signedOut' });
    assert.deepEqual(
      [store.state.load.kind, store.state.incident, store.state.alerts.rows],
      ['signedOut', undefined, []],
    );
    session.become({ kind: 'signedIn', account: { region: 'eu' }, user: ada, tokenKind: 'user' });
    assert.deepEqual([store.state.load.kind, store.state.incident], ['idle', undefined]);
  });

  it('says nothing when nothing has changed', async () => {
    const { store } = setUp();
    await store.refresh();
    const before = store.state;
    let parts = 0;
    store.onDidChange(({ before: was, after }) => {
      if (was.alerts !== after.alerts || was.notes !== after.notes || was.timeline !== after.timeline) parts++;
    });
    await store.refresh();
    assert.equal(parts, 0);
    assert.equal(store.state.alerts, before.alerts);
  });
});
