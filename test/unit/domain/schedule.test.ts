import assert from 'node:assert/strict';
import { parseSchedule, parseShifts, toGaps } from '../../../src/domain/schedule.ts';
import { minutesAgo, noon } from '../../support/fakeAccount.ts';

const hour = 3_600_000;
const at = (start: number, end: number) => ({ start: noon + start * hour, end: noon + end * hour });
const gaps = (...shifts: ReturnType<typeof at>[]): readonly (readonly number[])[] =>
  toGaps(shifts, noon, noon + 10 * hour).map(({ start, end }) => [(start - noon) / hour, (end - noon) / hour]);

describe('the gaps of a schedule', () => {
  it('are what no shift covers', () => {
    assert.deepEqual(gaps(), [[0, 10]]);
    assert.deepEqual(gaps(at(-5, 20)), []);
    assert.deepEqual(gaps(at(0, 4), at(4, 10)), []);
    assert.deepEqual(gaps(at(1, 4), at(6, 9)), [
      [0, 1],
      [4, 6],
      [9, 10],
    ]);
  });

  it('take shifts in any order, and shifts that overlap or lie within each other', () => {
    assert.deepEqual(gaps(at(5, 10), at(0, 3)), [[3, 5]]);
    assert.deepEqual(gaps(at(0, 8), at(1, 2), at(7, 9)), [[9, 10]]);
  });

  it('lie in the range that was asked for', () => {
    assert.deepEqual(gaps(at(-4, -1), at(2, 3), at(11, 12)), [
      [0, 2],
      [3, 10],
    ]);
    assert.deepEqual(gaps(at(10, 12)), [[0, 10]]);
  });

  it('are no handoffs that miss each other by seconds', () => {
    assert.deepEqual(gaps(at(0, 5), at(5 + 30 / 3600, 10)), []);
  });
});

describe('a schedule', () => {
  const raw = (value: unknown): Parameters<typeof parseSchedule>[0] => value as Parameters<typeof parseSchedule>[0];

  it('is taken with nulls and holes', () => {
    for (const nothing of [undefined, null, {}, { id: '' }]) assert.equal(parseSchedule(raw(nothing)), undefined);
    assert.deepEqual(parseSchedule(raw({ id: 'PS', name: null, escalation_policies: [null], time_zone: null })), {
      id: 'PS',
      kind: 'layers',
      name: 'PS',
      description: undefined,
      timeZone: undefined,
      escalationPolicies: [],
      teams: [],
      url: undefined,
    });
  });

  it('gives its shifts in order, without those that make no sense', () => {
    const user = { id: 'PADA', summary: 'Ada' };
    const entries = [
      { user, start: minutesAgo(-60), end: minutesAgo(-120) },
      { user, start: minutesAgo(60), end: minutesAgo(-60) },
      { user: null, start: minutesAgo(60), end: minutesAgo(-60) },
      { user, start: minutesAgo(0), end: minutesAgo(0) },
      { user, start: 'soon', end: minutesAgo(0) },
    ];
    const shifts = parseShifts(raw({ id: 'PS', final_schedule: { rendered_schedule_entries: entries } }));
    assert.deepEqual(
      shifts.map(({ start, end }) => [(start - noon) / hour, (end - noon) / hour]),
      [
        [-1, 1],
        [1, 2],
      ],
    );
    assert.deepEqual(parseShifts(raw({ id: 'PS' })), []);
  });
});
