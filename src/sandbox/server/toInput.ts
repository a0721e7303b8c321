import type { Operation } from '../../api/operation.ts';
import type { Schema } from '../../api/schema.ts';
import type { Resolve } from '../schema/schema.ts';
import { isObject, typesOf } from '../schema/schema.ts';
import { SandboxError } from '../state.ts';

/** A request as it came in. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The parsed body: JSON, the fields of a form, or undefined where none was sent. */
  readonly body: unknown;
  /** Why the body could not be read. */
  readonly error?: SandboxError | undefined;
}

type Fields = Record<string, unknown>;

/** Texts of a query become what the schema asks for; a text that cannot stays and is refused by the schema. */
const toValue = (resolve: Resolve, raw: Schema | undefined, text: string): unknown => {
  const types = raw ? typesOf(resolve(raw)) : [];
  if ((types.includes('integer') || types.includes('number')) && text.trim() !== '' && Number.isFinite(Number(text)))
    return Number(text);
  if (types.includes('boolean') && /^(true|false|1|0)$/.test(text)) return text === 'true' || text === '1';
  return text;
};

const fromQuery = (row: Operation, query: URLSearchParams, resolve: Resolve, schema: Schema): Fields => {
  const fields: Fields = {};
  for (const wire of row.query ?? []) {
    const name = wire.replace(/\[\]$|,$/, '');
    // Rails, which PagerDuty runs on, takes a single value for a list and knows lists by their brackets alone.
    const texts = wire.endsWith('[]') ? [...query.getAll(wire), ...query.getAll(name)] : query.getAll(name);
    if (texts.length === 0) continue;
    const part = schema.properties?.[name];
    const isList = part !== undefined && typesOf(resolve(part)).includes('array');
    const all = wire.endsWith(',') ? texts.flatMap((text) => text.split(',')) : texts;
    const items = part ? resolve(part).items : undefined;
    fields[name] = isList
      ? all.map((text) => toValue(resolve, items, text))
      : toValue(resolve, part, texts.at(-1) ?? '');
  }
  return fields;
};

/** Puts a constant wherever its parent is there and lacks it: PagerDuty takes references without a type. */
const putConstant = (value: unknown, path: readonly string[], constant: string): unknown => {
  const [step, ...rest] = path;
  if (step === '*') return Array.isArray(value) ? value.map((item) => putConstant(item, rest, constant)) : value;
  if (step === undefined || !isObject(value)) return value;
  if (rest.length === 0) return step in value ? value : { ...value, [step]: constant };
  return step in value ? { ...value, [step]: putConstant(value[step], rest, constant) } : value;
};

const fromBody = (row: Operation, body: unknown): Fields => {
  if (!row.body || body === undefined) return {};
  const { wrapper, fields, constants = [] } = row.body;
  const whole = isObject(body) ? body : {};
  const inner = wrapper === undefined ? whole : whole[wrapper];
  if (wrapper !== undefined && !isObject(inner) && fields.length > 0)
    throw new SandboxError(400, 2001, 'Invalid Input Provided', [`Body needs the object \`${wrapper}\``]);
  let filled: unknown = inner;
  for (const [path, constant] of constants) filled = putConstant(filled, path.split('.'), constant);
  const sent = isObject(filled) ? filled : {};
  return Object.fromEntries(fields.flatMap((name) => (sent[name] === undefined ? [] : [[name, sent[name]]])));
};

/**
 * Reads a request back into the flat input that the row describes; what the row does not name is left out, as
 * PagerDuty does. Throws a SandboxError where the body lacks its wrapper.
 */
export const toInput = (
  row: Operation,
  slots: Readonly<Record<string, string>>,
  received: Received,
  resolve: Resolve,
  schema: Schema,
): Fields => ({
  ...Object.fromEntries(
    (row.headers ?? []).flatMap((name) =>
      received.headers[name] === undefined ? [] : [[name, received.headers[name]]],
    ),
  ),
  ...fromQuery(row, received.query, resolve, schema),
  ...fromBody(row, received.body),
  ...slots,
});
