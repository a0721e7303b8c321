/** A time zone: what its clocks show. */
export interface Zone {
  /** What a clock on the wall shows at a moment, as milliseconds of the same date and time in UTC. */
  toWall(time: number): number;
  /** The moment at which the wall clock shows a time; in the hour that is skipped the later, in the doubled the first. */
  fromWall(wall: number): number;
}

/** Offsets change at most every quarter of an hour on the clock. */
const quarter = 900_000;
const day = 86_400_000;

/** Makes a time zone of its name in the tz database, the machine's where it has none; throws a RangeError for an unknown one. */
export const createZone = (name?: string): Zone => {
  const format = new Intl.DateTimeFormat('en-US', {
    ...(name ? { timeZone: name } : {}),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
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
      const before = wall - offsetAt(wall - day);
      const after = wall - offsetAt(wall + day);
      // Right on both sides of a change, the earlier moment comes first; right on neither, the clocks skip this time.
      const right = [before, after].filter((time) => time + offsetAt(time) === wall);
      return right.length > 0 ? Math.min(...right) : Math.max(before, after);
    },
  };
};
