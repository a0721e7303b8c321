/** JSON Schema (draft 2020-12), as far as the API description uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
}

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
