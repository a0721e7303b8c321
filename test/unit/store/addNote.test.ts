import assert from 'node:assert/strict';
import { toPending } from '../../../src/store/wishes.ts';
import { minutesAgo } from '../../support/fakeAccount.ts';
import { createGate } from '../../support/fakeSend.ts';
import { refused, setUpActions as setUp } from '../../support/incidentStore.ts';

describe('adding a note', () => {
  it('shows the note on its way, then as PagerDuty kept it', async () => {
    const gate = createGate<unknown>();
    const { fake, store } = await setUp([1], { createIncidentNote: () => gate.wait });
    await store.openDetails('P1');
    const done = store.addNote('P1', 'Rolled back.\nWatching.');
    assert.deepEqual(store.state.pending.get('P1'), { status: undefined, notes: ['Rolled back.\nWatching.'] });
    gate.open({ note: { id: 'N2', content: 'Rolled back.\nWatching.', created_at: minutesAgo(0) } });
    await done;
    assert.deepEqual(
      store.state.details.get('P1')?.notes.rows.map(({ id }) => id),
      ['N2', 'N1'],
    );
    assert.equal(store.state.pending.size, 0);
    assert.deepEqual(
      fake.callsOf('createIncidentNote').map(({ input }) => input),
      [{ id: 'P1', content: 'Rolled back.\nWatching.' }],
    );
  });

  it('throws when it fails, and leaves nothing behind', async () => {
    const { store } = await setUp([1], {
      createIncidentNote: () => {
        throw refused;
      },
    });
    await store.openDetails('P1');
    await assert.rejects(store.addNote('P1', 'Hello'), refused);
    assert.equal(store.state.pending.size, 0);
    assert.deepEqual(
      store.state.details.get('P1')?.notes.rows.map(({ id }) => id),
      ['N1'],
    );
  });

  it('does not wait for the incident to be opened', async () => {
    const { store } = await setUp([1], { createIncidentNote: () => ({ note: { id: 'N2', content: 'Hello' } }) });
    await store.addNote('P1', 'Hello');
    assert.equal(store.state.details.size, 0);
  });
});

describe('toPending', () => {
  it('lays the latest status and all notes over an incident', () => {
    const pending = toPending([
      { ids: ['P1', 'P2'], status: 'acknowledged' },
      { ids: ['P1'], note: 'One' },
      { ids: ['P1'], status: 'resolved' },
      { ids: ['P1'], note: 'Two' },
    ]);
    assert.deepEqual(
      [...pending],
      [
        ['P1', { status: 'resolved', notes: ['One', 'Two'] }],
        ['P2', { status: 'acknowledged', notes: [] }],
      ],
    );
  });
});
