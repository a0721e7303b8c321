import type { Zone } from '../../util/zone.ts';
import { day } from './time.ts';

/** An iCalendar recurrence rule (RFC 5545), as far as schedules use it. */
interface Rule {
  readonly every: number;
  readonly weekly: boolean;
  /** Days of the week, Monday is 0; empty means the day of the first occurrence. */
  readonly days: readonly number[];
  readonly count: number;
  readonly until: number;
}

const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** 20260301T090000Z as milliseconds. */
const toUntil = (text: string): number => {
  const [, y, m, d, h = '23', min = '59', s = '59'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text) ?? [];
  return y
    ? Date.UTC(Number(y), Number(m) - 1, Number(d), Number(h), Number(min), Number(s))
    : Number.POSITIVE_INFINITY;
};

const toRule = (text: string): Rule => {
  const parts = new Map(
    text
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part): [string, string] => {
        const [key = '', value = ''] = part.split('=');
        return [key.toUpperCase(), value.toUpperCase()];
      }),
  );
  return {
    every: Math.max(1, Number(parts.get('INTERVAL') ?? 1)),
    weekly: parts.get('FREQ') === 'WEEKLY',
    days: (parts.get('BYDAY') ?? '')
      .split(',')
      .map((name) => dayNames.indexOf(name))
      .filter((d) => d >= 0),
    count: Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY),
    until: toUntil(parts.get('UNTIL') ?? ''),
  };
};

const weekdayOf = (wallDay: number): number => (((wallDay + 3) % 7) + 7) % 7;

const isOn = (rule: Rule, first: number, wallDay: number): boolean => {
  const days = rule.days.length > 0 ? rule.days : rule.weekly ? [weekdayOf(first)] : [];
  if (days.length > 0 && !days.includes(weekdayOf(wallDay))) return false;
  if (!rule.weekly) return (wallDay - first) % rule.every === 0;
  const monday = (d: number): number => d - weekdayOf(d);
  return ((monday(wallDay) - monday(first)) / 7) % rule.every === 0;
};

/**
 * Starts (milliseconds) of a daily or weekly event from its first occurrence to `until`, at the same time on the
 * wall clock of `zone`. Without a rule the event happens once.
 */
export const toOccurrences = (start: number, rules: readonly string[], zone: Zone, until: number): number[] => {
  const text = rules.find((rule) => /FREQ=/i.test(rule));
  if (!text) return start < until ? [start] : [];
  const rule = toRule(text);
  const wall = zone.toWall(start);
  const first = Math.floor(wall / day);
  const starts: number[] = [];
  for (let wallDay = first; starts.length < rule.count; wallDay++) {
    const at = zone.fromWall(wall + (wallDay - first) * day);
    if (at >= until || at > rule.until) break;
    if (isOn(rule, first, wallDay)) starts.push(at);
  }
  return starts;
};
