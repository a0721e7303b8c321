import type { Schema } from '../api/schema.ts';
import type { Description, SourceFile } from './description.ts';

const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
const comment = (text: string | undefined): string => (text ? `/** ${text.replaceAll('*/', '* /')} */ ` : '');
const literal = (values: readonly unknown[]): string => values.map((v) => JSON.stringify(v)).join(' | ');

const scalarTypes: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
  object: 'Readonly<Record<string, unknown>>',
};

const group = (type: string): string => (/[|&]/.test(type) ? `(${type})` : type);

const objectType = (schema: Schema, named: (ref: string) => string): string => {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, p]) =>
      `${comment(p.description)}readonly ${key(name)}${schema.required?.includes(name) ? '' : '?'}: ${toType(p, named)}`,
  );
  return `{ ${fields.join('; ')} }`;
};

/** Writes a schema as a TypeScript type; `named` gives the type name of a reference. */
export const toType = (schema: Schema, named: (ref: string) => string): string => {
  if (schema.$ref !== undefined) return named(schema.$ref);
  if (schema.enum) return literal(schema.enum);
  const parts = (list: readonly Schema[], by: string): string => list.map((s) => group(toType(s, named))).join(by);
  const all = [
    ...(schema.allOf ? [parts(schema.allOf, ' & ')] : []),
    ...((schema.oneOf ?? schema.anyOf) ? [`(${parts(schema.oneOf ?? schema.anyOf ?? [], ' | ')})`] : []),
    ...(schema.properties ? [objectType(schema, named)] : []),
  ];
  const isNull = Array.isArray(schema.type) && schema.type.includes('null') ? ' | null' : '';
  if (all.length > 0) return all.join(' & ') + isNull;
  if (schema.items) return `readonly ${group(toType(schema.items, named))}[]${isNull}`;
  const types = ([] as string[]).concat(schema.type ?? []);
  if (types.length === 0) return 'unknown';
  return types.map((t) => scalarTypes[t] ?? 'readonly unknown[]').join(' | ');
};

/** Name of the schema that a reference points to; names are unique over all files. */
export const nameOfReference = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** Writes every schema of the description as an exported type, sorted by file. */
export const toComponentTypes = (description: Description): string =>
  description.files
    .flatMap(({ document }: SourceFile) => Object.entries(document.components?.schemas ?? {}))
    .map(
      ([name, schema]) =>
        `${schema.description ? `/** ${schema.description} */\n` : ''}export type ${name} = ${toType(schema, nameOfReference)};`,
    )
    .join('\n');
