import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { createOnCallStore } from '../../../src/store/onCallStore.ts';
import { createServiceStore } from '../../../src/store/serviceStore.ts';
import { ada, apiIncident, createFakeSession, noon, storeOptions } from '../../support/fakeAccount.ts';
import { type Answers, createFakeSend, createGate, settle } from '../../support/fakeSend.ts';

const iso = (hours: number): string => new Date(noon + hours * 3_600_000).toISOString();
const service = (n: number, status = 'active') => ({ id: `PSVC${n}`, type: 'service', name: `Service ${n}`, status });

describe('the on-call store', () => {
  const onCall = (user: string, level: number) => ({
    user: { id: user, summary: user },
    escalation_policy: { id: 'PEP', summary: 'Policy' },
    escalation_level: level,
    schedule: null,
    start: null,
    end: null,
  });

  it('walks all pages of who is on call now', async () => {
    const rows = Array.from({ length: 130 }, (_, n) => onCall(`PU${n}`, 1));
    const fake = createFakeSend({
      listOnCalls: ({ offset, limit }) => ({
        oncalls: rows.slice(Number(offset), Number(offset) + Number(limit)),
        limit,
        total: 130,
        more: Number(offset) + Number(limit) < 130,
      }),
    });
    const store = createOnCallStore(storeOptions(fake, createFakeSession()));
    assert.equal(store.state.me?.id, ada.id);
    assert.equal(await store.refresh(), undefined);
    assert.equal(store.state.onCalls.length, 130);
    assert.equal(
      fake.calls.some(({ input }) => !('user_ids' in input) && ('since' in input || 'until' in input)),
      false,
      'no range means now',
    );
  });

  it('keeps what it knew when a load fails', async () => {
    const fake = createFakeSend({ listOnCalls: () => ({ oncalls: [onCall('PU1', 1)], more: false }) });
    const store = createOnCallStore(storeOptions(fake, createFakeSession()));
    await store.refresh();
    fake.answers.listOnCalls = () => {
      throw new ApiError('down', { kind: 'server', operationId: 'listOnCalls' });
    };
    assert.equal((await store.refresh())?.message, 'down');
    assert.deepEqual([store.state.load.kind, store.state.onCalls.length], ['failed', 1]);
  });

  it('shows as many as PagerDuty lists, and says that there are more', async () => {
    const fake = createFakeSend({
      listOnCalls: ({ user_ids, offset }) => ({
        oncalls: user_ids ? [onCall('PADA', 1)] : [onCall(`PU${offset}`, 1)],
        limit: 100,
        total: user_ids ? 1 : 20_000,
        more: !user_ids,
      }),
    });
    const store = createOnCallStore(storeOptions(fake, createFakeSession()));
    assert.equal(await store.refresh(), undefined);
    const { onCalls, more, shifts } = store.state;
    assert.deepEqual([onCalls.length, more, shifts.length], [100, true, 1]);
  });

  it('tells my shifts though the others could not be loaded', async () => {
    const fake = createFakeSend({
      listOnCalls: ({ user_ids }) => {
        if (user_ids) return { oncalls: [onCall('PADA', 1)], more: false };
        throw new ApiError('down', { kind: 'server', operationId: 'listOnCalls' });
      },
    });
    const store = createOnCallStore(storeOptions(fake, createFakeSession()));
    assert.equal((await store.refresh())?.message, 'down');
    const { load, mineLoad, shifts } = store.state;
    assert.deepEqual([load.kind, mineLoad.kind, shifts.length], ['failed', 'loaded', 1]);
  });

  it('makes no call when signed out', async () => {
    const fake = createFakeSend({});
    const store = createOnCallStore(storeOptions(fake, createFakeSession({ kind: 'signedOut' })));
    assert.equal(await store.refresh(), undefined);
    assert.deepEqual([fake.calls.length, store.state.load.kind], [0, 'signedOut']);
  });
});

