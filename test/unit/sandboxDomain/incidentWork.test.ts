import assert from 'node:assert/strict';
import { addCompany, createWorld, refused, rows, steps } from '../../support/sandboxDomain.ts';

const begin = () => {
  const world = createWorld('2026-03-02T10:00:00Z');
  const company = addCompany(world);
  const { service } = company;
  const integration = world.call('createServiceIntegration', { id: service.id, name: 'Monitor' }).integration;
  const open = (key: string) => {
    const payload = { summary: `Trouble ${key}`, severity: 'critical', source: 'x' };
    world.call('sendEventV2', {
      routing_key: integration?.integration_key,
      event_action: 'trigger',
      dedup_key: key,
      payload,
    });
    const [incident] = rows(world.call('listIncidents', { incident_key: key }).incidents);
    assert.ok(incident);
    return incident;
  };
  const alerts = (id: unknown) => rows(world.call('listIncidentAlerts', { id }).alerts);
  return { world, open, alerts, ...company };
};

describe('work on incidents in the sandbox', () => {
  it('resolves alerts one by one, and the incident with the last', () => {
    const { world, open, alerts } = begin();
    const [a, b] = [open('a'), open('b')];
    const [alert] = alerts(b.id);
    world.call('updateIncidentAlert', { id: b.id, alert_id: alert?.id, incident: { id: a.id } });
    assert.equal(alerts(b.id).length, 0);
    assert.deepEqual(
      alerts(a.id).map((x) => x.incident?.id),
      [a.id, a.id],
    );
    world.call('updateIncidentAlerts', { id: a.id, alerts: [{ id: alerts(a.id)[0]?.id, status: 'resolved' }] });
    assert.equal(a.status, 'triggered');
    assert.equal(rows(world.call('listIncidentAlerts', { id: a.id, statuses: ['resolved'] }).alerts).length, 1);
    world.call('updateIncidentAlert', { id: a.id, alert_id: alert?.id, status: 'resolved' });
    assert.equal(a.status, 'resolved');
    refused(() => world.call('getIncidentAlert', { id: a.id, alert_id: 'QNONE' }), 404);
  });

  it('resolves the alerts of a resolved incident', () => {
    const { world, open, alerts } = begin();
    const { id } = open('a');
    world.call('updateIncident', { id, status: 'resolved' });
    assert.deepEqual(
      alerts(id).map((alert) => alert.status),
      ['resolved'],
    );
  });

  it('merges: alerts move, sources are resolved with the reason', () => {
    const { world, open, alerts } = begin();
    const [target, source] = [open('a'), open('b')];
    const answer = world.call('mergeIncidents', { id: target.id, source_incidents: [{ id: source.id }] });
    assert.equal(answer.incident?.id, target.id);
    assert.deepEqual(target.alert_counts, { triggered: 2, resolved: 0, all: 2 });
    assert.equal(alerts(source.id).length, 0);
    assert.equal(source.status, 'resolved');
    assert.equal(source.resolve_reason?.incident?.id, target.id);
    refused(
      () => world.call('mergeIncidents', { id: target.id, source_incidents: [{ id: source.id }] }),
      400,
      /merged/,
    );
    refused(
      () => world.call('mergeIncidents', { id: target.id, source_incidents: [{ id: target.id }] }),
      400,
      /itself/,
    );
  });

  it('keeps notes: written, changed, taken away', () => {
    const { world, open, cleo } = begin();
    const { id } = open('a');
    const { note } = world.call('createIncidentNote', { id, content: 'Looking\ninto it' });
    assert.equal(note?.user?.id, cleo.id);
    assert.deepEqual(steps(world, id), ['trigger', 'assign', 'annotate']);
    world.call('updateIncidentNote', { id, note_id: note?.id, content: 'Found it' });
    assert.deepEqual(
      rows(world.call('listIncidentNotes', { id }).notes).map((n) => n.content),
      ['Found it'],
    );
    refused(() => world.call('createIncidentNote', { id, content: ' \n' }), 400, /blank/);
    world.call('deleteIncidentNote', { id, note_id: note?.id });
    refused(() => world.call('deleteIncidentNote', { id, note_id: note?.id }), 404);
  });

  it('asks responders, by name and by policy, and takes the request back', () => {
    const { world, open, bob, cleo, policy } = begin();
    const incident = open('a');
    const targets = [
      { id: bob.id, type: 'user_reference' },
      { id: policy.id, type: 'escalation_policy_reference' },
    ];
    const { responder_request: request } = world.call('createIncidentResponderRequest', {
      id: incident.id,
      requester_id: cleo.id,
      message: 'Help',
      responder_request_targets: targets,
    });
    assert.deepEqual(
      rows(request?.responder_request_targets).map((t) => t.summary),
      ['Bob', 'Core'],
    );
    assert.deepEqual(
      rows(incident.incidents_responders).map((r) => r.user?.summary),
      ['Bob', 'Ada'],
    );
    const cancel = () =>
      rows(
        world.call('cancelIncidentResponderRequest', {
          id: incident.id,
          requester_id: cleo.id,
          responder_request_targets: targets.slice(0, 1),
        }).responder_request_targets,
      )[0]?.result;
    assert.equal(cancel(), 'cancelled');
    assert.equal(cancel(), 'not_found');
    assert.deepEqual(
      rows(incident.incidents_responders).map((r) => r.state),
      ['user_cancelled', 'pending'],
    );
  });

  it('sends status updates and keeps their subscribers', () => {
    const { world, open, ada, cleo, team } = begin();
    const { id } = open('a');
    assert.equal(world.call('createIncidentStatusUpdate', { id, message: 'On it' }).status_update?.sender?.id, cleo.id);
    const subscribers = [
      { subscriber_id: ada.id, subscriber_type: 'user' },
      { subscriber_id: team.id, subscriber_type: 'team' },
    ];
    const add = () =>
      rows(world.call('addIncidentStatusUpdateSubscribers', { id, subscribers }).subscriptions).map((s) => s.result);
    assert.deepEqual(add(), ['success', 'success']);
    assert.deepEqual(add(), ['duplicate', 'duplicate']);
    const counts = world.call('removeIncidentStatusUpdateSubscribers', {
      id,
      subscribers: [...subscribers.slice(1), { subscriber_id: 'PNONE', subscriber_type: 'user' }],
    });
    assert.deepEqual(counts, { deleted_count: 1, unauthorized_count: 0, non_existent_count: 1 });
    assert.deepEqual(
      rows(world.call('listIncidentStatusUpdateSubscribers', { id }).subscribers).map((s) => s.subscriber_id),
      [ada.id],
    );
  });

  it('holds custom fields to their types and options', () => {
    const { world, open } = begin();
    const { id } = open('a');
    const stamps = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' };
    world.state
      .collection('incidents/types')
      .set('PTYPE01', { id: 'PTYPE01', type: 'incident_type', name: 'incident_default', ...stamps });
    const field = (name: string, data_type: string, field_type: string, options: string[] = []) =>
      world.call('createIncidentTypeCustomField', {
        type_id_or_name: 'incident_default',
        name,
        display_name: name,
        data_type,
        field_type,
        field_options: options.map((value) => ({ data: { data_type: 'string', value } })),
      });
    field('impact', 'string', 'single_value_fixed', ['none', 'all']);
    field('customers', 'integer', 'single_value');
    const set = (...custom_fields: object[]) =>
      world.call('updateIncidentCustomFieldValues', { id, custom_fields }).custom_fields;
    assert.deepEqual(
      rows(set({ name: 'impact', value: 'all' }, { name: 'customers', value: 12 })).map((f) => f.value),
      ['all', 12],
    );
    refused(() => set({ name: 'customers', value: 13 }, { name: 'impact', value: 'half' }), 400, /none, all/);
    refused(() => set({ name: 'customers', value: 'many' }), 400, /wrong type/);
    refused(() => set({ name: 'mood', value: 'bad' }), 400, /not found/);
    assert.deepEqual(
      rows(world.call('listIncidentCustomFieldValues', { id }).custom_fields).map((f) => f.value),
      ['all', 12],
    );
    assert.deepEqual(steps(world, id).slice(2), ['custom_field_value_change', 'custom_field_value_change']);
    const [first] = rows(set({ name: 'impact', value: null }));
    assert.equal(first?.value, null);
  });
});
