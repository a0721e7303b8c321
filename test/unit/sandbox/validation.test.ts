import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import type { Behaviour } from '../../../src/sandbox/state.ts';
import { request, startTestSandbox } from '../../support/testSandbox.ts';

describe('decoding and validation', () => {
  let sandbox: Sandbox;
  let seen: Readonly<Record<string, unknown>> = {};
  const spy =
    (answer: unknown): Behaviour =>
    (_, input) => {
      seen = input;
      return answer;
    };
  before(async () => {
    sandbox = await startTestSandbox(
      {},
      {
        behaviours: {
          listIncidents: spy({ incidents: [] }),
          createIncident: spy({ incident: { id: 'P1' } }),
          uploadEnrichmentCsv: spy({ status: 'accepted' }),
          createMaintenanceWindow: spy(undefined),
          listJiraServerRules: spy({ rules: [] }),
        },
      },
    );
  });
  after(() => sandbox.dispose());
  const reasons = async (...args: readonly [string, string, unknown]): Promise<readonly string[]> => {
    const { status, body } = await request(sandbox, args[0], args[1], { body: args[2] });
    assert.deepEqual([status, body.error.code, body.error.message], [400, 2001, 'Invalid Input Provided']);
    return body.error.errors;
  };

  it('reads lists, joined lists, numbers and flags of a query back into the flat input', async () => {
    const query =
      'statuses[]=triggered&statuses[]=acknowledged&sort_by=urgency:asc,created_at:desc&limit=5&total=true&urgencies=high&unknown=1';
    assert.equal((await request(sandbox, 'GET', `/incidents?${query}`)).status, 200);
    assert.deepEqual(seen, {
      statuses: ['triggered', 'acknowledged'],
      sort_by: ['urgency:asc', 'created_at:desc'],
      limit: 5,
      total: true,
      urgencies: ['high'],
    });
  });

  it('takes the wrapper off a body, leaves unknown fields and constants out, puts constants of references on', async () => {
    const incident = { type: 'incident', title: 'Down', service: { id: 'PS1' }, made_up: 1 };
    assert.equal((await request(sandbox, 'POST', '/incidents', { body: { incident } })).status, 201);
    assert.deepEqual(seen, { title: 'Down', service: { id: 'PS1', type: 'service_reference' } });
  });

  it('reads a form', async () => {
    const form = new FormData();
    form.set('file', new Blob(['a,b\n1,2'], { type: 'text/csv' }), 'file.csv');
    const path = '/enrichment/schemas/6f1c1b54-3ad2-4a39-8d2c-1f5f2c9f7a10/records';
    assert.equal((await request(sandbox, 'POST', path, { body: form })).status, 202);
    assert.equal(seen.file, 'a,b\n1,2');
  });

  it('reads headers that are input', async () => {
    const headers = { 'x-pagerduty-jira-signature': 'abc' };
    await request(sandbox, 'GET', '/integration-jira-service/rules', { headers });
    assert.equal(seen['x-pagerduty-jira-signature'], 'abc');
    const { status, body } = await request(sandbox, 'GET', '/integration-jira-service/rules');
    assert.deepEqual([status, body.error.errors], [400, ['X-pagerduty-jira-signature is required']]);
  });

  it('names every field that is missing or wrong', async () => {
    assert.deepEqual(await reasons('POST', '/incidents', { incident: { urgency: 'medium' } }), [
      'Title is required',
      'Service is required',
      'Urgency must be one of high, low',
    ]);
    assert.deepEqual(await reasons('POST', '/incidents', { incident: { title: 7, service: { id: 'P1' } } }), [
      'Title must be a string',
    ]);
    assert.deepEqual(
      await reasons('POST', '/maintenance_windows', {
        maintenance_window: { start_time: 'soon', end_time: '2026-01-01T00:00:00Z', services: [] },
      }),
      ['Start_time must be a valid date-time'],
    );
  });

  it('wants the wrapper, and JSON', async () => {
    assert.deepEqual(await reasons('POST', '/incidents', { title: 'Down' }), ['Body needs the object `incident`']);
    assert.deepEqual(await reasons('POST', '/incidents', '{"incident": '), ['Body cannot be read as JSON']);
  });

  it('says 404 for paths and methods that nobody knows', async () => {
    for (const [method, path] of [
      ['GET', '/nothing'],
      ['PATCH', '/incidents'],
    ] as const) {
      const { status, body } = await request(sandbox, method, path);
      assert.deepEqual([status, body.error], [404, { code: 2100, message: 'Not Found' }]);
    }
  });

  it('words refusals as the Events API and SCIM do', async () => {
    const event = await request(sandbox, 'POST', '/v2/enqueue', { body: { event_action: 'trigger' } });
    assert.deepEqual(
      [event.status, event.body.status, event.body.errors],
      [400, 'invalid event', ['Routing_key is required']],
    );
    const scim = await request(sandbox, 'GET', '/scim/v2/Users?startIndex=x');
    assert.equal(scim.status, 400);
    assert.match(scim.headers.get('content-type') ?? '', /^application\/scim\+json/);
    assert.deepEqual(scim.body.schemas, ['urn:ietf:params:scim:api:messages:2.0:Error']);
  });

  it('answers 204 without a body where a behaviour gives nothing', async () => {
    const window = { start_time: '2026-01-01T00:00:00Z', end_time: '2026-01-02T00:00:00Z', services: [{ id: 'P1' }] };
    const { status, text } = await request(sandbox, 'POST', '/maintenance_windows', {
      body: { maintenance_window: window },
    });
    assert.deepEqual([status, text], [204, '']);
  });
});
