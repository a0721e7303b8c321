import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { put, request, startGenericSandbox, testTime } from '../../support/testSandbox.ts';

describe('generic behaviour', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startGenericSandbox();
  });
  afterEach(() => sandbox.dispose());
  const call = async (method: string, path: string, body?: unknown) => {
    const { status, body: told } = await request(sandbox, method, path, body === undefined ? {} : { body });
    return { status, body: told };
  };

  it('creates with id, type, summary and links, then gets, changes and deletes', async () => {
    const created = await call('POST', '/business_services', {
      business_service: { name: 'Shop', description: 'Sells' },
    });
    const { id } = created.body.business_service;
    assert.match(id, /^P[0-9A-Z]{6}$/);
    assert.equal(created.body.business_service.self, `https://api.pagerduty.com/business_services/${id}`);
    assert.deepEqual(
      [created.body.business_service.summary, created.body.business_service.type],
      ['Shop', 'business_service'],
    );
    assert.deepEqual((await call('GET', `/business_services/${id}`)).body, created.body);
    const changed = await call('PUT', `/business_services/${id}`, { business_service: { name: 'Store' } });
    assert.deepEqual(
      [
        changed.body.business_service.name,
        changed.body.business_service.summary,
        changed.body.business_service.description,
      ],
      ['Store', 'Store', 'Sells'],
    );
    assert.deepEqual((await call('DELETE', `/business_services/${id}`)).status, 204);
    assert.deepEqual(await call('GET', `/business_services/${id}`), {
      status: 404,
      body: { error: { code: 2100, message: 'Not Found' } },
    });
    assert.equal((await call('DELETE', `/business_services/${id}`)).status, 404);
  });

  it('stamps who made and changed a thing, and when', async () => {
    const { body } = await call('POST', '/rulesets', { ruleset: { name: 'Mail' } });
    assert.deepEqual([body.ruleset.created_at, body.ruleset.creator.id], ['2026-03-02T10:00:00Z', 'PUSER01']);
    sandbox.clock.set(testTime + 3_600_000);
    const changed = await call('PUT', `/rulesets/${body.ruleset.id}`, { ruleset: { name: 'Post' } });
    assert.deepEqual(
      [changed.body.ruleset.created_at, changed.body.ruleset.updated_at],
      ['2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z'],
    );
  });

  it('filters by text, reference, field and time, and sorts', async () => {
    put(
      sandbox.state,
      'change_events',
      {
        id: 'C1',
        type: 'change_event',
        summary: 'Deploy of Checkout',
        timestamp: '2026-03-01T10:00:00Z',
        services: [{ id: 'PSRV001', type: 'service_reference' }],
      },
      {
        id: 'C2',
        type: 'change_event',
        summary: 'Deploy of Search',
        timestamp: '2026-03-02T09:00:00Z',
        integration: { id: 'PINT001', type: 'inbound_integration_reference' },
      },
    );
    const ids = async (path: string, key: string): Promise<readonly string[]> =>
      (await call('GET', path)).body[key].map((thing: { id: string }) => thing.id);
    assert.deepEqual(await ids('/change_events?since=2026-03-02T00:00:00Z', 'change_events'), ['C2']);
    assert.deepEqual(await ids('/change_events?until=2026-03-02T00:00:00Z', 'change_events'), ['C1']);
    assert.deepEqual(await ids('/change_events?integration_ids[]=PINT001', 'change_events'), ['C2']);
    for (const name of ['Beta', 'alpha', 'Gamma'])
      await call('POST', '/incident_workflows', { incident_workflow: { name } });
    const found = (await call('GET', '/incident_workflows?query=ALPH')).body.incident_workflows;
    assert.deepEqual(
      found.map((workflow: { name: string }) => workflow.name),
      ['alpha'],
    );
    for (const name of ['b', 'c', 'a'])
      await call('POST', '/templates', { template: { template_type: 'status_update', name } });
    const names = async (sort: string): Promise<readonly string[]> =>
      (await call('GET', `/templates?sort_by=${sort}`)).body.templates.map(
        (template: { name: string }) => template.name,
      );
    assert.deepEqual(
      [await names('name:asc'), await names('name:desc')],
      [
        ['a', 'b', 'c'],
        ['c', 'b', 'a'],
      ],
    );
  });

  it('keeps what belongs to a thing with it, and wants the thing to be there', async () => {
    const rule = { rule: { actions: {}, conditions: { operator: 'and', subconditions: [] } } };
    const { status } = await call('POST', '/services/PSRV001/rules', rule);
    assert.equal(status, 201);
    assert.equal((await call('GET', '/services/PSRV001/rules')).body.rules.length, 1);
    assert.equal((await call('GET', '/services/PSRV002/rules')).body.rules.length, 0);
    assert.equal((await call('POST', '/services/PNOBODY/rules', rule)).status, 404);
  });

  it('refers to the holder where the schema asks for it', async () => {
    const update = {
      post: { id: 'PPOST01' },
      message: 'We look into it',
      status: { id: 'PST1' },
      severity: { id: 'PSE1' },
      impacted_services: [],
      update_frequency_ms: null,
      notify_subscribers: false,
      type: 'status_page_post_update',
    };
    const post = {
      title: 'Slow',
      post_type: 'incident',
      starts_at: null,
      ends_at: null,
      updates: [update],
      status_page: { id: 'PSTAT01', type: 'status_page' },
    };
    const { body } = await call('POST', '/status_pages/PSTAT01/posts', { post });
    assert.equal(body.post.status_page.id, 'PSTAT01');
  });

  it('has documents from the start, and keeps what is put', async () => {
    const { body } = await call('POST', '/event_orchestrations', { orchestration: { name: 'Main' } });
    const path = `/event_orchestrations/${body.orchestration.id}/router`;
    const first = await call('GET', path);
    assert.deepEqual(
      [first.status, first.body.orchestration_path.type, first.body.orchestration_path.parent.id],
      [200, 'router', body.orchestration.id],
    );
    const sets = [{ id: 'start', rules: [{ actions: { route_to: 'PSRV001' } }] }];
    const put = await call('PUT', path, {
      orchestration_path: { type: 'router', sets, catch_all: { actions: { route_to: 'unrouted' } } },
    });
    assert.equal(put.status, 200);
    assert.equal((await call('GET', path)).body.orchestration_path.sets[0].rules[0].actions.route_to, 'PSRV001');
    assert.equal((await call('GET', '/event_orchestrations/PNOBODY/router')).status, 404);
  });

  it('lacks documents that somebody makes until they are made', async () => {
    put(sandbox.state, 'incidents', { id: 'PINC001', type: 'incident' });
    const path = '/integration-slack/incidents/PINC001/dedicated_channel';
    assert.equal((await call('GET', path)).status, 404);
    assert.equal((await call('DELETE', path)).status, 404);
    assert.equal((await call('POST', path, { channel: { name: 'inc-1', slack_team_id: 'T1' } })).status, 201);
    assert.equal((await call('GET', path)).body.channel.name, 'inc-1');
    assert.equal((await call('DELETE', path)).status, 204);
    assert.equal((await call('GET', path)).status, 404);
  });

  it('gives secrets that only the server knows, and no passwords back', async () => {
    const { body } = await call('POST', '/event_orchestrations', { orchestration: { name: 'Main' } });
    const made = await call('POST', `/event_orchestrations/${body.orchestration.id}/integrations`, {
      integration: { label: 'Mail' },
    });
    assert.match(made.body.integration.parameters.routing_key, /^[0-9a-f]{32}$/);
    const credentials = { instance_endpoint: 'https://example.com', user: 'a', password: 'hidden' };
    const told = await call('POST', '/enrichment/integrations/servicenow/credentials', { credentials });
    assert.equal(told.status, 201);
    assert.ok(!JSON.stringify(told.body).includes('hidden'));
  });
});
