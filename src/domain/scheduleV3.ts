import type { ScheduleResponse, V3ScheduleReference } from '../api/generated/operations.ts';
import { toLine } from '../util/cleanText.ts';
import { parseReferences, parseUrl, type Reference } from './reference.ts';
import { type Gap, type Schedule, type Shift, toGaps } from './schedule.ts';
import { parseTime } from './time.ts';

type ApiSchedule = ScheduleResponse['schedule'];

/** A time in a rotation-based schedule that somebody, or nobody, is meant for. Times are milliseconds since 1970. */
export interface Assigned extends Gap {
  /** Undefined where the schedule says that nobody is on call. */
  readonly userId: string | undefined;
  /** What it comes from; an override of one of the two says only its own id. */
  readonly source: {
    readonly rotation_id?: string | undefined;
    readonly custom_shift_id?: string | undefined;
    readonly override_id?: string | undefined;
  };
}

/** Takes a rotation-based schedule as lists give it; gives undefined where it has no id. */
export const parseScheduleV3 = (api: V3ScheduleReference | null | undefined): Schedule | undefined => {
  if (!api?.id) return undefined;
  return {
    id: api.id,
    kind: 'rotations',
    name: toLine(api.summary ?? '') || api.id,
    description: undefined,
    timeZone: undefined,
    escalationPolicies: undefined,
    teams: [],
    url: parseUrl(api.html_url),
  };
};

/** Takes a rotation-based schedule that was computed for a range; gives its assignments, soonest first. */
export const parseAssigned = (api: ApiSchedule | undefined): readonly Assigned[] =>
  (api?.final_schedule?.computed_shift_assignments ?? [])
    .flatMap(({ start_time, end_time, member, source }): readonly Assigned[] => {
      const start = parseTime(start_time);
      const end = parseTime(end_time);
      if (start === undefined || end === undefined || end <= start) return [];
      const userId = member?.type === 'user_member' ? member.user_id : undefined;
      const { rotation_id, shift_id, override_id } = source ?? {};
      return [{ start, end, userId, source: { rotation_id, custom_shift_id: shift_id, override_id } }];
    })
    .sort((a, b) => a.start - b.start);

/** Takes the people whom a rotation-based schedule names; whoever only covers for somebody is not among them. */
export const parseMembers = (api: ApiSchedule | undefined): readonly Reference[] => parseReferences(api?.users);

/** Takes assignments and the people in them; gives shifts, with neighbours of one person joined. */
export const toShifts = (assigned: readonly Assigned[], people: readonly Reference[]): readonly Shift[] => {
  const users = new Map(people.map((user) => [user.id, user]));
  const toUser = (id: string): Reference => users.get(id) ?? { id, name: id, url: undefined };
  const shifts: Shift[] = [];
  for (const { userId, start, end } of assigned) {
    if (userId === undefined) continue;
    const place = shifts.findLastIndex((shift) => shift.user.id === userId && shift.end >= start);
    const before = shifts[place];
    if (before) shifts[place] = { ...before, end: Math.max(before.end, end) };
    else shifts.push({ user: toUser(userId), start, end });
  }
  return shifts;
};

/** What must be made so that somebody is on call for a time: assignments that are replaced, and times that are added. */
export interface Cover {
  readonly replaced: readonly Assigned[];
  readonly added: readonly Gap[];
}

/**
 * Takes the assignments of a time and who shall be on call then in whose place; gives what to replace, cut to that
 * time, and what to add. Without `insteadId`, or where that person has no shift then, everybody is replaced.
 */
export const toCover = (
  assigned: readonly Assigned[],
  { userId, insteadId, start, end }: Gap & { readonly userId: string; readonly insteadId: string | undefined },
): Cover => {
  const within = assigned
    .filter((row) => row.end > start && row.start < end)
    .map((row) => ({ ...row, start: Math.max(row.start, start), end: Math.min(row.end, end) }));
  const theirs = within.filter((row) => row.userId === insteadId);
  const replaced = (insteadId !== undefined && theirs.length > 0 ? theirs : within).filter(
    (row) => row.userId !== userId,
  );
  return { replaced, added: toGaps(within, start, end) };
};
