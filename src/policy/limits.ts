import type { Operation } from '../api/operation.ts';
import { pagesPeople } from '../api/pagesPeople.ts';

/** How much agents may do: calls that write in a minute, calls that may page people in an hour. */
export interface Limits {
  readonly writesPerMinute: number;
  readonly pagesPerHour: number;
}

export const defaultLimits: Limits = { writesPerMinute: 30, pagesPerHour: 5 };

/** What a call counts as. */
export interface Cost {
  readonly writes: boolean;
  readonly pages: boolean;
}

/** Cost of a call with this input. */
export const costOf = (row: Operation, input: Readonly<Record<string, unknown>>): Cost => ({
  writes: row.effect !== 'read',
  pages: pagesPeople(row, input),
});

/** Times of the calls that count, in milliseconds since 1970, oldest first. */
export interface Spent {
  readonly writes: readonly number[];
  readonly pages: readonly number[];
}

export const nothingSpent: Spent = { writes: [], pages: [] };

const minute = 60_000;
const hour = 60 * minute;

const within = (times: readonly number[], now: number, span: number): readonly number[] =>
  times.filter((t) => t > now - span);

/** Seconds until a window of `span` milliseconds has room again, 0 where it has now. */
const wait = (times: readonly number[], now: number, span: number, most: number): number => {
  const counted = within(times, now, span);
  if (counted.length < most) return 0;
  const free = counted[counted.length - most];
  return free === undefined ? span / 1000 : Math.ceil((free + span - now) / 1000);
};

/** The sentence that refuses a call beyond the limits, undefined for a call within them. */
export const toLimitRefusal = (call: Cost, spent: Spent, limits: Limits, now: number): string | undefined => {
  if (!call.writes) return undefined;
  const write = wait(spent.writes, now, minute, limits.writesPerMinute);
  if (write > 0) return `Agents may write ${limits.writesPerMinute} times a minute and have; try again in ${write} s.`;
  const page = call.pages ? wait(spent.pages, now, hour, limits.pagesPerHour) : 0;
  return page > 0
    ? `Agents may page people ${limits.pagesPerHour} times an hour and have; try again in ${page} s, or ask a person to do it.`
    : undefined;
};

/** What is spent after a call; calls that no longer count are forgotten. */
export const spend = (call: Cost, spent: Spent, now: number): Spent => ({
  writes: [...within(spent.writes, now, minute), ...(call.writes ? [now] : [])],
  pages: [...within(spent.pages, now, hour), ...(call.pages ? [now] : [])],
});
