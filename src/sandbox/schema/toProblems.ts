import type { Schema } from '../../api/schema.ts';
import { isFormat } from './isFormat.ts';
import { isObject, type Resolve, typesOf, variantsOf } from './schema.ts';

/** What is wrong with a value, by field: `Title can't be blank` is told as field `title` and text `is required`. */
export interface Problem {
  readonly field: string;
  readonly text: string;
}

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const isType = (value: unknown, type: string): boolean =>
  typeOf(value) === type || (type === 'number' && typeof value === 'number');

const a = (type: string): string => (/^[aeio]/.test(type) ? `an ${type}` : type === 'null' ? type : `a ${type}`);

const ofString = (schema: Schema, value: string): readonly string[] => [
  ...(schema.minLength !== undefined && value.length < schema.minLength
    ? [`is too short (minimum is ${schema.minLength} characters)`]
    : []),
  ...(schema.maxLength !== undefined && value.length > schema.maxLength
    ? [`is too long (maximum is ${schema.maxLength} characters)`]
    : []),
  ...(schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value) ? ['has the wrong form'] : []),
  ...(schema.format !== undefined && !isFormat(schema.format, value) ? [`must be a valid ${schema.format}`] : []),
];

const ofNumber = (schema: Schema, value: number): readonly string[] => [
  ...(schema.minimum !== undefined && value < schema.minimum ? [`must be at least ${schema.minimum}`] : []),
  ...(schema.maximum !== undefined && value > schema.maximum ? [`must be at most ${schema.maximum}`] : []),
  ...(schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum
    ? [`must be more than ${schema.exclusiveMinimum}`]
    : []),
  ...(schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum
    ? [`must be less than ${schema.exclusiveMaximum}`]
    : []),
];

const ofArray = (schema: Schema, value: readonly unknown[]): readonly string[] => [
  ...(schema.minItems !== undefined && value.length < schema.minItems ? [`needs at least ${schema.minItems}`] : []),
  ...(schema.maxItems !== undefined && value.length > schema.maxItems ? [`takes at most ${schema.maxItems}`] : []),
  ...(schema.uniqueItems === true && new Set(value.map((item) => JSON.stringify(item))).size < value.length
    ? ['holds a value twice']
    : []),
];

const ofSelf = (schema: Schema, value: unknown): readonly string[] => {
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => isType(value, type))) return [`must be ${types.map(a).join(' or ')}`];
  if (schema.enum && !schema.enum.includes(value)) return [`must be one of ${schema.enum.join(', ')}`];
  if (schema.const !== undefined && schema.const !== value) return [`must be ${String(schema.const)}`];
  if (typeof value === 'string') return ofString(schema, value);
  if (typeof value === 'number') return ofNumber(schema, value);
  return Array.isArray(value) ? ofArray(schema, value) : [];
};

const under = (field: string, name: string): string => (field === '' ? name : `${field}.${name}`);

/**
 * Holds a value against a schema; gives every problem, none for a valid value. `oneOf` is read as `anyOf`: the
 * published variants overlap.
 */
export const toProblems = (resolve: Resolve, raw: Schema, value: unknown, field = ''): readonly Problem[] => {
  const schema = resolve(raw);
  const own = ofSelf(schema, value).map((text) => ({ field, text }));
  if (own.length > 0) return own;
  const inside: Problem[] = [];
  if (Array.isArray(value) && schema.items)
    for (const [i, item] of value.entries()) inside.push(...toProblems(resolve, schema.items, item, `${field}[${i}]`));
  if (isObject(value)) {
    for (const name of schema.required ?? [])
      if (value[name] === undefined) inside.push({ field: under(field, name), text: 'is required' });
    for (const [name, part] of Object.entries(value)) {
      const partSchema = schema.properties?.[name] ?? schema.additionalProperties;
      if (part === undefined || partSchema === undefined || partSchema === true) continue;
      if (partSchema === false) inside.push({ field: under(field, name), text: 'is not a field' });
      else inside.push(...toProblems(resolve, partSchema, part, under(field, name)));
    }
  }
  return inside.length > 0 ? inside : ofVariants(resolve, schema, value, field);
};

const ofVariants = (resolve: Resolve, schema: Schema, value: unknown, field: string): readonly Problem[] => {
  const tried = variantsOf(schema).map((variant) => toProblems(resolve, variant, value, field));
  if (tried.length === 0 || tried.some((problems) => problems.length === 0)) return [];
  return tried.toSorted((x, y) => x.length - y.length)[0] ?? [];
};

/** Whether a value follows a schema. */
export const isValid = (resolve: Resolve, schema: Schema, value: unknown): boolean =>
  toProblems(resolve, schema, value).length === 0;
