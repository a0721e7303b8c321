import type { Schema } from '../../api/schema.ts';
import { toHash } from '../createRandom.ts';

/** What a made-up value depends on, so that it is the same each time. */
export interface SampleSource {
  /** ISO 8601 time for moments nobody named. */
  readonly now: () => string;
  /** Whose value it is, such as an id or an operation. */
  readonly owner: string;
}

const hex = (text: string, length: number): string =>
  Array.from({ length: Math.ceil(length / 8) }, (_, i) => toHash(`${i}/${text}`).toString(16).padStart(8, '0'))
    .join('')
    .slice(0, length);

const uuid = (text: string): string => {
  const digits = hex(text, 32);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20)].join('-');
};

/** An id of PagerDuty's looks. */
const id = (text: string): string => `P${toHash(text).toString(36).toUpperCase().padStart(6, '0').slice(-6)}`;

const words = (name: string): string => {
  const spaced = name.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase();
};

const formats: Readonly<Record<string, (source: SampleSource, name: string, seed: string) => string>> = {
  'date-time': ({ now }) => now(),
  date: ({ now }) => now().slice(0, 10),
  time: () => '09:00:00',
  'partial-time': () => '09:00:00',
  email: (_, name) => `${name.replaceAll('_', '.')}@example.com`,
  uri: (_, name) => `https://www.example.com/${name}`,
  uuid: (_source, _name, seed) => uuid(seed),
  tzinfo: () => 'Etc/UTC',
  'activesupport-time-zone': () => 'Etc/UTC',
  'PagerDuty Id': (_source, _name, seed) => id(seed),
};

/** Texts for schemas that ask for a pattern instead of a format. */
const patterned: readonly string[] = [
  '10.0.0.0/8',
  '/resource',
  'urn:ietf:params:scim:schemas:core:2.0:User',
  'https://www.example.com/',
];

const byName = (name: string, seed: string, source: SampleSource): string => {
  if (/(^|_)(key|secret|token)s?$/.test(name)) return hex(seed, 32);
  if (name === 'id' || /_ids?$/.test(name)) return id(seed);
  if (/_at$|_time$|^(time|since|until)$/.test(name)) return source.now();
  if (name === 'status') return 'success';
  if (name === 'time_zone' || name === 'timezone') return 'Etc/UTC';
  return words(name);
};

/** A text that follows the schema, made from the field's name; the same for the same owner and path. */
export const toSampleText = (schema: Schema, path: readonly string[], source: SampleSource): string => {
  const name = path.findLast((step) => !/^\d+$/.test(step)) ?? 'value';
  const seed = [source.owner, ...path].join('/');
  const format = schema.format === undefined ? undefined : formats[schema.format];
  const made = format?.(source, name, seed) ?? byName(name, seed, source);
  const { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  const fitting = pattern === undefined || new RegExp(pattern, 'u').test(made);
  const text = fitting ? made : ([id(seed), ...patterned].find((t) => new RegExp(pattern, 'u').test(t)) ?? made);
  return text.padEnd(minLength, '.').slice(0, maxLength);
};

/** A number that follows the schema: its least, else zero. */
export const toSampleNumber = (schema: Schema): number => {
  const least = schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : schema.exclusiveMinimum + 1);
  const most = schema.maximum ?? (schema.exclusiveMaximum === undefined ? undefined : schema.exclusiveMaximum - 1);
  return least ?? (most !== undefined && most < 0 ? most : 0);
};
