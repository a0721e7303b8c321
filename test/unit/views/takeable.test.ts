import assert from 'node:assert/strict';
import type { OnCall } from '../../../src/domain/onCall.ts';
import type { OnCallState } from '../../../src/store/onCallState.ts';
import type { Node } from '../../../src/views/node.ts';
import { onCallNodes } from '../../../src/views/onCallNodes.ts';
import { toTakeable } from '../../../src/views/takeable.ts';
import { ada, noon } from '../../support/fakeAccount.ts';
import { moment, onCallState } from '../../support/viewStates.ts';

const hour = 3_600_000;
const named = (id: string) => ({ id, name: id, url: undefined });
const me = named(ada.id);
const rota = { ...named('PROTA'), kind: 'layers' as const, description: undefined, timeZone: undefined, teams: [] };
const onCall = (user: typeof me, schedule: typeof me | undefined, start: number, end: number): OnCall => ({
  user,
  escalationPolicy: named('PEP'),
  level: 1,
  schedule,
  start: noon + start * hour,
  end: noon + end * hour,
});

const state = (grouping: 'policy' | 'schedule'): OnCallState =>
  onCallState({
    load: { kind: 'loaded', at: noon },
    choices: { grouping },
    me: ada,
    onCalls: [onCall(me, named('PROTA'), -1, 2), onCall(named('PBO'), undefined, -1, 2)],
    shifts: [onCall(me, named('PROTA'), 24, 30)],
    schedules: new Map([[rota.id, { ...rota, escalationPolicies: [named('PEP')] }]]),
    weeks: new Map([
      [
        rota.id,
        {
          kind: 'loaded',
          since: noon,
          until: noon + 168 * hour,
          shifts: [
            { user: me, start: noon - hour, end: noon + 2 * hour },
            { user: named('PBO'), start: noon + 4 * hour, end: noon + 160 * hour },
          ],
        },
      ],
    ]),
  });

const flat = (nodes: readonly Node[]): readonly Node[] => nodes.flatMap((node) => [node, ...flat(node.children ?? [])]);

/** `label: schedule, whose, from, to` in hours from now, of each row that can be taken. */
const takeable = (grouping: 'policy' | 'schedule'): readonly string[] =>
  flat(onCallNodes(state(grouping), moment)).flatMap((node) => {
    const found = toTakeable(state(grouping), node, noon);
    const hours = (time: number | undefined): string => `${time === undefined ? '?' : (time - noon) / hour}`;
    if (found?.end === undefined) return [];
    return [`${node.context}: ${found.schedule.name} ${found.instead?.name} ${hours(found.start)} ${hours(found.end)}`];
  });

describe('shifts that can be taken', () => {
  it('are those behind the rows of policies and of my shifts', () => {
    assert.deepEqual(takeable('policy'), [
      'onCall scheduled: PROTA PADA -1 2',
      'shift: PROTA PADA 24 30',
      'onCall scheduled: PROTA PADA -1 2',
    ]);
  });

  it('are those behind the rows of a schedule, with its gaps', () => {
    assert.deepEqual(takeable('schedule').slice(2), [
      'shift: PROTA PADA -1 2',
      'gap: PROTA undefined 2 4',
      'shift: PROTA PBO 4 160',
      'gap: PROTA undefined 160 168',
    ]);
  });

  it('are none where a policy names the person itself', () => {
    const [row] = flat(onCallNodes(state('policy'), moment)).filter(({ label }) => label === '1. PBO');
    assert.equal(row?.context, 'onCall');
    assert.equal(toTakeable(state('policy'), row ?? assert.fail(), noon), undefined);
  });
});
