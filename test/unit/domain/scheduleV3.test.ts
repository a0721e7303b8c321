import assert from 'node:assert/strict';
import { type Assigned, parseAssigned, parseScheduleV3, toCover, toShifts } from '../../../src/domain/scheduleV3.ts';

const hour = 3_600_000;
const ada = { id: 'PADA', name: 'Ada Lovelace', url: undefined };
const rotation = { rotation_id: 'R1', custom_shift_id: undefined, override_id: undefined };
const row = (userId: string | undefined, start: number, end: number): Assigned => ({
  userId,
  start: start * hour,
  end: end * hour,
  source: rotation,
});
const cover = (rows: readonly Assigned[], insteadId: string | undefined, start: number, end: number) => {
  const { replaced, added } = toCover(rows, { userId: 'PADA', insteadId, start: start * hour, end: end * hour });
  const show = ({ start: from, end: to }: { readonly start: number; readonly end: number }) =>
    `${from / hour}-${to / hour}`;
  return `${replaced.map((one) => `${one.userId} ${show(one)}`).join(', ')} + ${added.map(show).join(', ')}`;
};

describe('a rotation-based schedule', () => {
  it('is read from a list by id and name, with nothing said of what lists leave out', () => {
    const found = parseScheduleV3({ id: 'PS3', type: 'schedule_v3_reference', summary: 'Release Nights' });
    assert.deepEqual([found?.kind, found?.name, found?.escalationPolicies], ['rotations', 'Release Nights', undefined]);
    assert.equal(parseScheduleV3(undefined), undefined);
  });

  it('gives assignments with their sources, soonest first, and leaves out what has no time', () => {
    const assigned = parseAssigned({
      final_schedule: {
        computed_shift_assignments: [
          {
            start_time: '2026-03-02T12:00:00Z',
            end_time: '2026-03-02T13:00:00Z',
            member: { type: 'empty_member' },
            source: {},
          },
          {
            start_time: '2026-03-02T10:00:00Z',
            end_time: '2026-03-02T12:00:00Z',
            member: { type: 'user_member', user_id: 'PADA' },
            source: { type: 'custom_shift', shift_id: 'S1' },
          },
          { start_time: 'soon', end_time: '2026-03-02T13:00:00Z' },
        ],
      },
    } as unknown as Parameters<typeof parseAssigned>[0]);
    assert.deepEqual(
      assigned.map(({ userId, source }) => [userId, source.custom_shift_id]),
      [
        ['PADA', 'S1'],
        [undefined, undefined],
      ],
    );
    assert.deepEqual(parseAssigned(undefined), []);
  });

  it('joins neighbouring shifts of one person, and names whom it knows', () => {
    const shifts = toShifts([row('PADA', 0, 4), row('PBO', 0, 2), row('PADA', 4, 6), row(undefined, 6, 8)], [ada]);
    assert.deepEqual(
      shifts.map(({ user, start, end }) => [user.name, start / hour, end / hour]),
      [
        ['Ada Lovelace', 0, 6],
        ['PBO', 0, 2],
      ],
    );
  });

  it('is covered by replacing whoever is meant, cut to the time, and by adding where nobody is', () => {
    const rows = [row('PBO', 0, 4), row('PCY', 4, 8), row(undefined, 8, 10)];
    assert.equal(cover(rows, 'PBO', 1, 3), 'PBO 1-3 + ');
    assert.equal(cover(rows, 'PBO', 2, 6), 'PBO 2-4 + ');
    assert.equal(cover(rows, undefined, 2, 12), 'PBO 2-4, PCY 4-8, undefined 8-10 + 10-12');
    assert.equal(cover(rows, 'PNOBODY', 2, 6), 'PBO 2-4, PCY 4-6 + ');
    assert.equal(cover([row('PADA', 0, 4)], undefined, 0, 5), ' + 4-5');
    assert.equal(cover([], undefined, 0, 1), ' + 0-1');
  });
});
