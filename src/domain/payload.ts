import { toLine, toLines } from '../util/cleanText.ts';

/** What a monitoring tool sent: names and values of any kind. */
export type Payload = Readonly<Record<string, unknown>>;

/** Whether a value has names and values. */
export const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseJson = (text: string): unknown => {
  if (!/^\s*[{[]/u.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Text that only begins like JSON is text.
  }
};

/** Takes what stands as an event's details; gives it as names and values, those of a JSON text too. */
export const toPayload = (value: unknown): Payload => {
  const read = typeof value === 'string' ? (parseJson(value) ?? { details: value }) : value;
  if (!isPayload(read)) return {};
  // Amazon's notification service wraps the alarm as a JSON text.
  const inner = typeof read.Message === 'string' ? parseJson(read.Message) : undefined;
  return isPayload(inner) ? inner : read;
};

const step = (value: unknown, name: string): unknown => {
  if (Array.isArray(value)) return value[Number(name)];
  if (!isPayload(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  const key = Object.keys(value).find((other) => other.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : value[key];
};

/** Reads the value at a path such as `labels.severity` or `targets.0.name`; names match in any case. */
export const readPath = (payload: Payload, path: string): unknown => path.split('.').reduce<unknown>(step, payload);

/** A plain value as a line of text; undefined for an empty one and for anything that is no plain value. */
export const toText = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? toLine(value) || undefined : undefined;
};

/** The first of the paths where a text stands, as one line. */
export const readText = (payload: Payload, paths: readonly string[]): string | undefined =>
  paths.map((path) => toText(readPath(payload, path))).find((text) => text !== undefined);

/** The first of the paths where a text stands, with its lines. */
export const readLines = (payload: Payload, paths: readonly string[]): string | undefined =>
  paths
    .map((path) => readPath(payload, path))
    .map((value) => (typeof value === 'string' ? toLines(value) || undefined : undefined))
    .find((text) => text !== undefined);

/** Values deeper than this are not looked at: payloads come from strangers. */
const deepest = 12;

/** All plain texts in a payload with the name they stand under, in their order. */
export const textsOf = function* (
  value: unknown,
  name = '',
  depth = 0,
): Generator<readonly [name: string, text: string]> {
  if (typeof value === 'string') yield [name, value];
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  for (const [key, inner] of Object.entries(value)) yield* textsOf(inner, Array.isArray(value) ? name : key, depth + 1);
};

/** All lists in a payload with the name they stand under. */
export const listsOf = function* (
  value: unknown,
  name = '',
  depth = 0,
): Generator<readonly [name: string, list: readonly unknown[]]> {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  if (Array.isArray(value)) yield [name, value];
  for (const [key, inner] of Object.entries(value)) yield* listsOf(inner, Array.isArray(value) ? name : key, depth + 1);
};
