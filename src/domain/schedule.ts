import type { Schedule as ApiSchedule } from '../api/generated/operations.ts';
import { toLine } from '../util/cleanText.ts';
import { parseReference, parseReferences, parseUrl, type Reference } from './reference.ts';
import { parseTime } from './time.ts';

/** What people see of a schedule. */
export interface Schedule {
  readonly id: string;
  /** How it is made, which decides by which calls it is read and overridden. */
  readonly kind: 'layers' | 'rotations';
  readonly name: string;
  readonly description: string | undefined;
  readonly timeZone: string | undefined;
  /** Policies that notify whoever it has on call; without one nobody is notified through it. Undefined: not known. */
  readonly escalationPolicies: readonly Reference[] | undefined;
  readonly teams: readonly Reference[];
  readonly url: string | undefined;
}

/** A time in which somebody is on call. Times are milliseconds since 1970. */
export interface Shift {
  readonly user: Reference;
  readonly start: number;
  readonly end: number;
}

/** A time in which nobody is on call. Times are milliseconds since 1970. */
export interface Gap {
  readonly start: number;
  readonly end: number;
}

/** Takes a schedule as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parseSchedule = (api: ApiSchedule | null | undefined): Schedule | undefined => {
  if (!api?.id) return undefined;
  return {
    id: api.id,
    kind: 'layers',
    name: toLine(api.name ?? api.summary ?? '') || api.id,
    description: toLine(api.description ?? '') || undefined,
    timeZone: toLine(api.time_zone ?? '') || undefined,
    escalationPolicies: parseReferences(api.escalation_policies),
    teams: parseReferences(api.teams),
    url: parseUrl(api.html_url),
  };
};

/** Takes a schedule that was rendered for a range; gives its shifts in the order of their beginnings. */
export const parseShifts = (api: ApiSchedule | null | undefined): readonly Shift[] =>
  (api?.final_schedule?.rendered_schedule_entries ?? [])
    .flatMap((entry): readonly Shift[] => {
      const user = parseReference(entry?.user);
      const start = parseTime(entry?.start);
      const end = parseTime(entry?.end);
      return user && start !== undefined && end !== undefined && end > start ? [{ user, start, end }] : [];
    })
    .sort((a, b) => a.start - b.start);

/** Handoffs that do not meet to the second are no gaps. */
const shortestGap = 60_000;

/** Takes shifts in any order and a range; gives the times in the range that none of them covers, soonest first. */
export const toGaps = (shifts: readonly Omit<Shift, 'user'>[], since: number, until: number): readonly Gap[] => {
  const gaps: Gap[] = [];
  let covered = since;
  for (const { start, end } of shifts.toSorted((a, b) => a.start - b.start)) {
    if (end <= covered) continue;
    if (start - covered >= shortestGap) gaps.push({ start: covered, end: Math.min(start, until) });
    covered = end;
    if (covered >= until) break;
  }
  if (until - covered >= shortestGap) gaps.push({ start: covered, end: until });
  return gaps.filter(({ start, end }) => end > start && start < until);
};
