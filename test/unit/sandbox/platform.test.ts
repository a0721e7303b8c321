import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { platformBehaviours } from '../../../src/sandbox/platform/platformBehaviours.ts';
import { put, request, startTestSandbox } from '../../support/testSandbox.ts';

describe('platform behaviours', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startTestSandbox(
      {},
      {
        behaviours: platformBehaviours,
        fill: (state) => {
          put(state, 'services', { id: 'PSRV001', type: 'service', name: 'Checkout', description: 'Sells', teams: [] });
          put(state, 'incidents', {
            id: 'PINC001',
            type: 'incident',
            title: 'Slow',
            service: { id: 'PSRV001', summary: 'Checkout' },
          });
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

  it('provisions users by SCIM', async () => {
    const created = await call('POST', '/scim/v2/Users', {
      userName: 'eve@example.com',
      displayName: 'Eve',
      roles: [{ value: 'admin', type: 'base', primary: true }],
    });
    assert.deepEqual([created.status, created.body.displayName, created.body.active], [201, 'Eve', true]);
    const path = `/scim/v2/Users/${created.body.id}`;
    assert.equal(
      (await call('POST', '/scim/v2/Users', { userName: 'eve@example.com', displayName: 'Eve' })).status,
      409,
    );
    const found = await call('GET', '/scim/v2/Users?filter=userName%20eq%20%22eve@example.com%22');
    assert.deepEqual(
      found.body.Resources.map((user: { id: string }) => user.id),
      [created.body.id],
    );
    const Operations = [
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', value: { displayName: 'Eva' } },
    ];
    const patched = await call('PATCH', path, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations,
    });
    assert.deepEqual([patched.body.active, patched.body.displayName], [false, 'Eva']);
    assert.ok((await call('GET', '/users?query=eva')).body.users.length === 1);
    assert.equal((await call('DELETE', path)).status, 204);
    assert.equal((await call('GET', path)).status, 404);
  });

  it('reads records of a CSV file and finds them', async () => {
    const schema = {
      name: 'Owners',
      fields: [
        { name: 'host', type: 'query' },
        { name: 'owner', type: 'enriched' },
      ],
    };
    const { body } = await call('POST', '/enrichment/schemas', schema);
    const { id } = body.schema;
    const form = new FormData();
    form.set('file', new Blob(['host,owner\r\nweb-1,"Diaz, Bo"\r\nweb-2,Ada "the" L\r\n']), 'owners.csv');
    const uploaded = await call('POST', `/enrichment/schemas/${id}/records`, form);
    assert.deepEqual([uploaded.status, uploaded.body.size_bytes], [202, 49]);
    const found = await call('POST', '/enrichment/query', {
      schema_id: id,
      query: [{ field: 'host', value: 'web-1' }],
    });
    assert.deepEqual(
      found.body.records.map((record: { enrichment_data: object }) => record.enrichment_data),
      [{ host: 'web-1', owner: 'Diaz, Bo' }],
    );
    const recordId = found.body.records[0].record_id;
    assert.equal(
      (await call('DELETE', `/enrichment/schemas/${id}/records/${recordId}`)).body.record.record_id,
      recordId,
    );
    assert.equal((await call('GET', `/enrichment/schemas/${id}/records`)).body.records.length, 1);
  });

  it('fills templates in and says what it could not fill', async () => {
    const templated_fields = {
      email_subject: '{{incident.title}} ({{ incident.service.name }})',
      message: '{{status_update.message}} {{external.x}}',
    };
    const { body } = await call('POST', '/templates', {
      template: { template_type: 'status_update', name: 'T', templated_fields },
    });
    const path = `/templates/${body.template.id}/render`;
    const rendered = await call('POST', path, { incident_id: 'PINC001', status_update: { message: 'Soon.' } });
    assert.deepEqual(rendered.body, {
      templated_fields: { email_subject: 'Slow (Checkout)', message: 'Soon. ' },
      warnings: { message: ['external.x has no value'] },
      errors: [],
    });
  });

  it('scores services by the standards in use', async () => {
    put(
      sandbox.state,
      'standards',
      { id: 'S1', type: 'has_description', name: 'Service has a description', active: true },
      { id: 'S2', type: 'x', name: 'Service has a team', active: true },
    );
    const one = await call('GET', '/standards/scores/technical_services/PSRV001');
    assert.deepEqual(one.body.score, { passing: 1, total: 2 });
    const many = await call('GET', '/standards/scores/technical_services?ids=PSRV001');
    assert.equal(many.body.resources.length, 1);
  });

  it('keeps session limits by kind', async () => {
    const limits = { session_configuration: { absolute_session_ttl: 3600, idle_session_ttl: 600 } };
    await call('PUT', '/session_configurations?type=web', limits);
    const all = (await call('GET', '/session_configurations')).body.session_configurations;
    assert.deepEqual(all, [
      { type: 'mobile', absolute_session_ttl: 2_592_000, idle_session_ttl: 86_400 },
      { type: 'web', absolute_session_ttl: 3600, idle_session_ttl: 600 },
    ]);
    assert.equal((await call('DELETE', '/session_configurations?type=web')).status, 204);
    assert.equal(
      (await call('GET', '/session_configurations?type=web')).body.session_configurations[0].idle_session_ttl,
      86_400,
    );
  });

  it('ties services to workflow triggers and moves integrations between orchestrations', async () => {
    put(sandbox.state, 'incident_workflows/triggers', {
      id: 'TRIG1',
      type: 'workflow_trigger',
      trigger_type: 'manual',
      services: [],
    });
    const added = await call('POST', '/incident_workflows/triggers/TRIG1/services', { service: { id: 'PSRV001' } });
    assert.deepEqual(
      added.body.trigger.services.map((s: { id: string }) => s.id),
      ['PSRV001'],
    );
    const removed = await call('DELETE', '/incident_workflows/triggers/TRIG1/services/PSRV001');
    assert.deepEqual(removed.body.trigger.services, []);
    put(
      sandbox.state,
      'event_orchestrations',
      { id: 'O1', type: 'orchestration' },
      { id: 'O2', type: 'orchestration' },
    );
    put(sandbox.state, 'event_orchestrations/O1/integrations', { id: 'I1', type: 'integration', label: 'Mail' });
    const moved = await call('POST', '/event_orchestrations/O2/integrations/migration', {
      source_id: 'O1',
      source_type: 'orchestration',
      integration_id: 'I1',
    });
    assert.deepEqual([moved.body.total, sandbox.state.collection('event_orchestrations/O1/integrations').size], [1, 0]);
  });

  it('keeps a CMDB integration\u2019s tables with it', async () => {
    const mapping = (name: string) => ({ servicenow_field: name, event_field: name });
    const cmdb_tables = [
      { display_name: 'Servers', ci_table_name: 'cmdb_ci_server', field_mappings: [mapping('name'), mapping('ip')] },
    ];
    const { body } = await call('POST', '/enrichment/integrations/servicenow', { name: 'CMDB', cmdb_tables });
    const path = `/enrichment/integrations/servicenow/${body.integration.id}`;
    const [table] = body.integration.cmdb_tables;
    assert.equal(table.status, 'syncing');
    assert.equal((await call('POST', `${path}/tables/${table.id}/enable`)).body.status, 'active');
    assert.equal((await call('GET', path)).body.integration.cmdb_tables[0].status, 'active');
    assert.equal((await call('DELETE', `${path}/tables/${table.id}`)).status, 204);
    assert.deepEqual((await call('GET', path)).body.integration.cmdb_tables, []);
  });

  it('says which event enrichment is the default, and which was', async () => {
    put(sandbox.state, 'enrichment/event_enrichments', {
      id: 'E1',
      type: 'event_enrichment',
      name: 'One',
      self: 'https://api.pagerduty.com/e/E1',
    });
    assert.deepEqual((await call('GET', '/enrichment/event_enrichments/default')).body, {
      default: null,
      previous_default: null,
    });
    const set = await call('PUT', '/enrichment/event_enrichments/default', {
      default: { id: 'E1', type: 'event_enrichment_reference' },
    });
    assert.deepEqual([set.body.default.id, set.body.previous_default], ['E1', null]);
    assert.equal((await call('PUT', '/enrichment/event_enrichments/default', { default: { id: 'E9' } })).status, 400);
    assert.equal(
      (await call('PUT', '/enrichment/event_enrichments/default', { default: null })).body.previous_default.id,
      'E1',
    );
  });

  it('adds associations and takes them away', async () => {
    put(sandbox.state, 'enrichment/event_enrichments', { id: 'E1', type: 'event_enrichment', name: 'One' });
    const path = '/enrichment/event_enrichments/E1/associations';
    const associations = [{ type: 'service_reference', id: 'PSRV001' }];
    assert.deepEqual(await call('POST', path, { associations }), { status: 201, body: { status: 'created' } });
    assert.deepEqual(
      (await call('GET', path)).body.associations.map((a: { id: string }) => a.id),
      ['PSRV001'],
    );
    assert.equal((await call('DELETE', path, { associations })).status, 200);
    assert.deepEqual((await call('GET', path)).body.associations, []);
  });
});
