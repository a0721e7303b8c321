import assert from 'node:assert/strict';
import type { IncidentNews, News } from '../../../src/domain/changes.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { toNewsKey } from '../../../src/domain/newsKey.ts';
import { noon } from '../../support/fakeAccount.ts';
import { sampleIncidents, toRows } from '../../support/viewStates.ts';

const incident = toRows(sampleIncidents).get('P12') ?? assert.fail('P12');
const key = (kind: IncidentNews['kind'], fields: Partial<Incident> = {}, before?: Incident): string =>
  toNewsKey({ kind, incident: { ...incident, ...fields }, before });

describe('the key of news', () => {
  it('is the same where windows saw the same, whatever they knew before', () => {
    assert.equal(key('assigned'), key('escalated', {}, incident));
    assert.equal(key('followed', { updatedAt: noon }, incident), key('followed', { updatedAt: noon + 1 }));
  });

  it('is another where something else is to be told', () => {
    const keys = [
      key('assigned'),
      key('assigned', { statusChangedAt: noon + 1 }),
      key('assigned', { id: 'P99' }),
      key('stale'),
      key('stale', { acknowledgedAt: noon + 1 }),
      key('followed'),
      key('followed', { status: 'resolved' }),
      key('followed', { urgency: 'low' }),
      key('followed', { priority: 'P5' }),
      key('followed', { title: 'Renamed' }),
      key('followed', { assignees: [] }),
      key('followed', { service: undefined }),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });

  it('names the shifts in any order', () => {
    const shift = (id: string, start: number) => ({
      user: { id: 'PADA', name: 'Ada', url: undefined },
      escalationPolicy: { id: 'PEP', name: 'Payments', url: undefined },
      level: 1,
      schedule: { id, name: id, url: undefined },
      start,
      end: undefined,
    });
    const shifts = (what: 'began' | 'ended', ...ids: readonly string[]): News => ({
      kind: 'shifts',
      what,
      onCalls: ids.map((id) => shift(id, noon)),
    });
    assert.equal(toNewsKey(shifts('began', 'PA', 'PB')), toNewsKey(shifts('began', 'PB', 'PA')));
    assert.notEqual(toNewsKey(shifts('began', 'PA')), toNewsKey(shifts('ended', 'PA')));
    assert.notEqual(toNewsKey(shifts('began', 'PA')), toNewsKey(shifts('began', 'PA', 'PB')));
  });
});
