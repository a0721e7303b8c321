import assert from 'node:assert/strict';
import { table } from '../../../src/api/generated/table.ts';
import { pagesPeople } from '../../../src/api/pagesPeople.ts';

const { createIncident, updateIncident, updateIncidents, createIncidentNote } = table.incidents;

describe('pagesPeople', () => {
  it('is true for calls that always page, false for those that never do', () => {
    assert.equal(pagesPeople(createIncident, {}), true);
    assert.equal(pagesPeople(createIncidentNote, { id: 'P', content: 'c' }), false);
  });

  it('looks at the input where only some of it pages', () => {
    assert.equal(pagesPeople(updateIncident, { id: 'P', status: 'acknowledged' }), false);
    assert.equal(pagesPeople(updateIncident, { id: 'P', status: 'triggered' }), true);
    assert.equal(pagesPeople(updateIncident, { id: 'P', escalation_level: 2 }), true);
  });

  it('looks into arrays', () => {
    const incidents = [{ id: 'P1', status: 'resolved' }];
    assert.equal(pagesPeople(updateIncidents, { incidents }), false);
    assert.equal(pagesPeople(updateIncidents, { incidents: [...incidents, { id: 'P2', assignments: [] }] }), true);
    assert.equal(pagesPeople(updateIncidents, {}), false);
  });

  it('knows an event that triggers from one that resolves', () => {
    assert.equal(pagesPeople(table.events.sendEventV2, { event_action: 'trigger' }), true);
    assert.equal(pagesPeople(table.events.sendEventV2, { event_action: 'resolve' }), false);
  });
});
