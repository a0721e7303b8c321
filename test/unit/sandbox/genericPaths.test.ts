import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { put, request, startGenericSandbox, startTestSandbox } from '../../support/testSandbox.ts';

describe('generic behaviour of paths', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startGenericSandbox();
  });
  afterEach(() => sandbox.dispose());
  const call = async (method: string, path: string, body?: unknown) => {
    const { status, body: told } = await request(sandbox, method, path, body === undefined ? {} : { body });
    return { status, body: told };
  };

  it('looks things up by the field that a path names', async () => {
    assert.equal((await call('GET', '/status_dashboards/url_slugs/main')).body.status_dashboard.id, 'PDASH01');
    assert.equal((await call('GET', '/status_dashboards/url_slugs/other')).status, 404);
    put(sandbox.state, 'incidents/types', { id: 'PTYPE01', type: 'incident_type', name: 'security' });
    assert.equal((await call('GET', '/incidents/types/security')).body.incident_type.id, 'PTYPE01');
  });

  it('embeds what is asked for, where the answer may hold it', async () => {
    put(sandbox.state, 'incidents', {
      id: 'PINC001',
      type: 'incident',
      title: 'Slow',
      service: { id: 'PSRV001', type: 'service_reference' },
    });
    const serviceOf = async (query: string) => (await call('GET', `/incidents/PINC001${query}`)).body.incident.service;
    assert.deepEqual(await serviceOf(''), { id: 'PSRV001', type: 'service_reference' });
    const embedded = await serviceOf('?include[]=services');
    assert.deepEqual([embedded.type, embedded.name], ['service', 'Checkout']);
    assert.equal((await serviceOf('?include[]=teams')).type, 'service_reference');
  });

  it('replaces lists that are set, and merges those that are updated', async () => {
    put(sandbox.state, 'incidents', { id: 'PINC001', type: 'incident' });
    const path = '/integration-slack/incidents/PINC001/notification_channels';
    await call('POST', path, { channel: { id: 'C1', slack_team_id: 'T1' } });
    const set = await call('PUT', path, { channels: [{ id: 'C2', slack_team_id: 'T1' }] });
    assert.equal(set.status, 200);
    assert.equal((await call('GET', path)).body.channels.length, 1);
  });

  it('turns features of a service on, which are neither made nor removed', async () => {
    const path = '/services/PSRV001/enablements';
    const { body } = await call('PUT', `${path}/aiops`, { enablement: { enabled: true } });
    assert.deepEqual([body.enablement.feature, body.enablement.enabled], ['aiops', true]);
    assert.deepEqual(
      (await call('GET', path)).body.enablements.map((e: { feature: string }) => e.feature),
      ['aiops'],
    );
  });

  it('lists over several holders', async () => {
    put(
      sandbox.state,
      'workflows/integrations',
      { id: 'I1', type: 'workflow_integration', name: 'Jira' },
      { id: 'I2', type: 'workflow_integration', name: 'Zoom' },
    );
    for (const id of ['I1', 'I2'])
      put(sandbox.state, `workflows/integrations/${id}/connections`, {
        id: `C${id}`,
        type: 'workflow_integration_connection',
        name: id,
      });
    const all = (await call('GET', '/workflows/integrations/connections')).body.connections;
    assert.deepEqual(
      all.map((c: { id: string }) => c.id),
      ['CI1', 'CI2'],
    );
  });

  it('keeps a record of changes', async () => {
    const { platformBehaviours } = await import('../../../src/sandbox/platform/platformBehaviours.ts');
    const own = await startTestSandbox({}, { behaviours: platformBehaviours });
    const made = await request(own, 'POST', '/teams', { body: { team: { name: 'Payments' } } });
    await request(own, 'DELETE', `/teams/${made.body.team.id}`);
    const records = (await request(own, 'GET', '/audit/records?root_resource_types[]=teams')).body.records;
    const single = (await request(own, 'GET', `/teams/${made.body.team.id}/audit/records`)).body.records;
    const none = (await request(own, 'GET', '/audit/records?actions[]=update')).body.records;
    own.dispose();
    assert.deepEqual(
      records.map((r: { action: string; root_resource: { id: string }; actors: { id: string }[] }) => [
        r.action,
        r.root_resource.id,
        r.actors[0]?.id,
      ]),
      [
        ['delete', made.body.team.id, 'PUSER01'],
        ['create', made.body.team.id, 'PUSER01'],
      ],
    );
    assert.deepEqual([single.length, none.length], [2, 0]);
  });
});
