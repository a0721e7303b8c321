import type { Schema } from '../api/schema.ts';
import type { Description, SourceFile } from './description.ts';

/** A schema together with the file that its references start from. */
interface Placed {
  readonly schema: Schema;
  readonly source: SourceFile;
}

/** An object schema with its `allOf`s and object variants merged, each property still bound to its file. */
interface Merged {
  readonly properties: ReadonlyMap<string, Placed>;
  readonly required: ReadonlySet<string>;
}

/** What expanding a schema gives beside the schema: the fields that can only have one value. */
export type Constants = [path: string, value: string][];

const labels = new Set(['summary', 'self', 'html_url']);
const described = (schema: Schema, from: Schema): Schema =>
  from.description === undefined ? schema : { description: from.description, ...schema };

const intersect = (sets: readonly ReadonlySet<string>[]): ReadonlySet<string> =>
  new Set([...(sets[0] ?? [])].filter((name) => sets.every((s) => s.has(name))));

const isDeep = ({ schema: s }: Placed): boolean =>
  Boolean(s.properties ?? s.items ?? s.allOf ?? s.oneOf ?? s.anyOf ?? s.$ref);
const typesOf = (schema: Schema): readonly string[] => ([] as string[]).concat(schema.type ?? []);

/** Widens a property that two variants of a union describe, so that the values of both pass. */
const widen = (a: Placed, b: Placed): Placed => {
  const of = (schema: Schema): Placed => ({ source: a.source, schema });
  if (a.schema.enum && b.schema.enum)
    return of({ ...a.schema, enum: [...new Set([...a.schema.enum, ...b.schema.enum])] });
  if (isDeep(a) && isDeep(b) && a.source === b.source && JSON.stringify(a.schema) !== JSON.stringify(b.schema))
    return of({ ...(a.schema.description ? { description: a.schema.description } : {}), anyOf: [a.schema, b.schema] });
  const types = new Set([...typesOf(a.schema), ...typesOf(b.schema)]);
  return types.size > typesOf(a.schema).length ? of({ ...a.schema, type: [...types] }) : a;
};

/** Narrows a property that two parts of an `allOf` describe: objects and arrays by both, else the later one stands. */
const narrow = (a: Placed | undefined, b: Placed): Placed => {
  if (!a || !isDeep(a) || !isDeep(b) || a.source !== b.source) return b;
  const { description, readOnly } = { ...a.schema, ...b.schema };
  if (a.schema.items && b.schema.items)
    return {
      source: a.source,
      schema: { ...a.schema, ...b.schema, items: { allOf: [a.schema.items, b.schema.items] } },
    };
  return {
    source: a.source,
    schema: { ...(description ? { description } : {}), ...(readOnly ? { readOnly } : {}), allOf: [a.schema, b.schema] },
  };
};

/** Merges an object schema, its `allOf`s, and the variants of a union of objects; undefined for anything else. */
export const merge = (description: Description, schema: Schema, from: SourceFile): Merged | undefined => {
  const { schema: s, source } = description.resolve(schema, from);
  const properties = new Map<string, Placed>(
    Object.entries(s.properties ?? {}).map(([n, p]) => [n, { schema: p, source }]),
  );
  const required = new Set(s.required ?? []);
  for (const part of s.allOf ?? []) {
    const merged = merge(description, part, source);
    for (const [name, placed] of merged?.properties ?? []) properties.set(name, narrow(properties.get(name), placed));
    for (const name of merged?.required ?? []) required.add(name);
  }
  const variants = (s.oneOf ?? s.anyOf ?? [])
    .filter((v) => v.type !== 'null')
    .map((v) => merge(description, v, source));
  if (variants.length > 0) {
    if (variants.some((v) => v === undefined)) return undefined;
    const known = variants.filter((v) => v !== undefined);
    for (const [name, placed] of known.flatMap((v) => [...v.properties])) {
      const present = properties.get(name);
      properties.set(name, present ? widen(present, placed) : placed);
    }
    for (const name of intersect(known.map((v) => v.required))) required.add(name);
  }
  return properties.size > 0 || s.required ? { properties, required } : undefined;
};

/** Whether an object is a mere reference: an id, its type and nothing to fill in. */
export const isReference = ({ properties }: Merged): boolean =>
  properties.has('id') && [...properties.keys()].every((name) => name === 'id' || name === 'type' || labels.has(name));

/** The only value a `type` field can have; of `incident` and `incident_reference` the first is taken. */
const constantOf = (name: string, schema: Schema): string | undefined => {
  const values = schema.enum;
  if (name !== 'type' || !values || typeof values[0] !== 'string') return undefined;
  const same = values.every(
    (v) => typeof v === 'string' && v.replace(/_reference$/, '') === String(values[0]).replace(/_reference$/, ''),
  );
  return same ? values[0] : undefined;
};

const scalarKeys = [
  'type',
  'enum',
  'default',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'pattern',
] as const;
const scalars = (schema: Schema): Schema =>
  Object.fromEntries(scalarKeys.filter((k) => schema[k] !== undefined).map((k) => [k, schema[k]]));

/**
 * Expands a schema into one without references, for input: read-only fields, labels and constant `type` fields are
 * dropped, references to objects are cut to their id, unions of objects become one object, cycles end in a free object.
 * The constants found are added to `constants`, by their path below this schema.
 */
export const expand = (
  description: Description,
  schema: Schema,
  from: SourceFile,
  constants: Constants,
  path = '',
  open: readonly string[] = [],
): Schema => {
  const { schema: s, source, name } = description.resolve(schema, from);
  const text = schema.description === undefined ? s : schema;
  if (name !== undefined && open.includes(name)) return described({ type: 'object' }, text);
  const inside = name === undefined ? open : [...open, name];
  const below = (child: Schema, place: SourceFile, step: string): Schema =>
    expand(description, child, place, constants, path === '' ? step : `${path}.${step}`, inside);

  const merged = merge(description, s, source);
  if (merged && merged.properties.size > 0)
    return described({ ...nullable(s), ...expandObject(merged, constants, path, below) }, text);
  const variants = s.oneOf ?? s.anyOf;
  if (variants)
    return described({ anyOf: variants.map((v) => expand(description, v, source, constants, path, inside)) }, text);
  const [only] = s.allOf ?? [];
  if (only) return described(expand(description, only, source, constants, path, inside), text);
  if (s.items)
    return described({ ...scalars(s), type: s.type ?? 'array', items: below({ ...s.items }, source, '*') }, text);
  return described(scalars(s), text);
};

const nullable = (s: Schema): Schema =>
  (Array.isArray(s.type) && s.type.includes('null')) || (s.oneOf ?? s.anyOf)?.some((v) => v.type === 'null')
    ? { type: ['object', 'null'] }
    : { type: 'object' };

const expandObject = (
  merged: Merged,
  constants: Constants,
  path: string,
  below: (schema: Schema, source: SourceFile, step: string) => Schema,
): Schema => {
  const reference = isReference(merged);
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const [name, { schema, source }] of merged.properties) {
    const constant = constantOf(name, schema);
    if (constant !== undefined) constants.push([path === '' ? name : `${path}.${name}`, constant]);
    const kept = name === 'id' ? path !== '' : !schema.readOnly && !(reference && labels.has(name));
    if (constant !== undefined || !kept) continue;
    properties[name] = reference && name === 'id' ? { type: 'string' } : below(schema, source, name);
    if (merged.required.has(name) || (reference && name === 'id')) required.push(name);
  }
  return { properties, ...(required.length > 0 ? { required } : {}) };
};
