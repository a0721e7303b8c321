import { parseShifts } from '../../domain/schedule.ts';
import type { Found } from './find.ts';
import { objectOf, rowsOf, type TaskContext } from './task.ts';

/** A shift as the schedule itself has it. Times are milliseconds since 1970. */
export interface PlannedShift {
  /** Undefined where nobody has it. */
  readonly userId: string | undefined;
  readonly start: number;
  readonly end: number;
  /** What an override of a rotation-based schedule must name. */
  readonly source?: { readonly rotation_id?: string; readonly custom_shift_id?: string };
}

interface ApiShift {
  readonly start_time?: string;
  readonly end_time?: string;
  readonly member?: { readonly user_id?: string } | null;
  readonly source?: { readonly rotation_id?: string; readonly shift_id?: string } | null;
}

const toPlanned = ({ start_time: start, end_time: end, member, source }: ApiShift): PlannedShift => ({
  userId: member?.user_id,
  start: Date.parse(start ?? ''),
  end: Date.parse(end ?? ''),
  source: source?.rotation_id
    ? { rotation_id: source.rotation_id }
    : source?.shift_id
      ? { custom_shift_id: source.shift_id }
      : {},
});

/** Shifts of a schedule of either kind that touch a range, soonest first; the first and last may be cut to it. */
export const readShifts = async (
  context: TaskContext,
  { kind, id }: Found,
  range: { readonly start: number; readonly end: number },
): Promise<readonly PlannedShift[]> => {
  const input = { id, since: new Date(range.start).toISOString(), until: new Date(range.end).toISOString() };
  if (kind !== 'schedule_v3') {
    const schedule = objectOf<NonNullable<Parameters<typeof parseShifts>[0]>>(
      await context.call('getSchedule', { ...input, overflow: true }),
      'schedule',
    );
    return parseShifts(schedule).map(({ user, start, end }) => ({ userId: user.id, start, end }));
  }
  const answer = await context.call('getScheduleV3', { ...input, include: ['final_schedule'], overflow: true });
  const schedule = objectOf<{ readonly final_schedule?: unknown }>(answer, 'schedule');
  return rowsOf<ApiShift>(schedule?.final_schedule, 'computed_shift_assignments')
    .map(toPlanned)
    .filter(({ start, end }) => end > start)
    .toSorted((a, b) => a.start - b.start);
};
