import { isFields } from '../fields.ts';
import { type Found, findOne, findUser } from './find.ts';
import { readShifts } from './shifts.ts';
import { PartFailure, type RunTask, type TaskContext, textOf } from './task.ts';
import { nameOf, span, when } from './text.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** How far ahead the end of a shift is looked for, in milliseconds. */
const longestShift = 14 * 86_400_000;

/** When the shift under way at a time ends; throws a PartFailure where nobody has one, or its end is not known. */
const endOfShift = async (context: TaskContext, schedule: Found, time: number): Promise<number> => {
  const range = { start: time, end: time + longestShift };
  const current = (await readShifts(context, schedule, range)).filter(({ start }) => start <= time);
  const end = Math.min(...current.flatMap((shift) => (shift.end > time ? [shift.end] : [])));
  if (Number.isFinite(end) && end < range.end) return end;
  throw new PartFailure(
    `No shift of ${nameOf(schedule)} is known to end after ${when(time)}; say when it ends with \`until\`.`,
  );
};

const iso = (time: number): string => new Date(time).toISOString();

/** An override on a layer-based schedule. */
const overrideLayers = async (context: TaskContext, schedule: Found, user: Found, range: Range): Promise<void> => {
  const answer = await context.call('createScheduleOverride', {
    id: schedule.id,
    overrides: [{ start: iso(range.start), end: iso(range.end), user: { id: user.id } }],
  });
  const [result] = Array.isArray(answer) ? answer : [];
  if (!isFields(result) || typeof result.status !== 'number' || result.status < 300) return;
  throw new PartFailure(`PagerDuty did not make the override (${result.status}); check its times and the schedule.`);
};

/** Overrides on a rotation-based schedule: one for each shift of somebody else that lies in the range. */
const overrideRotations = async (context: TaskContext, schedule: Found, user: Found, range: Range): Promise<void> => {
  const planned = await readShifts(context, schedule, range);
  const shifts = planned.flatMap(({ userId, source, ...shift }) => {
    const [from, to] = [Math.max(shift.start, range.start), Math.min(shift.end, range.end)];
    if (from >= to || userId === user.id || !source || Object.keys(source).length === 0) return [];
    return [
      {
        ...source,
        start_time: iso(from),
        end_time: iso(to),
        overridden_member: userId === undefined ? { type: 'empty_member' } : { type: 'user_member', user_id: userId },
        overriding_member: { type: 'user_member', user_id: user.id },
      },
    ];
  });
  if (shifts.length === 0)
    throw new PartFailure(
      `${nameOf(schedule)} has no shift of somebody else between ${when(range.start)} and ${when(range.end)} that could be taken.`,
    );
  await context.call('createScheduleOverridesV3', { id: schedule.id, overrides: shifts });
};

/** Puts me, or somebody else, on call on a schedule for a while. */
export const takeShift: RunTask = async (context, args) => {
  const [schedule, user] = await Promise.all([
    findOne(context, String(args.schedule).trim(), ['schedule', 'schedule_v3']),
    findUser(context, textOf(args.user)),
  ]);
  const start = args.from === undefined ? context.now() : Date.parse(String(args.from));
  const end = args.until === undefined ? await endOfShift(context, schedule, start) : Date.parse(String(args.until));
  if (end <= start) throw new PartFailure('`until` must be after `from`.');
  const override = schedule.kind === 'schedule' ? overrideLayers : overrideRotations;
  await override(context, schedule, user, { start, end });
  return {
    text: `${nameOf(user)} (${user.id}) is on call on ${nameOf(schedule)} (${schedule.id}) from ${when(start)} to ${when(end)}, ${span(end - start)}.`,
  };
};
