import type { InputSchema } from '../api/tool.ts';
import { constraintProblem } from './constraints.ts';
import { nearest } from './nearest.ts';

/** What a reference may carry besides what its schema shows: people and models copy objects as the API gave them. */
const copied = new Set(['id', 'type', 'summary', 'self', 'html_url']);

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
};

const typesOf = (schema: InputSchema): readonly string[] =>
  schema.type === undefined ? [] : typeof schema.type === 'string' ? [schema.type] : schema.type;

const isType = (value: unknown, types: readonly string[]): boolean => {
  const type = typeOf(value);
  return types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'));
};

const articles: Readonly<Record<string, string>> = {
  integer: 'an integer',
  object: 'an object',
  array: 'an array',
  null: 'null',
};
const named = (types: readonly string[]): string => types.map((type) => articles[type] ?? `a ${type}`).join(' or ');

/** A value as a problem shows it: what it is, and how it looks where that is short. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined';
  return typeof value === 'object' || text.length > 40
    ? (articles[typeOf(value)] ?? `a ${typeOf(value)}`)
    : `the ${typeOf(value)} ${text}`;
};

const at = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const unknownField = (path: string, name: string, schema: InputSchema): string => {
  const names = Object.keys(schema.properties ?? {});
  const near = nearest(name, names);
  if (near) return `\`${at(path, name)}\` is not a field; did you mean \`${at(path, near)}\`?`;
  const known =
    names.length <= 15
      ? names
      : [...(schema.required ?? []), ...names.filter((n) => !schema.required?.includes(n))].slice(0, 15);
  const rest = names.length > known.length ? ' and others' : '';
  return names.length === 0
    ? `\`${at(path, name)}\` is not a field; there are none`
    : `\`${at(path, name)}\` is not a field; the fields are ${known.join(', ')}${rest}`;
};

const objectProblems = (
  schema: InputSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly string[] => {
  const properties = schema.properties;
  if (!properties) return [];
  const missing = (schema.required ?? [])
    .filter((name) => value[name] === undefined)
    .map(
      (name) =>
        `\`${at(path, name)}\` is missing${properties[name]?.description ? ` (${properties[name].description.replace(/[.\s]+$/, '')})` : ''}`,
    );
  const given = Object.entries(value).flatMap(([name, inner]): readonly string[] => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property) return inner === undefined ? [] : problemsOf(property, inner, at(path, name));
    return path !== '' && (copied.has(name) || Object.keys(properties).length === 0)
      ? []
      : [unknownField(path, name, schema)];
  });
  return [...given, ...missing];
};

const variantProblems = (variants: readonly InputSchema[], value: unknown, path: string): readonly string[] => {
  const tried = variants.map((variant) => problemsOf(variant, value, path));
  if (tried.some((problems) => problems.length === 0)) return [];
  const right = variants.findIndex((variant) => isType(value, typesOf(variant)));
  return tried[right] ?? [`\`${path}\` must be ${named([...new Set(variants.flatMap(typesOf))])}, not ${shown(value)}`];
};

const problemsOf = (schema: InputSchema, value: unknown, path: string): readonly string[] => {
  if (schema.anyOf) return variantProblems(schema.anyOf, value, path);
  const types = typesOf(schema);
  if (!isType(value, types)) return [`\`${path}\` must be ${named(types)}, not ${shown(value)}`];
  const constraint = value === null ? undefined : constraintProblem(schema, value);
  if (constraint) return [`\`${path}\` ${constraint}, not ${shown(value)}`];
  if (Array.isArray(value))
    return schema.items ? value.flatMap((item, i) => problemsOf(schema.items ?? {}, item, `${path}[${i}]`)) : [];
  return typeof value === 'object' && value !== null
    ? objectProblems(schema, value as Readonly<Record<string, unknown>>, path)
    : [];
};

/**
 * Holds an input against its schema, strictly: numbers as text do not pass. Gives a clause for each problem that names
 * the field, what was expected, and the nearest valid name; none for a valid input.
 */
export const validate = (schema: InputSchema, input: Readonly<Record<string, unknown>>): readonly string[] =>
  problemsOf(schema, input, '');
