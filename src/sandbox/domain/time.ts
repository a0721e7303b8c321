import { invalid } from './collections.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** ISO 8601 in UTC without milliseconds, as PagerDuty writes it; such texts sort by time. */
export const toIso = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** Milliseconds of an ISO 8601 text; one without an offset is UTC. Throws 400 with the field's name. */
export const toTime = (value: unknown, field: string): number => {
  const text = String(value);
  const hasZone = /(?:[zZ]|[+-]\d\d:?\d\d)$/.test(text);
  const time = Date.parse(hasZone ? text : /T/.test(text) ? `${text}Z` : `${text}T00:00:00Z`);
  if (Number.isNaN(time)) throw invalid(`${field} is not a valid ISO 8601 time`);
  return time;
};

/** As `toTime`, or `otherwise` where the field is absent. */
export const toTimeOr = (value: unknown, field: string, otherwise: number): number =>
  value === undefined || value === null || value === '' ? otherwise : toTime(value, field);
