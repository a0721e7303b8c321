import type { Operation } from '../api/operation.ts';
import { pagingParts } from '../api/pagesPeople.ts';

/** How much agents may do: what they write in a minute, and how often they may page people in an hour. */
export interface Limits {
  readonly writesPerMinute: number;
  readonly pagesPerHour: number;
}

export const defaultLimits: Limits = { writesPerMinute: 30, pagesPerHour: 5 };

/** What a call counts as: a bulk counts each of its objects, and each that pages. */
export interface Cost {
  readonly writes: number;
  readonly pages: number;
}

/** Cost of a call with this input. */
export const costOf = (row: Operation, input: Readonly<Record<string, unknown>>): Cost => {
  if (row.effect === 'read') return { writes: 0, pages: 0 };
  const items = row.bulk === undefined ? undefined : input[row.bulk];
  return { writes: Array.isArray(items) ? Math.max(1, items.length) : 1, pages: pagingParts(row, input).length };
};

/** Times of what counts, in milliseconds since 1970, oldest first. */
export interface Spent {
  readonly writes: readonly number[];
  readonly pages: readonly number[];
}

export const nothingSpent: Spent = { writes: [], pages: [] };

const minute = 60_000;
const hour = 60 * minute;

const within = (times: readonly number[], now: number, span: number): readonly number[] =>
  times.filter((t) => t > now - span);

/** A call that a window of time has no room for. */
interface Lack {
  /** How much there is room for now. */
  readonly left: number;
  /** Seconds until there is room for one more. */
  readonly more: number;
  /** Seconds until there is room for the whole call; undefined where the window is too small for it. */
  readonly whole: number | undefined;
}

/** What a window of `span` milliseconds lacks for `count` more beside what was spent; undefined where it has room. */
const toLack = (count: number, spent: readonly number[], now: number, span: number, most: number): Lack | undefined => {
  const counted = within(spent, now, span);
  if (count === 0 || counted.length + count <= most) return undefined;
  /** Seconds until so many of those that count now count no more. */
  const untilGone = (gone: number): number => Math.ceil(((counted[Math.max(1, gone) - 1] ?? now) + span - now) / 1000);
  return {
    left: Math.max(0, most - counted.length),
    more: untilGone(counted.length - most + 1),
    whole: count > most && most > 0 ? undefined : untilGone(counted.length - most + count),
  };
};

const toLeft = (left: number): string => {
  if (left === 0) return 'none is left';
  return left === 1 ? '1 is left' : `${left} are left`;
};

/** `Agents may write 30 times a minute, this call counts as 40 and 12 are left: …`, without a full stop. */
const toSentence = (may: string, count: number, most: number, { left, more, whole }: Lack): string => {
  if (count === 1) return `${may} and have; try again in ${more} s`;
  const start = `${may}, this call counts as ${count} and ${toLeft(left)}: nothing was sent;`;
  const now = `with at most ${left} at once now`;
  if (whole !== undefined) return `${start} try again in ${whole} s${left > 0 ? `, or ${now}` : ''}`;
  if (left === most) return `${start} try again ${now}`;
  return left > 0
    ? `${start} try again ${now}, more are left in ${more} s`
    : `${start} try again in ${more} s, with at most ${most} at once`;
};

/** The sentence that refuses a call beyond the limits, undefined for a call within them. */
export const toLimitRefusal = (call: Cost, spent: Spent, limits: Limits, now: number): string | undefined => {
  const { writesPerMinute, pagesPerHour } = limits;
  const write = toLack(call.writes, spent.writes, now, minute, writesPerMinute);
  if (write)
    return `${toSentence(`Agents may write ${writesPerMinute} times a minute`, call.writes, writesPerMinute, write)}.`;
  const page = toLack(call.pages, spent.pages, now, hour, pagesPerHour);
  return (
    page &&
    `${toSentence(`Agents may page people ${pagesPerHour} times an hour`, call.pages, pagesPerHour, page)}, or ask a person to do it.`
  );
};

const times = (count: number, now: number): readonly number[] => Array.from({ length: count }, () => now);

/** What is spent after a call; what no longer counts is forgotten. */
export const spend = (call: Cost, spent: Spent, now: number): Spent => ({
  writes: [...within(spent.writes, now, minute), ...times(call.writes, now)],
  pages: [...within(spent.pages, now, hour), ...times(call.pages, now)],
});
