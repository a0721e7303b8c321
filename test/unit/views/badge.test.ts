import assert from 'node:assert/strict';
import type { Badge, Pending } from '../../../src/store/incidentState.ts';
import { countForBadge, incidentNodes } from '../../../src/views/incidentNodes.ts';
import { assertGolden, render } from '../../support/golden.ts';
import { failure, incidentState, moment, sampleIncidents, toRows } from '../../support/viewStates.ts';

const badge: Badge = { query: 'P1 only', incidents: toRows(sampleIncidents), more: false };

describe('the number on the icon', () => {
  it('counts mine unless a query is bound to it', () => {
    assert.deepEqual(countForBadge(incidentState()), { value: 1, tooltip: '1 triggered incident is assigned to you' });
    assert.deepEqual(countForBadge(incidentState({ badge })), { value: 4, tooltip: '4 in “P1 only”' });
    const pending = new Map<string, Pending>([['P12', { status: 'resolved', notes: [] }]]);
    assert.equal(countForBadge(incidentState({ badge, pending })).value, 3);
  });

  it('says that there may be more, and why it could not be counted anew', () => {
    const tooltip = (fields: Partial<Badge>) =>
      countForBadge(incidentState({ badge: { ...badge, ...fields } })).tooltip;
    assert.equal(tooltip({ more: true }), 'At least 4 in “P1 only”');
    assert.equal(tooltip({ failure }), `4 in “P1 only” when it was last counted: ${failure.message}`);
  });

  it('has a row in its place where nothing was counted ever', () => {
    const nodes = (fields: Partial<Badge>) =>
      incidentNodes(incidentState({ badge: { ...badge, failure, ...fields } }), moment);
    assertGolden('incidents/uncounted.txt', render(nodes({ incidents: new Map() }).slice(0, 1)));
    assert.ok(!nodes({}).some(({ id }) => id === 'incidents/badge/failed'));
  });
});
