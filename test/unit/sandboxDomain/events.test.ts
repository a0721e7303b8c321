import assert from 'node:assert/strict';
import { addCompany, createWorld, minutes, refused, rows, steps } from '../../support/sandboxDomain.ts';

const begin = (service: Readonly<Record<string, unknown>> = {}) => {
  const world = createWorld('2026-03-02T10:00:00Z');
  const company = addCompany(world, service);
  const input = { id: company.service.id, name: 'Monitor', type: 'events_api_v2_inbound_integration' };
  const key = world.call('createServiceIntegration', input).integration?.integration_key;
  const payload = { summary: 'CPU is hot', severity: 'critical', source: 'web-1', custom_details: { cpu: 97 } };
  const send = (event_action: string, dedup_key?: string, more: object = {}) =>
    world.call('sendEventV2', {
      routing_key: key,
      event_action,
      ...(dedup_key === undefined ? {} : { dedup_key }),
      ...(event_action === 'trigger' ? { payload: { ...payload, ...more } } : {}),
    });
  const incidents = () => rows(world.call('listIncidents').incidents);
  return { world, key, send, incidents, payload, ...company };
};

describe('events in the sandbox', () => {
  it('trigger an incident with an alert, once for a key', () => {
    const { world, send, incidents } = begin();
    assert.deepEqual(send('trigger', 'cpu'), { status: 'success', message: 'Event processed', dedup_key: 'cpu' });
    send('trigger', 'cpu');
    assert.deepEqual(
      incidents().map((i) => i.title),
      ['CPU is hot'],
    );
    const id = incidents()[0]?.id;
    const [alert, ...others] = rows(world.call('listIncidentAlerts', { id }).alerts);
    assert.equal(others.length, 0);
    assert.equal(alert?.alert_key, 'cpu');
    assert.deepEqual(alert?.body?.details, { cpu: 97 });
    assert.equal(alert?.integration?.summary, 'Monitor');
    assert.deepEqual(steps(world, id), ['trigger', 'assign', 'trigger']);
    assert.match(String(send('trigger').dedup_key), /^[0-9a-f]{32}$/);
    assert.equal(incidents().length, 2);
  });

  it('acknowledge and resolve what they triggered', () => {
    const { send, incidents } = begin();
    send('trigger', 'cpu');
    send('acknowledge', 'cpu');
    assert.equal(incidents()[0]?.status, 'acknowledged');
    send('resolve', 'cpu');
    assert.equal(incidents()[0]?.status, 'resolved');
    assert.deepEqual(incidents()[0]?.alert_counts, { triggered: 0, resolved: 1, all: 1 });
    send('resolve', 'cpu');
    send('trigger', 'cpu');
    assert.equal(incidents().length, 2);
  });

  it('are refused without a known key, a payload or a dedup key', () => {
    const { world, send, key } = begin();
    const answer = world.call('sendEventV2', { routing_key: 'f'.repeat(32), event_action: 'resolve', dedup_key: 'x' });
    assert.deepEqual(answer, {
      status: 400,
      body: { status: 'invalid event', message: 'Event object is invalid', errors: ['Invalid routing key'] },
    });
    assert.equal(send('resolve').status, 400);
    assert.equal(world.call('sendEventV2', { routing_key: key, event_action: 'trigger' }).status, 400);
  });

  it('of version 1 do the same', () => {
    const { world, key, incidents } = begin();
    const event = { service_key: key, incident_key: 'old', description: 'Ping fails' };
    assert.equal(world.call('sendEventV1', { ...event, event_type: 'trigger' }).incident_key, 'old');
    assert.equal(incidents()[0]?.title, 'Ping fails');
    world.call('sendEventV1', { ...event, event_type: 'resolve' });
    assert.equal(incidents()[0]?.status, 'resolved');
    assert.equal(world.call('sendEventV1', { ...event, service_key: 'nobody', event_type: 'trigger' }).status, 400);
  });

  it('set the urgency by severity where the service says so', () => {
    const { send, incidents } = begin({ incident_urgency_rule: { type: 'constant', urgency: 'severity_based' } });
    send('trigger', 'a', { severity: 'warning' });
    send('trigger', 'b', { severity: 'error' });
    assert.deepEqual(
      incidents().map((i) => i.urgency),
      ['low', 'high'],
    );
  });

  it('are grouped by time into one incident, and resolve it together', () => {
    const { world, send, incidents } = begin({ alert_grouping_parameters: { type: 'time', config: { timeout: 5 } } });
    send('trigger', 'a');
    world.clock.advance(minutes(4));
    send('trigger', 'b');
    world.clock.advance(minutes(4));
    send('trigger', 'c');
    assert.deepEqual(
      incidents().map((i) => i.alert_counts?.all),
      [2, 1],
    );
    send('resolve', 'a');
    assert.equal(incidents()[0]?.status, 'triggered');
    send('resolve', 'b');
    assert.equal(incidents()[0]?.status, 'resolved');
  });

  it('about changes page nobody and are found from the incident', () => {
    const { world, key, send, incidents, service } = begin();
    world.call('sendChangeEvent', { routing_key: key, payload: { summary: 'Deployed 4.17', source: 'deploy' } });
    assert.deepEqual(incidents(), []);
    world.clock.advance(minutes(3));
    send('trigger', 'cpu');
    const found = rows(world.call('listIncidentRelatedChangeEvents', { id: incidents()[0]?.id }).change_events);
    assert.deepEqual(
      found.map((c) => [c.summary, c.correlation_reason?.reason]),
      [['Deployed 4.17', 'most_recent']],
    );
    assert.equal(rows(world.call('listServiceChangeEvents', { id: service.id }).change_events).length, 1);
    assert.equal(rows(world.call('listChangeEvents', { since: '2026-03-02T10:01:00Z' }).change_events).length, 0);
    assert.equal(world.call('sendChangeEvent', { routing_key: 'nobody', payload: { summary: 'x' } }).status, 400);
  });

  it('go where an orchestration routes them', () => {
    const { world, incidents, payload, service } = begin();
    const orchestration = { id: 'E1', type: 'event_orchestration' };
    world.state.collection('event_orchestrations').set('E1', orchestration);
    world.state
      .collection('event_orchestrations/E1/integrations')
      .set('I1', { id: 'I1', type: 'integration', parameters: { routing_key: 'R1' } });
    const rule = {
      conditions: [{ expression: "event.source matches part 'web' and event.severity matches 'critical'" }],
      actions: { route_to: service.id },
    };
    world.state.collection('event_orchestrations/E1/router').set('.', {
      id: '.',
      type: 'router',
      sets: [{ id: 'start', rules: [rule] }],
      catch_all: { actions: { route_to: 'unrouted' } },
    });
    const send = (source: string) =>
      world.call('sendEventV2', { routing_key: 'R1', event_action: 'trigger', payload: { ...payload, source } });
    assert.equal(send('db-1').status, 'success');
    assert.equal(incidents().length, 0);
    send('WEB-7');
    assert.equal(incidents().length, 1);
  });

  it('open nothing while the service is in maintenance or disabled', () => {
    const { world, send, incidents, service, cleo } = begin();
    const window = {
      start_time: '2026-03-02T10:30:00Z',
      end_time: '2026-03-02T11:00:00Z',
      services: [{ id: service.id }],
    };
    const made = world.call('createMaintenanceWindow', window).maintenance_window;
    assert.equal(made?.created_by?.id, cleo.id);
    const status = () => world.state.collection('services').get(service.id)?.status;
    assert.equal(status(), 'active');
    world.clock.advance(minutes(30));
    assert.equal(status(), 'maintenance');
    assert.equal(send('trigger', 'a').status, 'success');
    assert.equal(incidents().length, 0);
    refused(() => world.call('createIncident', { title: 'x', service: { id: service.id } }), 400, /maintenance/);
    world.clock.advance(minutes(30));
    assert.equal(status(), 'active');
    send('trigger', 'a');
    assert.equal(incidents().length, 1);
    world.call('updateService', { id: service.id, status: 'disabled', escalation_policy: service.escalation_policy });
    assert.equal(status(), 'disabled');
    send('trigger', 'b');
    assert.equal(incidents().length, 1);
  });
});
