import type { Schema } from '../../api/schema.ts';

/** Follows references and joins `allOf`, so that what comes out has neither at its top. */
export type Resolve = (schema: Schema) => Schema;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON types that a schema allows; none said means any. */
export const typesOf = (schema: Schema): readonly string[] =>
  schema.type === undefined
    ? schema.properties
      ? ['object']
      : schema.items
        ? ['array']
        : []
    : typeof schema.type === 'string'
      ? [schema.type]
      : schema.type;

/** The schemas that a value may follow one of; none for a schema without `oneOf` and `anyOf`. */
export const variantsOf = (schema: Schema): readonly Schema[] => schema.oneOf ?? schema.anyOf ?? [];
