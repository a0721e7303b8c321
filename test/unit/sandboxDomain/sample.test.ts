import assert from 'node:assert/strict';
import { table } from '../../../src/api/generated/table.ts';
import { behaviours } from '../../../src/sandbox/domain/behaviours.ts';
import { fillSample, type Scale, sampleRoutingKey, startAutoplay } from '../../../src/sandbox/sample/sample.ts';
import { createWorld, minutes, rows } from '../../support/sandboxDomain.ts';

/** The sample must work whenever somebody looks: in the night, at the weekend, where clocks change. */
const moments = [
  '2026-03-11T10:20:30Z',
  '2026-03-29T01:30:00Z',
  '2026-08-16T23:59:59Z',
  '2026-10-25T00:10:00Z',
  '2027-01-01T07:00:00Z',
];

const begin = (start = '2026-03-11T10:20:30Z', scale: Scale = {}) => {
  const world = createWorld(start);
  fillSample(world.state, scale);
  const me = world.state.collection('users').values().next().value;
  assert.ok(me);
  world.actor = me;
  const open = () => rows(world.call('listIncidents', { statuses: ['triggered', 'acknowledged'] }).incidents);
  return { world, me, open };
};

describe('sample account', () => {
  it('has as much of everything as promised', () => {
    const { world } = begin();
    const counts = {
      teams: 6,
      users: 40,
      services: 25,
      schedules: 12,
      escalation_policies: 10,
      priorities: 5,
      incidents: 60,
      'v3/schedules': 2,
    };
    for (const [name, count] of Object.entries(counts)) assert.equal(world.state.collection(name).size, count, name);
    const lists = Object.values(table)
      .flatMap((area) => Object.values<{ method: string; path: string; paging?: unknown }>(area))
      .filter((row) => row.method === 'GET' && row.paging !== undefined && !row.path.includes('{'));
    const computed = ['/oncalls', '/audit/records', '/scim/v2/Users', '/workflows/integrations/connections'];
    for (const { path } of lists.filter((row) => !computed.includes(row.path))) {
      assert.ok(world.state.collection(path.slice(1)).size > 0, `${path} is not empty`);
    }
  });

  for (const moment of moments) {
    it(`is alive at ${moment}`, () => {
      const { world, me, open } = begin(moment);
      const statuses = open().map((incident) => String(incident.status));
      assert.equal(statuses.filter((s) => s === 'triggered').length, 6);
      assert.equal(statuses.filter((s) => s === 'acknowledged').length, 5);
      assert.ok(
        open().every((incident) => rows(incident.assignments).length > 0),
        'each open incident has somebody',
      );
      const mine = open().filter((incident) =>
        rows(incident.assignments).some((a) => String(a.assignee?.id) === me.id),
      );
      assert.ok(mine.length >= 4, `${mine.length} are mine`);
      const onCalls = rows(world.call('listOnCalls', { user_ids: [me.id] }).oncalls);
      assert.ok(
        onCalls.some((o) => String(o.escalation_policy?.summary) === 'Platform' && String(o.escalation_level) === '1'),
      );
    });
  }

  it('is the same for the same seed and time', () => {
    const text = () => JSON.stringify([...begin().world.state.collection('incidents').values()]);
    assert.equal(text(), text());
  });

  it('tells its incidents in order, with alerts, notes and timelines', () => {
    const { world } = begin();
    const all = rows(world.call('listIncidents').incidents);
    const times = all.map((i) => String(i.created_at));
    assert.deepEqual(times, times.toSorted());
    const titles = all.map((i) => String(i.title));
    for (const pattern of [
      /failover/i,
      /certificate/i,
      /lags/i,
      /after deploy/i,
      /disk/i,
      /latency/i,
      /\p{Emoji_Presentation}/u,
      /\u200f/,
      /.{200}/,
    ]) {
      assert.ok(
        titles.some((title) => pattern.test(title)),
        String(pattern),
      );
    }
    let notes = 0;
    for (const { id } of all) {
      const entries = rows(world.call('listIncidentLogEntries', { id }).log_entries);
      assert.equal(entries.at(-1)?.type, 'trigger_log_entry');
      assert.ok(
        rows(world.call('listIncidentAlerts', { id }).alerts).every(
          (alert) => Object.keys(alert.body?.details ?? {}).length > 3,
        ),
      );
      notes += rows(world.call('listIncidentNotes', { id }).notes).length;
    }
    assert.ok(notes > 60, `${notes} notes`);
  });

  it('answers the reading behaviours with what its schemas say', () => {
    const { world, open } = begin();
    const first = (collection: string) => String(world.state.collection(collection).keys().next().value);
    const [incident] = open();
    const range = { since: '2026-03-01T00:00:00Z', until: '2026-03-20T00:00:00Z' };
    const incidentReads = [
      'getIncident',
      'listIncidentAlerts',
      'listIncidentNotes',
      'listIncidentLogEntries',
      'listIncidentCustomFieldValues',
      'listPastIncidents',
      'listRelatedIncidents',
      'getOutlierIncident',
      'listIncidentRelatedChangeEvents',
      'listIncidentBusinessServiceImpacts',
      'listIncidentStatusUpdateSubscribers',
    ];
    for (const id of incidentReads) world.call(id, { id: incident?.id });
    for (const id of [
      'listIncidents',
      'listLogEntries',
      'listOnCalls',
      'listSchedules',
      'listSchedulesV3',
      'listUsers',
      'listEscalationPolicies',
      'listMaintenanceWindows',
      'listChangeEvents',
      'listWebhookSubscriptions',
      'listBusinessServiceImpacts',
      'listBusinessServiceImpactors',
      'getCurrentUser',
    ])
      world.call(id);
    world.call('listNotifications', range);
    for (const id of world.state.collection('schedules').keys()) world.call('getSchedule', { id, ...range });
    for (const id of world.state.collection('v3/schedules').keys())
      world.call('getScheduleV3', { id, ...range, include: ['final_schedule'] });
    for (const id of world.state.collection('teams').keys()) world.call('listTeamMembers', { id });
    world.call('listIncidentTypeCustomFields', { type_id_or_name: 'incident_default' });
    world.call('getEscalationPolicy', { id: first('escalation_policies') });
    world.call('listTechnicalServiceDependencies', { id: first('services') });
    world.call('listBusinessServiceDependencies', { id: first('business_services') });
  });

  it('takes events under the key that it publishes', () => {
    const { world, open } = begin();
    const before = open().length;
    const payload = { summary: 'Hello', severity: 'critical', source: 'test' };
    world.call('sendEventV2', { routing_key: sampleRoutingKey, event_action: 'trigger', payload });
    assert.equal(open().length, before + 1);
  });

  it('grows on request, within two seconds, and stays quick', () => {
    const began = performance.now();
    const { world, open } = begin(undefined, { incidents: 10_000, services: 5000 });
    const took = performance.now() - began;
    assert.ok(took < 4000, `${took} ms: two seconds on a machine that does nothing else`);
    assert.equal(world.state.collection('incidents').size, 10_000);
    assert.equal(world.state.collection('services').size, 5000);
    assert.ok(open().length > 50);
    assert.equal(new Set([...world.state.collection('incidents').values()].map((i) => i.incident_number)).size, 10_000);
  });

  it('has new incidents arrive and go by themselves, until told to stop', () => {
    const { world, me } = begin();
    const numbers = () => world.state.collection('incidents').size;
    const play = startAutoplay(world.state);
    world.clock.advance(19_000);
    assert.equal(numbers(), 60);
    world.clock.advance(2000);
    assert.equal(numbers(), 61);
    world.clock.advance(minutes(20));
    const arrived = [...world.state.collection('incidents').values()].slice(60);
    assert.ok(arrived.length >= 6 && arrived.length <= 21, `${arrived.length} arrived`);
    const others = arrived.filter(
      (i) => (i.last_status_change_by as { id: string }).id !== me.id && i.status !== 'triggered',
    );
    assert.ok(others.length > 0, 'colleagues work');
    play.dispose();
    const before = numbers();
    world.clock.advance(minutes(30));
    assert.equal(numbers(), before);
  });
});

describe('behaviours', () => {
  it('each belong to an operation', () => {
    const known = new Set(Object.values(table).flatMap((area) => Object.keys(area)));
    assert.deepEqual(
      Object.keys(behaviours).filter((id) => !known.has(id)),
      [],
    );
  });
});
