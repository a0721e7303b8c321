import assert from 'node:assert/strict';
import { createClient, type Send } from '../../../src/api/client.ts';
import { table } from '../../../src/api/generated/table.ts';
import type { IncidentChoices } from '../../../src/store/incidentState.ts';
import { createIncidentStore } from '../../../src/store/incidentStore.ts';
import { heapInUse } from '../../support/collectGarbage.ts';
import { apiIncident, createFakeMemory, createFakeSession, noon } from '../../support/fakeAccount.ts';
import { createPainter } from '../../support/painter.ts';

/** Bytes that a hundred refreshes may leave behind. */
const most = 5_000_000;

/** A far side whose list of 1,000 open incidents is never twice the same: texts change, rows come and go. */
const createRestlessSend = (): { readonly send: Send; readonly turn: () => void } => {
  let first = 0;
  const toRow = (number: number) =>
    apiIncident(number, { title: number % 10 === first % 10 ? `Changed in turn ${first}` : `Incident ${number}` });
  const lists: Readonly<Record<string, (offset: number) => object>> = {
    listIncidents: (offset) => ({
      incidents: Array.from({ length: 100 }, (_, n) => toRow(first + offset + n)),
      limit: 100,
      total: 1000,
      more: offset < 900,
    }),
    listIncidentAlerts: () => ({ alerts: [{ id: 'A1', summary: `Alert of turn ${first}` }] }),
    listIncidentNotes: () => ({ notes: [{ id: 'N1', content: `Note of turn ${first}` }] }),
    listIncidentLogEntries: () => ({ log_entries: [{ id: 'R1', summary: `Entry of turn ${first}` }] }),
  };
  return {
    // As text and back, so that nothing of an answer is shared with another one.
    send: async ({ id }, { offset = 0 }) => JSON.parse(JSON.stringify(lists[id]?.(Number(offset)) ?? {})),
    turn: () => {
      first++;
    },
  };
};

describe('a window that is open for days', () => {
  it('holds no more after a hundred refreshes than before', async () => {
    const { send, turn } = createRestlessSend();
    const store = createIncidentStore({
      client: createClient(table, send),
      send,
      session: createFakeSession(),
      now: () => noon,
      memory: createFakeMemory<IncidentChoices>({ scope: 'all' }),
    });
    const painter = createPainter(store);
    const refresh = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i++) {
        turn();
        assert.equal(await store.refresh(), undefined);
      }
    };
    await refresh(1);
    await store.openDetails('P500');
    await refresh(10);
    const before = await heapInUse();
    await refresh(100);
    const growth = (await heapInUse()) - before;
    assert.equal(store.state.incidents.size, 1000);
    assert.ok(painter.paints().length >= 111, 'Each refresh was shown.');
    assert.ok(growth < most, `${growth} bytes`);
  });
});
