import { invalid } from './collections.ts';

/** A time zone: what its clocks show. */
export interface Zone {
  /** What a clock on the wall shows at a moment, as milliseconds of the same date and time in UTC. */
  toWall(time: number): number;
  /** The moment at which the wall clock shows a time; in the hour that is skipped the later, in the doubled the first. */
  fromWall(wall: number): number;
}

/** Names that PagerDuty accepts beside the tz database's own, as in its time zone list. */
const aliases: Readonly<Record<string, string>> = {
  'Eastern Time (US & Canada)': 'America/New_York',
  'Central Time (US & Canada)': 'America/Chicago',
  'Mountain Time (US & Canada)': 'America/Denver',
  'Pacific Time (US & Canada)': 'America/Los_Angeles',
  London: 'Europe/London',
  Berlin: 'Europe/Berlin',
  Paris: 'Europe/Paris',
  Madrid: 'Europe/Madrid',
  Tokyo: 'Asia/Tokyo',
  Singapore: 'Asia/Singapore',
  Sydney: 'Australia/Sydney',
  'New Delhi': 'Asia/Kolkata',
};

/** Offsets change at most every quarter of an hour on the clock. */
const quarter = 900_000;

const toFormat = (name: string): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: aliases[name] ?? name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw invalid(`Time zone ${name} is not known`);
  }
};

/** Makes a time zone of its tz database name or PagerDuty's name for it; throws 400 for an unknown one. */
export const createZone = (name: string): Zone => {
  const format = toFormat(name);
  const known = new Map<number, number>();
  const offsetAt = (time: number): number => {
    const slot = Math.floor(time / quarter);
    let offset = known.get(slot);
    if (offset === undefined) {
      const p = Object.fromEntries(format.formatToParts(slot * quarter).map((part) => [part.type, Number(part.value)]));
      const wall = Date.UTC(p.year ?? 0, (p.month ?? 1) - 1, p.day, p.hour, p.minute, p.second);
      offset = wall - slot * quarter;
      known.set(slot, offset);
    }
    return offset;
  };
  return {
    toWall: (time) => time + offsetAt(time),
    fromWall: (wall) => {
      const before = wall - offsetAt(wall - 86_400_000);
      const after = wall - offsetAt(wall + 86_400_000);
      // Right on both sides of a change, the earlier moment comes first; right on neither, the clocks skip this time.
      const right = [before, after].filter((t) => t + offsetAt(t) === wall);
      return right.length > 0 ? Math.min(...right) : Math.max(before, after);
    },
  };
};
