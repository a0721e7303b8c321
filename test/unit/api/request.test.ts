import assert from 'node:assert/strict';
import { table } from '../../../src/api/generated/table.ts';
import { toRequest } from '../../../src/api/request.ts';

describe('toRequest', () => {
  it('fills path slots and repeats array parameters', () => {
    const request = toRequest(table.incidents.listIncidents, {
      statuses: ['triggered', 'acknowledged'],
      limit: 5,
      since: undefined,
    });
    assert.equal(request.path, '/incidents');
    assert.deepEqual(request.query, [
      ['limit', '5'],
      ['statuses[]', 'triggered'],
      ['statuses[]', 'acknowledged'],
    ]);
    assert.equal('body' in request, false);
  });

  it('joins comma lists', () => {
    const request = toRequest(table.incidents.listIncidents, { sort_by: ['incident_number:desc', 'created_at:asc'] });
    assert.deepEqual(request.query, [['sort_by', 'incident_number:desc,created_at:asc']]);
  });

  it('puts on wrapper and constants, also inside arrays and references', () => {
    const created = toRequest(table.incidents.createIncident, {
      title: 'DB down',
      service: { id: 'PSVC' },
      assignments: [{ assignee: { id: 'PUSR' } }],
    });
    assert.deepEqual(created.body, {
      incident: {
        title: 'DB down',
        service: { id: 'PSVC', type: 'service_reference' },
        assignments: [{ assignee: { id: 'PUSR', type: 'user_reference' } }],
        type: 'incident',
      },
    });
    const many = toRequest(table.incidents.updateIncidents, {
      incidents: [
        { id: 'P1', status: 'resolved' },
        { id: 'P2', type: 'incident_reference' },
      ],
    });
    assert.deepEqual(many.body, {
      incidents: [
        { id: 'P1', status: 'resolved', type: 'incident' },
        { id: 'P2', type: 'incident_reference' },
      ],
    });
  });

  it('escapes path values', () => {
    assert.equal(toRequest(table.abilities.getAbility, { id: 'a b%2f?#é' }).path, '/abilities/a%20b%252f%3F%23%C3%A9');
  });

  for (const id of ['', ' ', '.', '..', 'a/b', '../services', 'a\\b', 'a\nb', undefined, null, {}])
    it(`refuses the path value ${JSON.stringify(id)}`, () => {
      assert.throws(() => toRequest(table.services.deleteService, { id }), {
        name: 'ApiError',
        kind: 'refused',
        operationId: 'deleteService',
      });
    });

  it('sends fields of header parameters as headers', () => {
    const request = toRequest(table.jiraServer.listJiraServerRules, { 'x-pagerduty-jira-signature': 's', limit: 2 });
    assert.deepEqual(request.headers, { 'x-pagerduty-jira-signature': 's' });
  });

  it('sends files as a form', () => {
    const request = toRequest(table.enrichmentSchemas.uploadEnrichmentCsv, { schema_id: 'S', file: 'host,owner' });
    assert.ok(request.body instanceof FormData);
    assert.equal((request.body.get('file') as File).name, 'file.csv');
  });
});
