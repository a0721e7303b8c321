import * as l10n from '@vscode/l10n';
import type { Input } from './client.ts';
import { ApiError } from './errors.ts';
import type { Body, Operation } from './operation.ts';

/** A request without host, token and transport headers. */
export interface Request {
  readonly method: Operation['method'];
  /** From the host's root, slots filled in and escaped. */
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  /** JSON value, or a form; absent where nothing is sent. */
  readonly body?: unknown;
}

const refuse = (operation: Operation, message: string): never => {
  throw new ApiError(message, { kind: 'refused', operationId: operation.id });
};

/**
 * A path value that is empty, climbs or holds a slash would reach another object than the one it names: a delete of a
 * rule could become a delete of its service.
 */
const toSegment = (operation: Operation, name: string, value: unknown): string => {
  if (typeof value !== 'string' && typeof value !== 'number')
    return refuse(operation, l10n.t('{0} was not sent: it needs {1}.', operation.id, name));
  const text = String(value);
  if (text.trim() === '' || text === '.' || text === '..' || /[/\\\p{Cc}]/u.test(text))
    return refuse(
      operation,
      l10n.t('{0} was not sent: {1} must be an id, not empty, “.”, “..” or a path.', operation.id, name),
    );
  return encodeURIComponent(text);
};

const toQuery = (wireNames: readonly string[], input: Input): readonly (readonly [string, string])[] =>
  wireNames.flatMap((wire): (readonly [string, string])[] => {
    const name = wire.replace(/\[\]$|,$/, '');
    const value = input[name];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) return [[wire.replace(/,$/, ''), String(value)]];
    return wire.endsWith(',') ? [[name, value.join(',')]] : value.map((v) => [wire, String(v)]);
  });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Puts a constant on a copy of a value, wherever the path's parent is there and the constant is not. */
const putConstant = (value: unknown, path: readonly string[], constant: string): unknown => {
  const [step, ...rest] = path;
  if (step === '*') return Array.isArray(value) ? value.map((v) => putConstant(v, rest, constant)) : value;
  if (step === undefined || !isObject(value)) return value;
  if (rest.length === 0) return step in value ? value : { ...value, [step]: constant };
  return step in value ? { ...value, [step]: putConstant(value[step], rest, constant) } : value;
};

const toBody = (body: Body, input: Input): unknown => {
  const fields: Record<string, unknown> = {};
  for (const name of body.fields) if (input[name] !== undefined) fields[name] = input[name];
  if (body.media === 'multipart/form-data') {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields))
      form.set(name, new Blob([String(value)], { type: 'text/csv' }), `${name}.csv`);
    return form;
  }
  let filled: unknown = fields;
  for (const [path, constant] of body.constants ?? []) filled = putConstant(filled, path.split('.'), constant);
  return body.wrapper === undefined ? filled : { [body.wrapper]: filled };
};

/**
 * Lays the flat input of a call where the row says it goes; fields that are `undefined` are left out.
 * @throws ApiError of kind `refused` for a path value that is missing or would change the path's meaning.
 */
export const toRequest = (operation: Operation, input: Input): Request => ({
  method: operation.method,
  path: operation.path.replace(/\{(\w+)\}/g, (_, name: string) => toSegment(operation, name, input[name])),
  query: toQuery(operation.query ?? [], input),
  headers: Object.fromEntries(
    (operation.headers ?? []).flatMap((name) => (input[name] === undefined ? [] : [[name, String(input[name])]])),
  ),
  ...(operation.body ? { body: toBody(operation.body, input) } : {}),
});
