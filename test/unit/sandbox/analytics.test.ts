import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { platformBehaviours } from '../../../src/sandbox/platform/platformBehaviours.ts';
import type { Resource, State } from '../../../src/sandbox/state.ts';
import { put, request, startTestSandbox } from '../../support/testSandbox.ts';

const ada = { id: 'PUSER01', type: 'user_reference', summary: 'Ada Lovelace' };
const checkout = { id: 'PSRV001', type: 'service_reference', summary: 'Checkout' };

/** An incident created, acknowledged and resolved so many minutes after each other. */
const putIncident = (
  state: State,
  id: string,
  created: string,
  minutes: readonly [number, number],
  more: object = {},
): void => {
  const at = (after: number): string => new Date(Date.parse(created) + after * 60_000).toISOString();
  const entry = (type: string, after: number): Resource => ({
    id: `${id}-${type}`,
    type: `${type}_log_entry`,
    created_at: at(after),
    agent: ada,
  });
  put(state, 'incidents', {
    id,
    type: 'incident',
    incident_number: 1,
    title: `Incident ${id}`,
    status: 'resolved',
    urgency: 'high',
    created_at: created,
    resolved_at: at(minutes[0] + minutes[1]),
    service: checkout,
    escalation_policy: { id: 'PEP0001', summary: 'Shop' },
    teams: [{ id: 'PTEAM01', summary: 'Payments' }],
    assignments: [],
    ...more,
  });
  const assign = { ...entry('assign', 0), assignees: [ada] };
  put(
    state,
    `incidents/${id}/log_entries`,
    assign,
    entry('notify', 0),
    entry('acknowledge', minutes[0]),
    entry('resolve', minutes[0] + minutes[1]),
  );
};

describe('analytics', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startTestSandbox(
      {},
      {
        behaviours: platformBehaviours,
        fill: (state) => {
          put(state, 'services', { id: 'PSRV001', type: 'service', name: 'Checkout', description: 'Sells', teams: [] });
          putIncident(state, 'PINC001', '2026-03-01T10:00:00Z', [5, 25]);
          putIncident(state, 'PINC002', '2026-03-02T03:00:00Z', [15, 45], { urgency: 'low' });
        },
      },
    );
  });
  afterEach(() => sandbox.dispose());
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const { status, body: told } = await request(sandbox, method, path, {
      headers,
      ...(body === undefined ? {} : { body }),
    });
    return { status, body: told };
  };

  it('counts incidents and how long people took, by period and filter', async () => {
    const { data } = (await call('POST', '/analytics/metrics/incidents/all', {})).body;
    assert.equal(data.length, 1);
    const {
      total_incident_count,
      mean_seconds_to_first_ack,
      mean_seconds_to_resolve,
      p50_seconds_to_resolve,
      p95_seconds_to_resolve,
    } = data[0];
    assert.deepEqual(
      [
        total_incident_count,
        mean_seconds_to_first_ack,
        mean_seconds_to_resolve,
        p50_seconds_to_resolve,
        p95_seconds_to_resolve,
      ],
      [2, 600, 2700, 1800, 3600],
    );
    assert.deepEqual([data[0].total_business_hour_interruptions, data[0].total_sleep_hour_interruptions], [1, 1]);
    const days = (await call('POST', '/analytics/metrics/incidents/all', { aggregate_unit: 'day' })).body.data;
    assert.deepEqual(
      days.map((row: { range_start: string }) => row.range_start),
      ['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'],
    );
    const low = (await call('POST', '/analytics/metrics/incidents/services', { filters: { urgency: 'low' } })).body
      .data;
    assert.deepEqual(
      low.map((row: Record<string, unknown>) => [row.service_name, row.total_incident_count]),
      [['Checkout', 1]],
    );
  });

  it('gives raw incidents in order, and one by id', async () => {
    const { body } = await call('POST', '/analytics/raw/incidents', { order: 'asc' });
    assert.deepEqual(
      body.data.map((row: { id: string }) => row.id),
      ['PINC001', 'PINC002'],
    );
    assert.equal(body.more, false);
    const one = (await call('GET', '/analytics/raw/incidents/PINC002')).body;
    assert.deepEqual(
      [one.seconds_to_first_ack, one.seconds_to_resolve, one.acknowledged_user_names, one.resolved_by_user_id],
      [900, 3600, ['Ada Lovelace'], 'PUSER01'],
    );
    assert.equal((await call('GET', '/analytics/raw/incidents/PNOBODY')).status, 404);
  });

  it('counts by responder', async () => {
    const { data } = (await call('POST', '/analytics/metrics/responders/all', {})).body;
    assert.deepEqual(
      data.map((row: Record<string, unknown>) => [
        row.responder_name,
        row.total_incident_count,
        row.mean_time_to_acknowledge_seconds,
      ]),
      [['Ada Lovelace', 2, 600]],
    );
  });
});
