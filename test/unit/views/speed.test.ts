import assert from 'node:assert/strict';
import { parseService } from '../../../src/domain/service.ts';
import { incidentNodes } from '../../../src/views/incidentNodes.ts';
import { serviceNodes } from '../../../src/views/serviceNodes.ts';
import { apiIncident } from '../../support/fakeAccount.ts';
import { setUpIncidents } from '../../support/incidentStore.ts';
import { incidentState, moment, serviceState, toRows } from '../../support/viewStates.ts';

/** Milliseconds of the fastest of some runs: the machine may be busy. */
const fastest = (run: () => unknown): number =>
  Math.min(
    ...Array.from({ length: 5 }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
  );

const incidents = (count: number) =>
  Array.from({ length: count }, (_, n) => apiIncident(n + 1, { status: n % 3 ? 'acknowledged' : 'triggered' }));

describe('large accounts', () => {
  it('10,000 incidents become rows in well under a second', () => {
    const state = incidentState({ incidents: toRows(incidents(10_000)) });
    assert.equal(incidentNodes(state, moment).flatMap(({ children }) => children ?? []).length, 10_000);
    const ms = fastest(() => incidentNodes(state, moment));
    assert.ok(ms < 700, `took ${ms} ms`);
  });

  it('5,000 services become rows in well under a second', () => {
    const services = new Map(
      Array.from({ length: 5000 }, (_, n) => [
        `S${n}`,
        parseService({ id: `S${n}`, type: 'service', name: `Service ${n}`, escalation_policy: {} } as Parameters<
          typeof parseService
        >[0])!,
      ]),
    );
    const ms = fastest(() => serviceNodes(serviceState({ services }), moment));
    assert.ok(ms < 400, `took ${ms} ms`);
  });

  it('a hundred refreshes keep the very rows that did not change, and nothing else', async () => {
    const rows = incidents(1000);
    const { store } = setUpIncidents({ scope: 'mine' }, [], {
      listIncidents: ({ offset, limit }) => ({
        incidents: rows.slice(Number(offset), Number(offset) + Number(limit)).map((row) => structuredClone(row)),
        limit,
        total: rows.length,
        more: Number(offset) + Number(limit) < rows.length,
      }),
    });
    await store.refresh();
    const first = store.state.incidents.get('P1');
    for (let i = 0; i < 100; i++) await store.refresh();
    assert.equal(store.state.incidents.get('P1'), first);
    assert.equal(store.state.incidents.size, 1000);
  });
});