describe('the service store', () => {
  const setUp = (count: number, answers: Answers = {}) => {
    const all = Array.from({ length: count }, (_, n) =>
      service(n + 1, n === 1 ? 'critical' : n === 2 ? 'warning' : 'active'),
    );
    const fake = createFakeSend({
      listServices: ({ offset, limit }) => ({
        services: all.slice(Number(offset), Number(offset) + Number(limit)),
        limit,
        total: count,
        more: Number(offset) + Number(limit) < count,
      }),
      listIncidents: () => ({
        incidents: [
          apiIncident(1, { service: { id: 'PSVC2', summary: 'Service 2' } }),
          apiIncident(2, { service: { id: 'PSVC2', summary: 'Service 2' }, status: 'acknowledged' }),
          apiIncident(3, { service: { id: 'PSVC3', summary: 'Service 3' }, status: 'acknowledged' }),
        ],
        more: false,
      }),
      listMaintenanceWindows: () => ({
        maintenance_windows: [
          {
            id: 'PW2',
            type: 'maintenance_window',
            start_time: iso(24),
            end_time: iso(25),
            services: [{ id: 'PSVC1' }],
          },
          {
            id: 'PW1',
            type: 'maintenance_window',
            start_time: iso(-1),
            end_time: iso(1),
            services: [{ id: 'PSVC1' }, { id: 'PSVC4' }],
          },
        ],
      }),
      ...answers,
    });
    return { fake, store: createServiceStore(storeOptions(fake, createFakeSession())) };
  };

  it('loads one page, the open incidents of services that have some, and the maintenance', async () => {
    const { fake, store } = setUp(4);
    await store.refresh();
    const { services, incidents, windows, more } = store.state;
    assert.deepEqual([...services.keys()], ['PSVC1', 'PSVC2', 'PSVC3', 'PSVC4']);
    assert.deepEqual(
      [...incidents!].map(([id, rows]) => [id, rows.length]),
      [
        ['PSVC2', 2],
        ['PSVC3', 1],
      ],
    );
    assert.deepEqual(
      [...windows].map(([id, rows]) => [id, rows.map((row) => row.id).join()]),
      [
        ['PSVC1', 'PW1,PW2'],
        ['PSVC4', 'PW1'],
      ],
    );
    assert.equal(more, false);
    assert.deepEqual(
      fake.callsOf('listIncidents').map(({ input }) => input.service_ids),
      [['PSVC2', 'PSVC3']],
    );
    assert.equal(fake.calls.length, 3);
  });

  it('asks for no incidents where no service has any', async () => {
    const { fake, store } = setUp(1);
    await store.refresh();
    assert.deepEqual(fake.callsOf('listIncidents'), []);
    assert.equal(store.state.incidents?.size, 0);
  });

  it('loads further pages on request, and as many again at each refresh', async () => {
    const { fake, store } = setUp(250);
    await store.refresh();
    assert.deepEqual([store.state.services.size, store.state.more], [100, true]);
    const more = store.loadMore();
    assert.equal(store.state.loadingMore, true);
    await more;
    assert.deepEqual([store.state.services.size, store.state.more, store.state.loadingMore], [200, true, false]);
    await store.loadMore();
    assert.deepEqual([store.state.services.size, store.state.more], [250, false]);
    const before = fake.callsOf('listServices').length;
    await store.refresh();
    assert.equal(store.state.services.size, 250);
    assert.equal(fake.callsOf('listServices').length - before, 3);
  });

  it('shows the services before their incidents are known', async () => {
    const gate = createGate<unknown>();
    const { store } = setUp(4, { listIncidents: () => gate.wait });
    const done = store.refresh();
    await settle();
    assert.deepEqual(
      [store.state.load.kind, store.state.services.size, store.state.incidents],
      ['loading', 4, undefined],
    );
    gate.open({ incidents: [], more: false });
    await done;
    assert.deepEqual([store.state.load.kind, store.state.incidents?.size], ['loaded', 0]);
  });

  it('shows the services though the maintenance cannot be told, and says so', async () => {
    const { store } = setUp(4, {
      listMaintenanceWindows: () => {
        throw new ApiError('forbidden', { kind: 'forbidden', operationId: 'listMaintenanceWindows' });
      },
    });
    assert.equal((await store.refresh())?.kind, 'forbidden');
    assert.deepEqual([store.state.load.kind, store.state.services.size], ['failed', 4]);
  });
});
