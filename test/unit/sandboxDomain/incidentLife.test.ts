import assert from 'node:assert/strict';
import { addCompany, createWorld, minutes, refused, rows, steps } from '../../support/sandboxDomain.ts';

const start = '2026-03-02T10:00:00Z';

const begin = (service: Readonly<Record<string, unknown>> = {}) => {
  const world = createWorld(start);
  const company = addCompany(world, service);
  const { incident } = world.call('createIncident', { title: 'Disk is full', service: { id: company.service.id } });
  assert.ok(incident);
  const assignees = () => rows(incident.assignments).map((a) => a.assignee?.summary);
  return { world, incident, assignees, id: incident.id, ...company };
};

describe('life of an incident in the sandbox', () => {
  it('begins with whoever is on call, notified and written down', () => {
    const { world, incident, assignees, id, service } = begin();
    assert.equal(incident.status, 'triggered');
    assert.equal(incident.summary, `[#1] Disk is full`);
    assert.deepEqual(assignees(), ['Ada']);
    assert.deepEqual(incident.pending_actions, [{ type: 'escalate', at: '2026-03-02T10:10:00Z' }]);
    assert.deepEqual(steps(world, id), ['trigger', 'assign']);
    assert.equal(world.state.collection('services').get(service.id)?.status, 'critical');
    const notified = () =>
      rows(world.call('listNotifications', { since: '2026-03-02', until: '2026-03-03' }).notifications);
    assert.deepEqual(
      notified().map((n) => n.type),
      ['push_notification'],
    );
    world.clock.advance(minutes(5));
    assert.deepEqual(
      notified().map((n) => n.type),
      ['phone_notification', 'push_notification'],
    );
  });

  it('climbs the escalation policy by the clock, repeats it, and gives up in the end', () => {
    const { world, assignees, id, incident } = begin();
    world.clock.advance(minutes(10));
    assert.deepEqual(assignees(), ['Bob']);
    world.clock.advance(minutes(20));
    assert.deepEqual(assignees(), ['Ada'], 'the policy is repeated once');
    world.clock.advance(minutes(30));
    assert.deepEqual(assignees(), ['Bob']);
    assert.deepEqual(steps(world, id), [
      'trigger',
      'assign',
      'escalate',
      'repeat_escalation_path',
      'escalate',
      'escalate',
      'exhaust_escalation_path',
    ]);
    world.clock.advance(minutes(600));
    assert.deepEqual(incident.pending_actions, []);
    assert.equal(incident.status, 'triggered');
  });

  it('stops climbing when acknowledged, and starts again after the acknowledgement timeout', () => {
    const { world, incident, assignees, id, service } = begin({ acknowledgement_timeout: 1800 });
    world.call('updateIncident', { id, status: 'acknowledged' });
    assert.equal(incident.status, 'acknowledged');
    assert.equal(rows(incident.acknowledgements)[0]?.acknowledger?.summary, 'Cleo');
    assert.equal(world.state.collection('services').get(service.id)?.status, 'warning');
    world.clock.advance(minutes(29));
    assert.deepEqual(assignees(), ['Ada']);
    world.clock.advance(minutes(1));
    assert.equal(incident.status, 'triggered');
    assert.deepEqual(incident.acknowledgements, []);
    world.clock.advance(minutes(10));
    assert.deepEqual(assignees(), ['Bob']);
    assert.deepEqual(steps(world, id), ['trigger', 'assign', 'acknowledge', 'unacknowledge', 'escalate']);
  });

  it('resolves by hand and by itself, and can be opened again', () => {
    const { world, incident, assignees, id, service } = begin({ auto_resolve_timeout: 3600 });
    world.call('updateIncident', { id, status: 'resolved', resolution: 'Removed old files' });
    assert.equal(incident.resolved_at, start);
    assert.deepEqual(assignees(), []);
    assert.equal(world.state.collection('services').get(service.id)?.status, 'active');
    refused(() => world.call('updateIncident', { id, status: 'acknowledged' }), 400, /Already Resolved/);
    world.call('updateIncident', { id, status: 'triggered' });
    assert.equal(incident.resolved_at, null);
    assert.deepEqual(assignees(), ['Ada']);
    const other = world.call('createIncident', { title: 'Slow', service: { id: service.id } }).incident;
    world.clock.advance(minutes(60));
    assert.equal(other?.status, 'resolved');
    const [last] = rows(world.call('listIncidentLogEntries', { id: other?.id }).log_entries);
    assert.equal(last?.type, 'resolve_log_entry');
    assert.equal(last?.channel?.type, 'timeout');
  });

  it('sleeps while snoozed, then wakes', () => {
    const { world, incident, id } = begin();
    world.call('snoozeIncident', { id, duration: 3600 });
    assert.equal(incident.status, 'acknowledged');
    assert.deepEqual(incident.pending_actions, [{ type: 'unacknowledge', at: '2026-03-02T11:00:00Z' }]);
    world.clock.advance(minutes(60));
    assert.equal(incident.status, 'triggered');
    assert.deepEqual(steps(world, id), ['trigger', 'assign', 'acknowledge', 'snooze', 'unacknowledge']);
    world.call('updateIncident', { id, status: 'resolved' });
    refused(() => world.call('snoozeIncident', { id, duration: 60 }), 400, /Already Resolved/);
  });

  it('goes to others: by name, by level, by policy', () => {
    const { world, incident, assignees, id, cleo, policy } = begin();
    world.call('updateIncident', { id, status: 'acknowledged' });
    world.call('updateIncident', { id, assignments: [{ assignee: { id: cleo.id } }] });
    assert.deepEqual(assignees(), ['Cleo']);
    assert.equal(incident.status, 'triggered');
    assert.equal(incident.assigned_via, 'direct_assignment');
    world.call('updateIncident', { id, escalation_level: 2 });
    assert.deepEqual(assignees(), ['Bob']);
    refused(() => world.call('updateIncident', { id, escalation_level: 3 }), 400, /between 1 and 2/);
    world.call('updateIncident', { id, escalation_policy: { id: policy.id } });
    assert.deepEqual(assignees(), ['Ada']);
    assert.deepEqual(steps(world, id), [
      'trigger',
      'assign',
      'acknowledge',
      'assign',
      'escalate',
      'delegate',
      'assign',
    ]);
  });

  it('changes title, urgency and priority, all noted', () => {
    const { world, incident, id } = begin();
    world.call('updateIncident', { id, title: 'Disk is full again', urgency: 'low', priority: { id: 'PPRIO02' } });
    assert.equal(incident.summary, '[#1] Disk is full again');
    assert.equal(incident.priority?.name, 'P2');
    assert.deepEqual(steps(world, id).slice(2), ['field_value_change', 'urgency_change', 'field_value_change']);
    refused(() => world.call('updateIncident', { id, priority: { id: 'PNONE' } }), 400, /Priority not found/);
  });

  it('refuses a second open incident with the same key, and takes it once the first is resolved', () => {
    const { world, service } = begin();
    const input = { title: 'Queue', service: { id: service.id }, incident_key: 'queue' };
    const first = world.call('createIncident', input).incident;
    refused(() => world.call('createIncident', input), 400, /matching dedup key/);
    world.call('updateIncident', { id: first?.id, status: 'resolved' });
    assert.equal(world.call('createIncident', input).incident?.status, 'triggered');
  });

  it('updates in bulk all or nothing', () => {
    const { world, id, incident, service } = begin();
    const other = world.call('createIncident', { title: 'Slow', service: { id: service.id } }).incident;
    refused(
      () =>
        world.call('updateIncidents', {
          incidents: [
            { id, status: 'resolved' },
            { id: 'QNONE', status: 'resolved' },
          ],
        }),
      400,
      /QNONE/,
    );
    assert.equal(incident.status, 'triggered');
    const answer = world.call('updateIncidents', {
      incidents: [
        { id, status: 'resolved' },
        { id: other?.id, status: 'resolved' },
      ],
    });
    assert.deepEqual(
      rows(answer.incidents).map((i) => i.status),
      ['resolved', 'resolved'],
    );
  });

  it('is found by number, and not at all by another id', () => {
    const { world, id } = begin();
    assert.equal(world.call('getIncident', { id: '1' }).incident?.id, id);
    refused(() => world.call('getIncident', { id: '2' }), 404);
    refused(() => world.call('getIncident', { id: 'QNOPE' }), 404);
  });
});
