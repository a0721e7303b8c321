import assert from 'node:assert/strict';
import { addCompany, createWorld, minutes, refused, rows } from '../../support/sandboxDomain.ts';

const begin = () => {
  const world = createWorld('2026-03-02T10:00:00Z');
  const company = addCompany(world);
  const business = (id: string, name: string) =>
    world.state.collection('business_services').set(id, { id, type: 'business_service', summary: name, name });
  const service = (name: string) => {
    const made = world.call('createService', { name, escalation_policy: { id: company.policy.id } }).service;
    return String(made?.id);
  };
  return { world, business, makeService: service, ...company };
};

describe('services of the sandbox', () => {
  it('have one name each, follow their policy and give their integrations keys', () => {
    const { world, makeService, policy, service, team } = begin();
    refused(() => makeService('Shop'), 400, /taken/);
    const id = makeService('Search');
    const made = () => world.state.collection('services').get(id);
    assert.deepEqual(
      ((made()?.teams ?? []) as { id: string }[]).map((t) => t.id),
      [team.id],
    );
    const linked = rows(world.call('getEscalationPolicy', { id: policy.id }).escalation_policy?.services);
    assert.deepEqual(
      linked.map((s) => s.id),
      [service.id, id],
    );
    refused(() => world.call('deleteEscalationPolicy', { id: policy.id }), 400, /use it/);
    const { integration } = world.call('createServiceIntegration', { id, name: 'Monitor' });
    assert.match(String(integration?.integration_key), /^[0-9a-f]{32}$/);
    world.call('updateServiceIntegration', { id, integration_id: integration?.id, name: 'Probe' });
    assert.equal(
      world.call('getServiceIntegration', { id, integration_id: integration?.id }).integration?.name,
      'Probe',
    );
    const incident = world.call('createIncident', { title: 'x', service: { id } }).incident;
    refused(() => world.call('deleteService', { id }), 400, /open incidents/);
    world.call('updateIncident', { id: incident?.id, status: 'resolved' });
    world.call('deleteService', { id });
    assert.equal(made(), undefined);
  });

  it('know on whom they depend, and refuse a circle', () => {
    const { world, makeService, business } = begin();
    business('PBUSY01', 'Buy');
    const [a, b] = [makeService('A'), makeService('B')];
    const pair = (supporting: string, dependent: string) => ({
      relationships: [
        {
          supporting_service: { id: supporting, type: 'service' },
          dependent_service: { id: dependent, type: 'service' },
        },
      ],
    });
    world.call('createServiceDependencies', pair(a, b));
    world.call('createServiceDependencies', pair(b, 'PBUSY01'));
    refused(() => world.call('createServiceDependencies', pair('PBUSY01', a)), 400, /circle/);
    const technical = rows(world.call('listTechnicalServiceDependencies', { id: b }).relationships);
    assert.deepEqual(
      technical.map((r) => [r.supporting_service?.id, r.dependent_service?.id]),
      [
        [a, b],
        [b, 'PBUSY01'],
      ],
    );
    assert.equal(rows(world.call('listBusinessServiceDependencies', { id: 'PBUSY01' }).relationships).length, 1);
    world.call('deleteServiceDependencies', pair(a, b));
    refused(() => world.call('deleteServiceDependencies', pair(a, b)), 404);
  });

  it('hurt the business services above them by priority, or by hand', () => {
    const { world, makeService, business } = begin();
    business('PBUSY01', 'Buy');
    business('PBUSY02', 'Ship');
    const id = makeService('A');
    world.call('createServiceDependencies', {
      relationships: [
        { supporting_service: { id, type: 'service' }, dependent_service: { id: 'PBUSY01', type: 'business_service' } },
      ],
    });
    const impacted = () =>
      rows(world.call('listBusinessServiceImpacts').services)
        .filter((s) => s.status === ('impacted' as unknown))
        .map((s) => s.name);
    const incident = world.call('createIncident', { title: 'x', service: { id } }).incident;
    assert.deepEqual(impacted(), []);
    world.call('updateIncident', { id: incident?.id, priority: { id: 'PPRIO02' } });
    assert.deepEqual(impacted(), ['Buy']);
    assert.deepEqual(
      rows(world.call('listBusinessServiceImpactors').impactors).map((i) => i.id),
      [incident?.id],
    );
    world.call('setBusinessServicePriorityThreshold', { order: 3 });
    assert.deepEqual(impacted(), []);
    world.call('setIncidentBusinessServiceImpact', {
      id: incident?.id,
      business_service_id: 'PBUSY02',
      relation: 'impacted',
    });
    assert.deepEqual(impacted(), ['Ship']);
    assert.deepEqual(
      rows(world.call('listIncidentBusinessServiceImpacts', { id: incident?.id }).services).map((s) => s.name),
      ['Ship'],
    );
    world.call('deleteBusinessServicePriorityThreshold');
    assert.deepEqual(impacted(), ['Buy', 'Ship']);
  });

  it('find incidents alike: past ones of the same service, open ones of neighbours', () => {
    const { world, makeService, service } = begin();
    const neighbour = makeService('Neighbour');
    world.call('createServiceDependencies', {
      relationships: [
        {
          supporting_service: { id: neighbour, type: 'service' },
          dependent_service: { id: service.id, type: 'service' },
        },
      ],
    });
    const open = (title: string, id: string) => world.call('createIncident', { title, service: { id } }).incident;
    const past = open('Disk nearly full on worker', service.id);
    world.call('updateIncident', { id: past?.id, status: 'resolved' });
    world.clock.advance(minutes(60));
    const other = open('Network is slow', neighbour);
    const now = open('Disk nearly full on primary', service.id);
    assert.deepEqual(
      rows(world.call('listPastIncidents', { id: now?.id }).past_incidents).map((p) => p.incident?.id),
      [past?.id],
    );
    const related = rows(world.call('listRelatedIncidents', { id: now?.id }).related_incidents);
    assert.deepEqual(
      related.map((r) => [r.incident?.id, rows(r.relationships)[0]?.type]),
      [[other?.id, 'service_dependency']],
    );
    assert.equal(world.call('getOutlierIncident', { id: now?.id }).outlier_incident?.incident?.id, now?.id);
  });
});

