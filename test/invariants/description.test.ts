import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { areas, table } from '../../src/api/generated/table.ts';
import type { Operation } from '../../src/api/operation.ts';
import type { Schema } from '../../src/api/schema.ts';
import { readDescription } from '../../src/codegen/description.ts';
import { flatten } from '../../src/codegen/flatten.ts';
import { toOneDocument } from '../support/oneDocument.ts';

const description = readDescription(join(import.meta.dirname, '../../src/api/description'));
const rows: readonly Operation[] = Object.values(table).flatMap((area) => Object.values<Operation>(area));

/** Areas whose fields are described all the way down. */
const deep = [
  'incidents',
  'services',
  'schedules',
  'schedulesV3',
  'escalationPolicies',
  'users',
  'teams',
  'maintenanceWindows',
  'eventOrchestrations',
  'statusPages',
];

const undescribed = (schema: Schema, path: string): string[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, p]) => [
    // An id inside a reference says by its parent whose it is.
    ...(p.description || name === 'id' ? [] : [`${path}.${name}`]),
    ...undescribed(p, `${path}.${name}`),
  ]),
  ...[schema.items, ...(schema.anyOf ?? [])].flatMap((s) => (s ? undescribed(s, path) : [])),
];

describe('every operation of the description', () => {
  it('counts: 513 in all, and as many of each API as PagerDuty has', () => {
    const count = (test: (row: Operation) => boolean) => rows.filter(test).length;
    const retired = count((r) => r.status === 'retired');
    const under = (prefix: string) => count((r) => r.path.startsWith(prefix));
    const special = {
      slack: under('/integration-slack/'),
      teams: under('/integration-ms-teams/'),
      jiraCloud: under('/integration-jira-cloud/'),
      jiraServer: under('/integration-jira-service/'),
      scim: under('/scim/'),
    };
    assert.deepEqual(
      { all: rows.length, retired, events: count((r) => r.host === 'events'), ...special },
      { all: 513, retired: 7, events: 3, slack: 12, teams: 4, jiraCloud: 7, jiraServer: 5, scim: 10 },
    );
  });

  it('stands in valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(toOneDocument(description));
    assert.ok(result.valid, JSON.stringify(result.errors));
  });

  it('has a summary that begins with a verb and ends without a dot', () => {
    for (const row of rows) assert.match(row.summary, /^[A-Z][a-z]+,? .*[^.]$/, row.id);
  });

  it('says what the call does, not what its method suggests', () => {
    for (const row of rows) {
      if (row.method === 'GET') assert.equal(row.effect, 'read', row.id);
      if (row.method === 'DELETE') assert.equal(row.effect, 'delete', row.id);
      if (row.method === 'PUT' || row.method === 'PATCH') assert.notEqual(row.effect, 'read', row.id);
      if (/^\/analytics\/|preview$|\/render$|\/enrichment\/query$/.test(row.path))
        assert.equal(row.effect, 'read', row.id);
      if (row.effect === 'read') assert.ok(!row.pages, row.id);
    }
  });

  it('marks what may page or message people', () => {
    const paging = new Set(rows.filter((r) => r.pages).map((r) => r.id));
    for (const id of [
      'createIncident',
      'updateIncident',
      'updateIncidents',
      'createIncidentResponderRequest',
      'createIncidentStatusUpdate',
      'startIncidentWorkflow',
      'sendEventV2',
      'sendEventV1',
      'createStatusPagePost',
      'createStatusPagePostUpdate',
    ])
      assert.ok(paging.has(id), id);
    for (const id of ['createIncidentNote', 'mergeIncidents', 'snoozeIncident', 'sendChangeEvent', 'updateService'])
      assert.ok(!paging.has(id), id);
  });

  it('names areas that are there', () => {
    assert.deepEqual(Object.keys(areas).sort(), Object.keys(table).sort());
    for (const [area, { title, description: text }] of Object.entries(areas))
      assert.ok(title && /\.$/.test(text), area);
  });

  it('has fields described all the way down where responders work', () => {
    const bare = description.entries
      .filter((e) => deep.includes(e.area))
      .flatMap((e) => undescribed(flatten(description, e).input, e.operation.operationId));
    assert.deepEqual(bare, []);
  });

  it('reaches the web app and the Events API without a token only', () => {
    for (const row of rows)
      if (row.host === 'app') assert.ok(row.headers?.includes('x-pagerduty-jira-signature'), row.id);
  });

  it('keeps keys and signatures in the secret column', () => {
    for (const row of rows) {
      const fields = [...(row.body?.fields ?? []), ...(row.headers ?? [])];
      for (const name of fields)
        if (
          /^(routing_key|service_key|integration_key|x-pagerduty-jira-signature|client_secret|secrets?|password)$/.test(
            name,
          )
        )
          assert.ok(row.secret?.includes(name), `${row.id} ${name}`);
    }
  });
});
