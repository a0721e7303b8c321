import type { Body, Operation, WrittenRow } from '../api/operation.ts';
import type { Schema } from '../api/schema.ts';
import { type Description, DescriptionError, type Entry } from './description.ts';
import { type Constants, expand, isReference, merge } from './expand.ts';
import type { Parameter } from './openApi.ts';

/** An operation with its path, query, header and body fields side by side. */
export interface Flat {
  /** Input schema without references, closed to unknown fields. */
  readonly input: Schema;
  readonly query: readonly string[];
  readonly headers: readonly string[];
  readonly body: Body | undefined;
}

/** Name of a parameter as an input field: `statuses[]` is `statuses`. */
export const fieldName = (parameter: Parameter): string => parameter.name.replace('[]', '');

const wireName = (p: Parameter): string =>
  p.schema.type === 'array' && p.explode === false && !p.name.endsWith('[]') ? `${p.name},` : p.name;

const jsonOf = (entry: Entry) => Object.entries(entry.operation.requestBody?.content ?? {})[0];

/** Splits the body into its wrapper, if it has one, and the schema that holds the fields. */
const unwrap = (
  description: Description,
  entry: Entry,
): { wrapper?: string; schema: Schema; constants: Constants } | undefined => {
  const content = jsonOf(entry);
  if (!content) return undefined;
  const body = merge(description, content[1].schema, entry.source);
  const [first, ...others] = body?.properties ?? [];
  if (first && others.length === 0) {
    const [wrapper, placed] = first;
    const inner = merge(description, placed.schema, placed.source);
    const constants: Constants = [];
    if (inner && !isReference(inner))
      return { wrapper, schema: expand(description, placed.schema, placed.source, constants), constants };
  }
  const constants: Constants = [];
  return { schema: expand(description, content[1].schema, entry.source, constants), constants };
};

const toBody = (unwrapped: NonNullable<ReturnType<typeof unwrap>>, media: string | undefined): Body => ({
  ...(unwrapped.wrapper === undefined ? {} : { wrapper: unwrapped.wrapper }),
  fields: Object.keys(unwrapped.schema.properties ?? {}),
  ...(unwrapped.constants.length > 0 ? { constants: unwrapped.constants } : {}),
  ...(media === 'multipart/form-data' ? { media } : {}),
});

/**
 * Lays an operation's fields side by side.
 * @throws DescriptionError where two fields would have one name, or a path slot has no field.
 */
export const flatten = (description: Description, entry: Entry): Flat => {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  const add = (name: string, schema: Schema, isRequired: boolean, where: string): void => {
    if (name in properties)
      throw new DescriptionError(where, `gives the name ${name} to two input fields of ${entry.operation.operationId}`);
    properties[name] = schema;
    if (isRequired) required.push(name);
  };
  entry.parameters.forEach((p, i) => {
    const schema = expand(description, p.schema, entry.source, []);
    add(
      fieldName(p),
      { ...(p.description === undefined ? {} : { description: p.description }), ...schema },
      p.required === true,
      entry.where('parameters', i),
    );
  });
  for (const [, slot] of entry.path.matchAll(/\{(\w+)\}/g))
    if (!entry.parameters.some((p) => p.in === 'path' && p.name === slot))
      throw new DescriptionError(entry.where(), `has the path slot {${slot}} without a path parameter`);
  const unwrapped = unwrap(description, entry);
  for (const [name, schema] of Object.entries(unwrapped?.schema.properties ?? {}))
    add(name, schema, unwrapped?.schema.required?.includes(name) ?? false, entry.where('requestBody'));
  const named = (place: Parameter['in']) => entry.parameters.filter((p) => p.in === place);
  return {
    input: { type: 'object', properties, ...(required.length > 0 ? { required } : {}), additionalProperties: false },
    query: named('query').map(wireName),
    headers: named('header').map((p) => p.name),
    body: unwrapped && toBody(unwrapped, jsonOf(entry)?.[0]),
  };
};

/**
 * Makes the row of an operation, without what `toTable` puts back. The columns are trusted: `checkDescription` has
 * looked at them.
 */
export const toRow = (entry: Entry, flat: Flat): WrittenRow => {
  const o = entry.operation;
  const accept = Object.values(o.responses).flatMap((r) => Object.keys(r.content ?? {}))[0];
  const row: Partial<Record<keyof Operation, unknown>> = {
    method: entry.method,
    path: entry.path,
    host: o['x-host'] === 'rest' ? undefined : o['x-host'],
    effect: o['x-effect'],
    status: o['x-status'] === 'current' ? undefined : o['x-status'],
    summary: o.summary,
    pages: o['x-pages'],
    bulk: o['x-bulk'],
    scope: o['x-scope'],
    from: o['x-from'],
    earlyAccess: o['x-early-access'],
    paging: o['x-paging'],
    query: flat.query.length > 0 ? flat.query : undefined,
    headers: flat.headers.length > 0 ? flat.headers : undefined,
    body: flat.body,
    accept: accept === 'application/json' ? undefined : accept,
    secret: o['x-secret'],
  };
  return Object.fromEntries(Object.entries(row).filter(([, v]) => v !== undefined)) as unknown as WrittenRow;
};
