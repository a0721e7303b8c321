import { createZone, type Zone } from './zone.ts';

/** Writes times and spans for people, in one locale and time zone. Times and spans are in milliseconds. */
export interface Format {
  /** Shortest span, one unit: `12m`, `3h`, `2d`. */
  age(span: number): string;
  /** `age` in words: `12 minutes`, `3 hours`, `2 days`. */
  ageInWords(span: number): string;
  /** Span in at most two units: `3 hr, 20 min`. */
  span(span: number): string;
  /** Span in words for a screen reader, at most two units: `3 hours, 20 minutes`. */
  words(span: number): string;
  /** Clock time, with the day when it is not the day of `now`: `18:00`, `Tue, 18:00`, `Nov 24, 18:00`. */
  time(time: number, now: number): string;
  /** Date and clock time in full. */
  dateTime(time: number): string;
  /** Date and clock time with the time zone's short name, for what people type: `Nov 24, 2026, 6:00 PM EST`. */
  zoned(time: number): string;
  /** The time zone's short name at a time: `EST`, `GMT+1`. */
  zoneName(time: number): string;
  /** The time zone that all times are written in. */
  readonly zone: Zone;
  count(value: number): string;
  /** Joins names: `Ada, Grace and Edsger`. */
  list(items: readonly string[]): string;
  /** Sorts names as people expect. */
  compare(a: string, b: string): number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

type Unit = 'day' | 'hour' | 'minute';
type Width = 'narrow' | 'short' | 'long';

const units: readonly (readonly [unit: Unit, ms: number])[] = [
  ['day', day],
  ['hour', hour],
  ['minute', minute],
];

/** Splits a span into its two largest neighbouring units, whole minutes at the least. */
const split = (span: number): readonly (readonly [unit: Unit, value: number])[] => {
  const whole = Math.max(Math.floor(span / minute), 1) * minute;
  const first = units.findIndex(([, ms]) => whole >= ms);
  let rest = whole;
  return units.slice(first, first + 2).flatMap(([unit, ms]) => {
    const value = Math.floor(rest / ms);
    rest -= value * ms;
    return value > 0 ? [[unit, value] as const] : [];
  });
};

/** A number that is another one as soon as `age` or `ageInWords` of the span say something else. */
export const toAgeTick = (span: number): number => {
  const minutes = Math.floor(span / minute);
  if (span < hour) return minutes;
  return span < day ? 60 + Math.floor(span / hour) : 84 + Math.floor(span / day);
};

type Spans = (span: number, parts: number) => string;

const createSpans = (locale: string | undefined, unitDisplay: Width): Spans => {
  const numbers = Object.fromEntries(
    units.map(([unit]) => [unit, new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay })]),
  );
  const join = new Intl.ListFormat(locale, { type: 'unit', style: unitDisplay });
  return (span, parts) =>
    join.format(
      split(span)
        .slice(0, parts)
        .map(([unit, value]) => numbers[unit]?.format(value) ?? ''),
    );
};

type Times = Pick<Format, 'time' | 'dateTime' | 'zoned' | 'zoneName' | 'zone'>;

const createTimes = (locale: string | undefined, timeZone: string | undefined): Times => {
  const make = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, timeZone ? { ...options, timeZone } : options);
  const { hour12 } = make({ hour: 'numeric' }).resolvedOptions();
  const clock = { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' } as const;
  const sameDay = make({ dateStyle: 'short' });
  const today = make(clock);
  const thisWeek = make({ weekday: 'short', ...clock });
  const otherwise = make({ month: 'short', day: 'numeric', ...clock });
  const full = make({ dateStyle: 'medium', timeStyle: 'short' });
  const date = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  const zoned = make({ ...date, ...clock, timeZoneName: 'short' });
  return {
    time: (time, now) => {
      if (sameDay.format(time) === sameDay.format(now)) return today.format(time);
      return (Math.abs(time - now) < 6 * day ? thisWeek : otherwise).format(time);
    },
    dateTime: (time) => full.format(time),
    zoned: (time) => zoned.format(time),
    zoneName: (time) => zoned.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '',
    zone: createZone(timeZone),
  };
};

/** Makes a format; locale and time zone default to the system's. Throws a RangeError for an unknown one. */
export const createFormat = (locale?: string, timeZone?: string): Format => {
  const narrow = createSpans(locale, 'narrow');
  const short = createSpans(locale, 'short');
  const long = createSpans(locale, 'long');
  const now = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' }).format(0, 'second');
  const numbers = new Intl.NumberFormat(locale);
  const names = new Intl.ListFormat(locale, { type: 'conjunction' });
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  return {
    ...createTimes(locale, timeZone),
    age: (span) => (span < minute ? now : narrow(span, 1)),
    ageInWords: (span) => long(span, 1),
    span: (span) => short(span, 2),
    words: (span) => long(span, 2),
    count: (value) => numbers.format(value),
    list: (items) => names.format(items),
    compare: (a, b) => collator.compare(a, b),
  };
};
