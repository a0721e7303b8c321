import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { addCompany, createWorld, minutes, refused, rows } from '../../support/sandboxDomain.ts';

const begin = () => {
  const sent: { url: string; headers: Readonly<Record<string, string>>; body: string }[] = [];
  const world = createWorld('2026-03-02T10:00:00Z', (url, headers, body) => void sent.push({ url, headers, body }));
  const company = addCompany(world);
  const subscribe = (filter: object, events: readonly string[]) =>
    world.call('createWebhookSubscription', {
      delivery_method: { url: 'https://hooks.example.com/in', custom_headers: [{ name: 'X-Own', value: 'mine' }] },
      events,
      filter,
    }).webhook_subscription;
  const open = () => world.call('createIncident', { title: 'Down', service: { id: company.service.id } }).incident;
  const events = () => sent.map(({ body }) => (JSON.parse(body) as { event: { event_type: string } }).event.event_type);
  return { world, sent, subscribe, open, events, ...company };
};

describe('webhooks of the sandbox', () => {
  it('are signed with the secret that only the creation shows', () => {
    const { world, sent, subscribe, open } = begin();
    const made = subscribe({ id: 'x', type: 'account_reference' }, ['incident.triggered']);
    const incident = open();
    const [call] = sent;
    assert.ok(call);
    assert.equal(call.url, 'https://hooks.example.com/in');
    assert.equal(call.headers['X-Own'], 'mine');
    const secret = String(made?.delivery_method?.secret);
    assert.match(secret, /^[0-9a-z]{64}$/);
    const signature = createHmac('sha256', secret).update(call.body).digest('hex');
    assert.equal(call.headers['X-PagerDuty-Signature'], `v1=${signature}`);
    const { event } = JSON.parse(call.body);
    assert.equal(event.resource_type, 'incident');
    assert.equal(event.occurred_at, '2026-03-02T10:00:00Z');
    assert.equal(event.agent.summary, 'Cleo');
    assert.equal(event.data.id, incident?.id);
    const read = world.call('getWebhookSubscription', { id: made?.id }).webhook_subscription;
    assert.equal(read?.delivery_method?.secret, null);
    assert.deepEqual(rows(read?.delivery_method?.custom_headers), [{ name: 'X-Own', value: '<redacted>' }]);
  });

  it('go to whom they concern: by event, service and team', () => {
    const { sent, subscribe, open, service, team } = begin();
    subscribe({ id: service.id, type: 'service_reference' }, ['incident.triggered']);
    subscribe({ id: team.id, type: 'team_reference' }, ['incident.triggered']);
    subscribe({ id: 'x', type: 'account_reference' }, ['incident.resolved']);
    open();
    assert.equal(sent.length, 2);
    refused(() => subscribe({ id: 'PNONE', type: 'service_reference' }, ['incident.triggered']), 400, /Filter/);
  });

  it('tell of each step, also of those that time takes', () => {
    const { world, subscribe, open, events, cleo } = begin();
    const types = [
      'triggered',
      'acknowledged',
      'escalated',
      'annotated',
      'priority_updated',
      'reassigned',
      'resolved',
      'reopened',
      'status_update_published',
      'responder.added',
    ];
    subscribe(
      { id: 'x', type: 'account_reference' },
      types.map((type) => `incident.${type}`),
    );
    const id = open()?.id;
    world.clock.advance(minutes(10));
    world.call('createIncidentNote', { id, content: 'Hm' });
    world.call('updateIncident', { id, priority: { id: 'PPRIO01' }, assignments: [{ assignee: { id: cleo.id } }] });
    world.call('createIncidentResponderRequest', {
      id,
      requester_id: cleo.id,
      message: '',
      responder_request_targets: [{ type: 'user_reference', id: cleo.id }],
    });
    world.call('createIncidentStatusUpdate', { id, message: 'Soon' });
    world.call('updateIncident', { id, status: 'acknowledged' });
    world.call('updateIncident', { id, status: 'resolved' });
    world.call('updateIncident', { id, status: 'triggered' });
    const told = [
      'triggered',
      'escalated',
      'annotated',
      'priority_updated',
      'reassigned',
      'responder.added',
      'status_update_published',
      'acknowledged',
      'resolved',
      'reopened',
    ];
    assert.deepEqual(
      events(),
      told.map((type) => `incident.${type}`),
    );
  });

  it('tell of services', () => {
    const { world, subscribe, events, policy } = begin();
    subscribe({ id: 'x', type: 'account_reference' }, ['service.created', 'service.updated', 'service.deleted']);
    const { service } = world.call('createService', { name: 'New', escalation_policy: { id: policy.id } });
    world.call('updateService', { id: service?.id, name: 'Newer', escalation_policy: { id: policy.id } });
    world.call('deleteService', { id: service?.id });
    assert.deepEqual(events(), ['service.created', 'service.updated', 'service.deleted']);
  });

  it('can be tried with a ping, and rest while inactive', () => {
    const { world, subscribe, open, events } = begin();
    const made = subscribe({ id: 'x', type: 'account_reference' }, ['incident.triggered']);
    world.call('testWebhookSubscription', { id: made?.id });
    world.call('updateWebhookSubscription', { id: made?.id, active: false });
    open();
    assert.deepEqual(events(), ['pagey.ping']);
    world.call('deleteWebhookSubscription', { id: made?.id });
    refused(() => world.call('testWebhookSubscription', { id: made?.id }), 404);
  });
});
