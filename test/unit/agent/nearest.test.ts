import assert from 'node:assert/strict';
import { nearest } from '../../../src/agent/nearest.ts';

const names = ['team_ids', 'service_ids', 'since', 'until', 'include'];

describe('nearest', () => {
  for (const [typed, meant] of [
    ['team_id', 'team_ids'],
    ['teams', 'team_ids'],
    ['serviceIds', 'service_ids'],
    ['sicne', 'since'],
    ['includes', 'include'],
    ['colour', undefined],
    ['x', undefined],
  ] as const)
    it(`${typed} is ${meant}`, () => assert.equal(nearest(typed, names), meant));

  it('takes a whole name before a part of another', () => {
    assert.equal(nearest('list_incident', ['list_incident_alerts', 'list_incidents']), 'list_incidents');
  });

  it('gives nothing where there is nothing', () => {
    assert.equal(nearest('a', []), undefined);
    assert.equal(nearest('', names), undefined);
  });
});
