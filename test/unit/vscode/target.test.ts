import assert from 'node:assert/strict';
import type { Incident } from '../../../src/domain/incident.ts';
import { toAskedIds, toCalledOn } from '../../../src/vscode/acts/target.ts';

const open = { id: 'P1', status: 'triggered' } as Incident; // Nothing else of it is looked at.
const page = { incidentId: 'P1', incident: open, isAssumed: true } as const;

describe('What a command is called on', () => {
  it('is the page in the active tab where nothing was named and the command takes it', () => {
    const idsOf = (row: unknown) => toAskedIds(() => [], 'incident', row, undefined);
    assert.deepEqual(idsOf(toCalledOn(page)), ['P1']);
    assert.deepEqual(idsOf(toCalledOn(page, ({ status }) => status === 'triggered')), ['P1']);
    assert.equal(idsOf(toCalledOn(page, ({ status }) => status === 'resolved')), undefined);
    assert.equal(idsOf(toCalledOn({ incidentId: 'P1', isAssumed: true })), undefined, 'not known yet');
  });

  it('is what was named, also where the command does not take it', () => {
    const { isAssumed: _, ...named } = page;
    for (const row of ['P1', ['P1'], named])
      assert.equal(
        toCalledOn(row, () => false),
        row,
      );
    assert.equal(toCalledOn(undefined), undefined);
  });
});
