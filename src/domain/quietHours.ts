import type { Zone } from '../util/zone.ts';

/** Minutes of a day between which nothing is told; the end may lie before the beginning, past midnight. */
export interface QuietHours {
  readonly start: number;
  readonly end: number;
}

const toMinutes = (hours: string | undefined, minutes: string | undefined): number | undefined => {
  const [h, m] = [Number(hours), Number(minutes ?? 0)];
  return h <= 24 && m < 60 && h * 60 + m <= 1440 ? (h * 60 + m) % 1440 : undefined;
};

/** Takes a range as people write it, such as `22:00-07:00`; gives undefined for none, or for nonsense. */
export const parseQuietHours = (text: string): QuietHours | undefined => {
  const match = /^\s*(\d{1,2})(?::(\d\d))?\s*[-–]\s*(\d{1,2})(?::(\d\d))?\s*$/u.exec(text);
  if (!match) return undefined;
  const start = toMinutes(match[1], match[2]);
  const end = toMinutes(match[3], match[4]);
  return start === undefined || end === undefined || start === end ? undefined : { start, end };
};

/** Minutes since midnight on the zone's clocks. */
export const toMinuteOfDay = (time: number, zone: Zone): number => {
  const wall = new Date(zone.toWall(time));
  return wall.getUTCHours() * 60 + wall.getUTCMinutes();
};

/** Whether a time of day, in minutes since midnight, lies in the quiet hours. */
export const isQuiet = (hours: QuietHours | undefined, minute: number): boolean => {
  if (!hours) return false;
  const { start, end } = hours;
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
};
