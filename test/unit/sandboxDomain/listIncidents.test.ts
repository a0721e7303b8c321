import assert from 'node:assert/strict';
import { addCompany, createWorld, minutes, refused, rows } from '../../support/sandboxDomain.ts';

const begin = () => {
  const world = createWorld('2026-03-02T10:00:00Z');
  const company = addCompany(world);
  const { service, cleo } = company;
  const open = (title: string, more = {}) =>
    world.call('createIncident', { title, service: { id: service.id }, ...more }).incident?.id;
  const ids = [open('one')];
  world.clock.advance(minutes(60 * 24));
  ids.push(open('two', { urgency: 'low', assignments: [{ assignee: { id: cleo.id } }] }));
  world.clock.advance(minutes(1));
  ids.push(open('three', { incident_key: 'third' }));
  world.call('updateIncident', { id: ids[2], status: 'resolved' });
  const titles = (input: Readonly<Record<string, unknown>> = {}) =>
    rows(world.call('listIncidents', input).incidents)
      .map((i) => i.title)
      .join();
  return { world, titles, ...company };
};

describe('list of incidents in the sandbox', () => {
  it('is filtered by everything that PagerDuty filters by', () => {
    const { titles, cleo, service, team } = begin();
    assert.equal(titles(), 'one,two,three');
    assert.equal(titles({ statuses: ['triggered'] }), 'one,two');
    assert.equal(titles({ statuses: ['resolved', 'acknowledged'] }), 'three');
    assert.equal(titles({ urgencies: ['low'] }), 'two');
    assert.equal(titles({ user_ids: [cleo.id] }), 'two');
    assert.equal(titles({ incident_key: 'third' }), 'three');
    assert.equal(titles({ service_ids: ['PNONE'] }), '');
    assert.equal(titles({ service_ids: [service.id], team_ids: [team.id] }), 'one,two,three');
  });

  it('is cut to a time range, the last month unless asked otherwise', () => {
    const { world, titles } = begin();
    assert.equal(titles({ since: '2026-03-03T09:00:00Z' }), 'two,three');
    assert.equal(titles({ since: '2026-03-02', until: '2026-03-03' }), 'one');
    assert.equal(titles({ since: '2026-03-03T05:00:00', time_zone: 'America/New_York' }), 'two,three');
    world.clock.advance(minutes(60 * 24 * 29.5));
    assert.equal(titles(), 'two,three');
    assert.equal(titles({ date_range: 'all' }), 'one,two,three');
    refused(() => titles({ since: '2020-01-01' }), 400, /6 months/);
    refused(() => titles({ since: 'yesterday' }), 400, /since/);
  });

  it('is sorted by fields in turn', () => {
    const { titles } = begin();
    assert.equal(titles({ sort_by: ['created_at:desc'] }), 'three,two,one');
    assert.equal(titles({ sort_by: ['urgency:desc', 'incident_number:desc'] }), 'three,one,two');
    refused(() => titles({ sort_by: ['mood'] }), 400, /mood/);
  });

  it('includes whole resources in place of references', () => {
    const { world } = begin();
    const include = ['services', 'assignees', 'escalation_policies', 'teams', 'first_trigger_log_entries'];
    const [incident] = rows(world.call('listIncidents', { include }).incidents);
    assert.equal(incident?.service?.type, 'service');
    assert.equal(rows(incident?.assignments)[0]?.assignee?.email, 'bob@example.com');
    assert.equal(incident?.escalation_policy?.num_loops, 1);
    assert.equal(incident?.first_trigger_log_entry?.type, 'trigger_log_entry');
    const [plain] = rows(world.call('listIncidents').incidents);
    assert.equal(plain?.service?.type, 'service_reference');
  });
});

describe('log entries of the sandbox', () => {
  it('are newest first, cut to a range, and without single messages in an overview', () => {
    const { world, team } = begin();
    const types = (input = {}) =>
      rows(world.call('listLogEntries', input).log_entries).map((e) => String(e.type).replace('_log_entry', ''));
    assert.deepEqual(types({ is_overview: true, since: '2026-03-03T10:01:00Z' }), ['resolve', 'assign', 'trigger']);
    assert.ok(types().includes('notify'));
    assert.equal(types({ until: '2026-03-02T10:00:00Z' }).length, 0);
    assert.equal(types({ team_ids: [team.id] }).length, types().length);
    const [entry] = rows(world.call('listLogEntries', { include: ['incidents'] }).log_entries);
    assert.equal(entry?.incident?.title, 'three');
    assert.equal(world.call('getLogEntry', { id: entry?.id }).log_entry?.incident?.type, 'incident_reference');
  });
});
