import type { Reference } from '../domain/reference.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { OnCallState } from '../store/onCallState.ts';
import type { Node } from './node.ts';
import { toOnCallKey } from './onCallNodes.ts';

/** A shift that somebody else can take. Times are milliseconds since 1970. */
export interface Takeable {
  readonly schedule: Reference & Partial<Pick<Schedule, 'kind'>>;
  /** Who has it; undefined in a gap. */
  readonly instead: Reference | undefined;
  readonly start: number | undefined;
  readonly end: number | undefined;
}

const toGapTimes = (id: string, now: number, state: OnCallState, scheduleId: string) => {
  const [, from = ''] = /\/gap:(\w+)(?::|$)/.exec(id) ?? [];
  const start = from === 'now' ? now : Number(from);
  const shifts = state.weeks.get(scheduleId)?.shifts ?? [];
  const next = shifts.filter((shift) => shift.start > start).map((shift) => shift.start);
  return { start, end: next.length > 0 ? Math.min(...next) : (state.weeks.get(scheduleId)?.until ?? start) };
};

/** Takes a row of the on-call view; gives the shift that it stands for, undefined where it stands for none. */
export const toTakeable = (state: OnCallState, { id }: Pick<Node, 'id'>, now: number): Takeable | undefined => {
  const [, scheduleId] = /^schedule:([^/]+)/.exec(id) ?? [];
  const schedule = scheduleId === undefined ? undefined : state.schedules?.get(scheduleId);
  if (schedule && scheduleId !== undefined) {
    const { id: of, kind, name, url } = schedule;
    const about = { id: of, kind, name, url };
    if (id.includes('/gap:')) return { schedule: about, instead: undefined, ...toGapTimes(id, now, state, scheduleId) };
    const shift = state.weeks
      .get(scheduleId)
      ?.shifts.find(({ user, start }) => id.endsWith(`/shift:${user.id}:${start}`));
    return { schedule: about, instead: shift?.user, start: shift?.start, end: shift?.end };
  }
  const [, key] = /^onCall(?:\/me)?:(.+)$/.exec(id) ?? [];
  const onCall = state.onCalls.find((row) => key !== undefined && toOnCallKey(row) === key);
  const mine = state.shifts.find((row) => id === `shift:${[row.schedule?.id, row.start, row.end].join(':')}`);
  const found = onCall ?? mine;
  return found?.schedule && { schedule: found.schedule, instead: found.user, start: found.start, end: found.end };
};
