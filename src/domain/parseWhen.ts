import type { Zone } from '../util/zone.ts';

const minute = 60_000;
const units: Readonly<Record<string, number>> = { m: minute, h: 60 * minute, d: 24 * 60 * minute };

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** When people begin to work: the time of a day that is named alone. */
const morning = { hours: 9, minutes: 0 };

interface Clock {
  readonly hours: number;
  readonly minutes: number;
}

/** `17:30`, `9`, `5pm`, `5:30 pm`; undefined for anything else and for hours that no day has. */
const parseClock = (text: string): Clock | undefined => {
  const [, h, m = '0', half] = /^(\d{1,2})(?::(\d\d))?\s*(am|pm)?$/.exec(text) ?? [];
  if (h === undefined) return undefined;
  const hours = half ? (Number(h) % 12) + (half === 'pm' ? 12 : 0) : Number(h);
  const minutes = Number(m);
  return hours < 24 && minutes < 60 && !(half && (Number(h) < 1 || Number(h) > 12)) ? { hours, minutes } : undefined;
};

/** A time so many days after the day of `now`, by the zone's clocks. */
export const atClock = (now: number, days: number, { hours, minutes }: Clock, zone: Zone): number => {
  const day = new Date(zone.toWall(now));
  return zone.fromWall(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + days, hours, minutes));
};

/** The day of the week on the zone's calendars, 0 for Sunday. */
export const weekdayOf = (now: number, zone: Zone): number => new Date(zone.toWall(now)).getUTCDay();

/** `90m`, `+2h`, `1h 30m`, `3d`: a span from now. */
const parseSpan = (text: string, now: number): number | undefined => {
  if (!/^\+?\s*(\d+\s*[mhd]\s*)+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)\s*([mhd])/g)];
  return now + parts.reduce((sum, [, count, unit = 'm']) => sum + Number(count) * (units[unit] ?? 0), 0);
};

/** `2026-03-02 09:00`, with or without the clock time, by the zone's clocks; with an offset as it says. */
const parseDate = (text: string, zone: Zone): number | undefined => {
  const [, year, month, day, rest] = /^(\d{4})-(\d\d)-(\d\d)(?:[t\s]+(.+))?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const clock = rest === undefined ? morning : parseClock(rest);
  if (!clock) {
    const time = Date.parse(text.toUpperCase());
    return Number.isNaN(time) ? undefined : time;
  }
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), clock.hours, clock.minutes);
  return new Date(wall).getUTCMonth() === Number(month) - 1 ? zone.fromWall(wall) : undefined;
};

/** `tomorrow 9:00`, `fri`, `monday 17:30`, `today 18:00`. */
const parseDay = (text: string, now: number, zone: Zone): number | undefined => {
  const [, name = '', rest] = /^([a-z]+)(?:\s+(?:at\s+)?(.+))?$/.exec(text) ?? [];
  const clock = rest === undefined ? morning : parseClock(rest);
  if (!clock) return undefined;
  if (name === 'today') return atClock(now, 0, clock, zone);
  if (name === 'tomorrow') return atClock(now, 1, clock, zone);
  const weekday = weekdays.findIndex((day) => name.length >= 3 && `${day}${dayEnds[day]}`.startsWith(name));
  if (weekday < 0) return undefined;
  const days = (weekday - weekdayOf(now, zone) + 7) % 7;
  const time = atClock(now, days, clock, zone);
  return time > now ? time : atClock(now, days + 7, clock, zone);
};

const dayEnds: Readonly<Record<string, string>> = {
  sun: 'day',
  mon: 'day',
  tue: 'sday',
  wed: 'nesday',
  thu: 'rsday',
  fri: 'day',
  sat: 'urday',
};

/**
 * Reads a time as people type it, by the zone's clocks: `90m`, `1h 30m`, `17:30`, `5pm`, `tomorrow 9:00`, `fri`,
 * `2026-03-02 09:00`, `now`. A clock time alone is the next one. Gives milliseconds since 1970, undefined for what is
 * no time; it may lie in the past.
 */
export const parseWhen = (text: string, now: number, zone: Zone): number | undefined => {
  const wanted = text.trim().toLowerCase();
  if (wanted === 'now') return now;
  const clock = parseClock(wanted);
  if (clock) {
    const time = atClock(now, 0, clock, zone);
    return time > now ? time : atClock(now, 1, clock, zone);
  }
  return parseSpan(wanted, now) ?? parseDate(wanted, zone) ?? parseDay(wanted, now, zone);
};