describe('people of the sandbox', () => {
  it('are members of teams with roles', () => {
    const { world, ada, team } = begin();
    world.call('addTeamMember', { id: team.id, user_id: ada.id, role: 'observer' });
    const members = () =>
      rows(world.call('listTeamMembers', { id: team.id }).members).map((m) => [m.user?.summary, m.role]);
    assert.deepEqual(members(), [['Ada', 'observer']]);
    assert.deepEqual(
      rows(world.call('listUsers', { team_ids: [team.id] }).users).map((u) => u.name),
      ['Ada'],
    );
    world.call('addTeamMember', { id: team.id, user_id: ada.id });
    assert.deepEqual(members(), [['Ada', 'manager']]);
    world.call('removeTeamMember', { id: team.id, user_id: ada.id });
    assert.deepEqual(members(), []);
    refused(() => world.call('removeTeamMember', { id: team.id, user_id: ada.id }), 404);
  });

  it('are found by name or mail, made once for a mail, and not deleted while needed', () => {
    const { world, ada, cleo } = begin();
    assert.deepEqual(
      rows(world.call('listUsers', { query: 'CLEO@' }).users).map((u) => u.name),
      ['Cleo'],
    );
    refused(() => world.call('createUser', { name: 'Other', email: 'ADA@example.com' }), 400, /taken/);
    const { user } = world.call('createUser', { name: 'Dora', email: 'dora@example.com' });
    const whole = world.call('getUser', { id: user?.id, include: ['contact_methods'] }).user;
    assert.deepEqual(
      rows(whole?.contact_methods).map((m) => m.address),
      ['dora@example.com'],
    );
    refused(() => world.call('deleteUser', { id: ada.id }), 400, /escalation policy/);
    world.call('deleteUser', { id: cleo.id });
    refused(() => world.call('getUser', { id: cleo.id }), 404);
  });

  it('see themselves with their own token only', () => {
    const { world, cleo } = begin();
    assert.equal(world.call('getCurrentUser').user?.id, cleo.id);
    world.actor = undefined;
    refused(() => world.call('getCurrentUser'), 400, /user token/);
  });

  it('bear tags, as teams and policies do', () => {
    const { world, ada, policy } = begin();
    const place = { entity_type: 'users', id: ada.id };
    world.call('changeEntityTags', { ...place, add: [{ label: 'Night' }] });
    world.call('changeEntityTags', { entity_type: 'escalation_policies', id: policy.id, add: [{ label: 'Night' }] });
    const [tag, ...others] = rows(world.call('listEntityTags', place).tags);
    assert.equal(others.length, 0);
    assert.deepEqual(
      rows(world.call('listTaggedEntities', { id: tag?.id, entity_type: 'users' }).users).map((u) => u.id),
      [ada.id],
    );
    world.call('changeEntityTags', { ...place, remove: [{ id: tag?.id }] });
    assert.equal(rows(world.call('listEntityTags', place).tags).length, 0);
    world.call('deleteTag', { id: tag?.id });
    refused(() => world.call('listTaggedEntities', { id: tag?.id, entity_type: 'users' }), 404);
  });
});

describe('maintenance windows of the sandbox', () => {
  it('are listed by when they are, and end when they are deleted', () => {
    const { world, service } = begin();
    const add = (start_time: string, end_time: string) =>
      world.call('createMaintenanceWindow', { start_time, end_time, services: [{ id: service.id }] }).maintenance_window
        ?.id;
    const now = add('2026-03-02T09:00:00Z', '2026-03-02T11:00:00Z');
    const later = add('2026-03-03T09:00:00Z', '2026-03-03T11:00:00Z');
    const ids = (filter: string) =>
      rows(world.call('listMaintenanceWindows', { filter }).maintenance_windows).map((w) => w.id);
    assert.deepEqual(ids('ongoing'), [now]);
    assert.deepEqual(ids('future'), [later]);
    assert.deepEqual(ids('open'), [now, later]);
    assert.equal(world.state.collection('services').get(service.id)?.status, 'maintenance');
    world.call('deleteMaintenanceWindow', { id: now });
    world.call('deleteMaintenanceWindow', { id: later });
    assert.equal(world.state.collection('services').get(service.id)?.status, 'active');
    assert.deepEqual(ids('past'), [now]);
    assert.deepEqual(ids('open'), []);
    refused(() => world.call('deleteMaintenanceWindow', { id: now }), 400, /already ended/);
  });
});
