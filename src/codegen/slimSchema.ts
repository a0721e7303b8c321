import type { Schema } from '../api/schema.ts';
import type { InputSchema } from '../api/tool.ts';

/** Formats that tell a model something; the published documents know others that tell nothing. */
const telling = new Set(['date-time', 'date', 'time', 'email', 'uri', 'uuid']);

/** Words that carry no meaning of their own in a field's description. */
const empty = new Set(
  (
    'a address addresses also an and are as be by exact for from further get given gives has have holds id ids in is it its kind label ' +
    'list name names new number object objects of on one only operation or present reference related text than that the their them ' +
    'there these this those time to type used value when where whether which whose with what does true false must may each all any ' +
    'who how many much first last end start range set sets sort direction results returned answer displayed purpose ' +
    'contain contains matching own owns owning apply applies before after iso 8601'
  ).split(' '),
);

const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

const stem = (word: string): string => word.replace(/ies$/, 'y').replace(/(ss|us)$|s$/, '$1');

/** How a schema is made slim. */
export interface Slimming {
  /** Turns each description into the words of the list. */
  readonly toText: (text: string) => string;
  /** Words that the names on the way here say already. */
  readonly known: ReadonlySet<string>;
  /** How many fields lie above this one. */
  readonly depth: number;
}

/** Fields that lie deeper than this are listed without words; describe_operation has them all. */
const deepestWords = 1;

/** Words that a reader knows from a tool's name. */
export const knownWords = (name: string): ReadonlySet<string> => new Set(wordsOf(name).map(stem));

/** Whether a description repeats the names that the reader has seen on the way to its field. */
const saysNothing = (description: string, known: ReadonlySet<string>): boolean =>
  wordsOf(description).every((word) => empty.has(word) || known.has(stem(word)));

/** `Team to own it, id from listTeams` without its end, where the rest names teams already. */
const withoutSource = (description: string, known: ReadonlySet<string>): string => {
  const [all, source] = description.match(/[,;]?(?: an?)?(?: ids?)? from list(\w+)\.?$/) ?? [];
  if (all === undefined || source === undefined) return description;
  const rest = description.slice(0, -all.length);
  const said = new Set([...known, ...wordsOf(rest).map(stem)]);
  return wordsOf(source).every((word) => said.has(stem(word))) ? `${rest}.` : description;
};

/** Characters up to which a field's words are listed whole; longer ones lose their examples and asides. */
const longestWords = 30;

/** The words of a field as they are listed: a time's format is said by its schema, and the end needs no full stop. */
const toShort = (description: string, { format }: Schema): string => {
  const plain = format === 'date-time' ? description.replace(/,? \(?ISO 8601\)?/, '') : description;
  const [head = plain] = plain.split(/; |: | \(|, such as /);
  return (plain.length > longestWords ? head : plain).replace(/\.$/, '');
};

/** Limits that tell a caller nothing: they hold for any sensible value, and PagerDuty checks them itself. */
const tellsNothing: Readonly<Record<string, (limit: number) => boolean>> = {
  minLength: (limit) => limit <= 1,
  maxLength: (limit) => limit >= 100,
  minItems: (limit) => limit <= 1,
};

const withoutDescription = ({ description: _, ...schema }: Schema): Schema => schema;

/** Defaults that say no more than the field's absence does. */
const silent = (value: unknown): boolean => value === false || value === 0 || value === null || value === '';

const slimWords = (schema: Schema, { toText, known, depth }: Slimming): Partial<Schema> => {
  const { description } = schema;
  if (description === undefined || depth > deepestWords || saysNothing(description, known)) return {};
  const short = toShort(withoutSource(description, known), schema);
  return short === '' || saysNothing(short, known) ? {} : { description: toText(short) };
};

const slimFields = (
  fields: NonNullable<Schema['properties']>,
  { toText, known, depth }: Slimming,
): NonNullable<Schema['properties']> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, inner]) => [
      name,
      slimSchema(inner, { toText, known: new Set([...known, ...wordsOf(name).map(stem)]), depth: depth + 1 }),
    ]),
  );

const limitNames = [
  'enum',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
] as const;

const slimLimits = (schema: Schema): Partial<Schema> =>
  Object.fromEntries(
    limitNames
      .map((name) => [name, schema[name]] as const)
      .filter(([name, value]) => value !== undefined && !(typeof value === 'number' && tellsNothing[name]?.(value))),
  );

/**
 * A tool's schema as it is listed: every field is there, but nothing is said that its names say already.
 */
export const slimSchema = (schema: Schema, slimming: Slimming): InputSchema => {
  const { type, properties = {}, required = [], items, anyOf, format, default: preset } = schema;
  const isReference = slimming.depth > 0 && /^id(,type)?$/.test(Object.keys(properties).join());
  const isPreset = preset !== undefined && !silent(preset) && slimming.depth <= deepestWords;
  return {
    ...slimWords(schema, slimming),
    ...(type === undefined ? {} : { type }),
    ...slimLimits(schema),
    ...(format !== undefined && telling.has(format) ? { format } : {}),
    ...(isPreset ? { default: preset } : {}),
    ...(Object.keys(properties).length > 0 ? { properties: slimFields(properties, slimming) } : {}),
    ...(required.length > 0 && !isReference ? { required } : {}),
    // The words of the list say what its items are.
    ...(items
      ? { items: slimSchema(schema.description === undefined ? items : withoutDescription(items), slimming) }
      : {}),
    ...(anyOf ? { anyOf: anyOf.map((variant) => slimSchema(variant, slimming)) } : {}),
  };
};
