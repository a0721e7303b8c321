import type { Schema } from '../../api/schema.ts';
import { isObject, type Resolve, typesOf, variantsOf } from './schema.ts';
import { isValid } from './toProblems.ts';
import { type SampleSource, toSampleNumber, toSampleText } from './toSample.ts';

/**
 * How much of a value is made up: what the schema requires; of a thing that is `created` what only the server sets, too;
 * of a `document` that is there from the start its own fields as well; or all that is named, to a depth of three.
 */
export type Fill = 'required' | 'created' | 'document' | 'all';

/** Turns a value into one that follows a schema: keeps what is valid, drops unknown fields, makes up what is missing. */
export type Fit = (schema: Schema, value: unknown, source: SampleSource, fill?: Fill) => unknown;

interface Place {
  readonly resolve: Resolve;
  readonly path: readonly string[];
  readonly source: SampleSource;
  readonly fill: Fill;
}

/** How deep values that nobody requires are made up; users hold teams that hold users. */
const deepest = 3;

const below = (place: Place, name: string): Place => ({ ...place, path: [...place.path, name] });

const fits = (schema: Schema, value: unknown, { resolve }: Place): boolean =>
  value !== undefined && isValid(resolve, schema, value);

/** Whether one of the constants that tell variants apart, such as `type`, is the value's own. */
const isNamedBy = (variant: Schema, value: Readonly<Record<string, unknown>>, { resolve }: Place): boolean =>
  Object.entries(resolve(variant).properties ?? {}).some(
    ([name, part]) => /(^|_)type$/.test(name) && resolve(part).enum?.includes(value[name]),
  );

/** The schema with the one of its variants that suits the value best. */
const pick = (schema: Schema, value: unknown, place: Place): Schema => {
  const { resolve } = place;
  const variants = variantsOf(schema);
  const { oneOf: _, anyOf: __, ...beside } = schema;
  const isKind = (variant: Schema, kind: string): boolean => typesOf(resolve(variant)).includes(kind);
  const chosen =
    variants.find((variant) => fits(variant, value, place)) ??
    (isObject(value) ? variants.find((variant) => isNamedBy(variant, value, place)) : undefined) ??
    (value === undefined ? variants.find((variant) => !isKind(variant, 'null')) : undefined) ??
    variants.find((variant) => isObject(value) === isKind(variant, 'object')) ??
    variants[0];
  return chosen ? resolve({ allOf: [beside, chosen] }) : schema;
};

const isWanted = (part: Schema, { fill, path }: Place): boolean => {
  if (fill === 'required' || path.length >= deepest || part.writeOnly === true) return false;
  return fill === 'all' || part.readOnly === true || (fill === 'document' && path.length === 0);
};

const toObject = (schema: Schema, value: unknown, place: Place): unknown => {
  const given = isObject(value) ? value : {};
  const required = new Set(schema.required);
  const made: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    const wanted = required.has(name) || isWanted(place.resolve(part), place);
    if (given[name] !== undefined || wanted) made[name] = toFitting(part, given[name], below(place, name));
  }
  for (const name of required) if (!(name in made)) made[name] = given[name] ?? null;
  const rest = schema.additionalProperties ?? schema.properties === undefined;
  for (const [name, part] of Object.entries(given))
    if (rest !== false && !(name in made))
      made[name] = rest === true ? part : toFitting(rest, part, below(place, name));
  return made;
};

const toArray = (schema: Schema, value: unknown, place: Place): unknown => {
  const items = schema.items ?? {};
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  const made = given.slice(0, schema.maxItems).map((item, i) => toFitting(items, item, below(place, String(i))));
  const isSampled = place.fill === 'all' && value === undefined && place.path.length < deepest;
  while (made.length < Math.max(schema.minItems ?? 0, isSampled ? 1 : 0))
    made.push(toFitting(items, undefined, below(place, String(made.length))));
  return made;
};

/** A value of the first type that the schema allows. */
const toTyped = (schema: Schema, value: unknown, place: Place): unknown => {
  const types = typesOf(schema);
  if (types.includes('object')) return toObject(schema, value, place);
  if (types.includes('array')) return toArray(schema, value, place);
  if (types.includes('string')) return toSampleText(schema, place.path, place.source);
  if (types.includes('integer') || types.includes('number')) return toSampleNumber(schema);
  return types.includes('boolean') ? false : (value ?? null);
};

const toFitting = (raw: Schema, value: unknown, place: Place): unknown => {
  const whole = place.resolve(raw);
  if (place.fill === 'required' && fits(whole, value, place)) return value;
  const schema = pick(whole, value, place);
  const isNullable = typesOf(schema).includes('null');
  if (schema.enum)
    return schema.enum.includes(value) ? value : (schema.default ?? schema.enum.find((v) => v !== null) ?? null);
  if (schema.const !== undefined) return schema.const;
  if (value === null && isNullable) return null;
  if (!isObject(value) && !Array.isArray(value) && fits(schema, value, place)) return value;
  if (value === undefined && fits(schema, schema.default, place)) return schema.default;
  if (value === undefined && place.fill !== 'all' && isNullable) return null;
  return toTyped(schema, value, place);
};

/** Makes the function that fits values to schemas; what it makes up depends on the source and the path alone. */
export const createFit =
  (resolve: Resolve): Fit =>
  (schema, value, source, fill = 'required') =>
    toFitting(schema, value, { resolve, path: [], source, fill });
