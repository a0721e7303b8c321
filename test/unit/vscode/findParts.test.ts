import assert from 'node:assert/strict';
import type { Incident } from '../../../src/domain/incident.ts';
import type { IncidentState } from '../../../src/store/incidentState.ts';
import { type FoundParts, findParts, toPartsProblem } from '../../../src/vscode/acts/findParts.ts';

const toRows = (...ids: readonly string[]) => ({ rows: ids.map((id) => ({ id })) });

const details = new Map([
  ['P1', { alerts: toRows('A1', 'A2'), notes: toRows('N1', 'N2') }],
  ['P2', { alerts: toRows('A3'), notes: toRows('N3') }],
]) as unknown as IncidentState['details']; // Nothing else of the details is looked at.

const find = (id: string): Incident | undefined => (id === 'gone' ? undefined : ({ id } as Incident));

const toTexts = (found: FoundParts<'alerts' | 'notes'> | undefined) =>
  found?.map(({ incident, parts }) => `${incident.id}: ${parts.map(({ id }) => id).join(' ')}`);

describe('Parts of incidents that a command was called on', () => {
  const alerts = (...ids: readonly string[]) => findParts({ details }, 'alerts', ids, find) ?? assert.fail('None.');
  const notes = (...ids: readonly string[]) => findParts({ details }, 'notes', ids, find) ?? assert.fail('None.');

  it('are found for each incident that they belong to', () => {
    assert.deepEqual(toTexts(alerts('A1', 'A3', 'N1')), ['P1: A1', 'P2: A3']);
    assert.deepEqual(toTexts(notes('N2', 'N1')), ['P1: N1 N2']);
    assert.equal(findParts({ details }, 'alerts', ['A9'], find), undefined);
  });

  it('are refused with what to do where an act does not take so many', () => {
    const resolve = { kind: 'alerts', takesMany: 'ofSeveral' } as const;
    const move = { kind: 'alerts', takesMany: 'ofOne' } as const;
    const edit = { kind: 'notes' } as const;
    assert.equal(toPartsProblem(resolve, alerts('A1', 'A3')), undefined);
    assert.equal(toPartsProblem(move, alerts('A1', 'A2')), undefined);
    assert.match(toPartsProblem(move, alerts('A1', 'A3')) ?? '', /select those of one incident/);
    assert.equal(toPartsProblem(edit, notes('N3')), undefined);
    for (const several of [notes('N1', 'N2'), notes('N1', 'N3')])
      assert.match(toPartsProblem(edit, several) ?? '', /select one of them/);
  });
});
