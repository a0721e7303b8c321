import type { Fields } from './model.ts';

/** An array of the input as texts; empty where it is absent. */
export const texts = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.map(String)
    : value === undefined || value === null || value === ''
      ? []
      : [String(value)];

/** An array of objects of the input, which the schema has checked; empty where it is absent. */
export const objects = (value: unknown): readonly Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);

/** Id of `{id}` or of a bare id. */
export const idOf = (value: unknown): string =>
  typeof value === 'string' ? value : String((value as Fields | null | undefined)?.id ?? '');

/** Whether a filter lets one of the values through; an empty filter lets all through. */
export const lets = (filter: readonly string[], values: readonly string[]): boolean =>
  filter.length === 0 || values.some((value) => filter.includes(value));
