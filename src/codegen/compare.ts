import type { Schema } from '../api/schema.ts';

/** A published OpenAPI document, 3.0 or 3.1, read as far as it is compared. */
export interface Published {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: Readonly<Record<string, unknown>>;
}

/** A field as it is compared: its enum values by path, `statuses` or `incident.urgency`. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** An operation as it is compared. */
export interface Comparable {
  readonly name: string;
  readonly deprecated: boolean;
  readonly parameters: Fields;
  readonly body: Fields;
  readonly answer: Fields;
}

/** One difference, told from the description's side. */
export interface Difference {
  /** `missing`: the published document has it and the description lacks it. */
  readonly kind: 'missing' | 'extra' | 'changed';
  readonly where: string;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object behind a `$ref` of a document, or the object itself. */
type Resolve = (value: unknown) => { readonly value: Json; readonly resolve: Resolve; readonly id?: string };

const at = (root: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (node, step) =>
        isObject(node) ? node[decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')] : undefined,
      root,
    );

/** A resolver within one document. */
export const resolveIn =
  (root: unknown): Resolve =>
  (value) => {
    const resolve = resolveIn(root);
    if (!isObject(value)) return { value: {}, resolve };
    const ref = value.$ref;
    if (typeof ref !== 'string') return { value, resolve };
    return { ...resolve(at(root, ref.slice(ref.indexOf('#') + 1))), id: ref };
  };

const fieldsBelow = (
  value: unknown,
  resolve: Resolve,
  path: string,
  open: readonly string[],
  into: Map<string, string[]>,
): void => {
  const { value: schema, resolve: inside, id } = resolve(value);
  if (id !== undefined && open.includes(id)) return;
  const opened = id === undefined ? open : [...open, id];
  const s = schema as Schema;
  const values = (s.enum ?? []).filter((v) => v !== null).map(String);
  if (path !== '') into.set(path, [...new Set([...(into.get(path) ?? []), ...values])]);
  for (const part of [...(s.allOf ?? []), ...(s.oneOf ?? []), ...(s.anyOf ?? [])])
    fieldsBelow(part, inside, path, opened, into);
  if (s.items) fieldsBelow(s.items, inside, path, opened, into);
  for (const [name, property] of Object.entries(s.properties ?? {}))
    fieldsBelow(property, inside, path === '' ? name : `${path}.${name}`, opened, into);
};

const contentFields = (holder: Json, resolve: Resolve): Fields => {
  const into = new Map<string, string[]>();
  const content = isObject(holder.content) ? Object.values(holder.content)[0] : undefined;
  if (isObject(content)) fieldsBelow(content.schema, resolve, '', [], into);
  return into;
};

/** Reads an operation object as something to compare; headers but the operation's own are left out. */
export const toComparable = (name: string, operation: Json, shared: unknown, resolve: Resolve): Comparable => {
  const parameters = new Map<string, string[]>();
  for (const parameter of [
    ...(Array.isArray(shared) ? shared : []),
    ...(Array.isArray(operation.parameters) ? operation.parameters : []),
  ]) {
    const { value, resolve: inside } = resolve(parameter);
    if (value.in === 'path' || value.in === 'query')
      fieldsBelow(value.schema, inside, String(value.name).replace('[]', ''), [], parameters);
  }
  const success = Object.entries(isObject(operation.responses) ? operation.responses : {}).find(([code]) =>
    code.startsWith('2'),
  )?.[1];
  const body = resolve(operation.requestBody);
  const answer = resolve(success);
  return {
    name,
    deprecated: operation.deprecated === true,
    parameters,
    body: contentFields(body.value, body.resolve),
    answer: contentFields(answer.value, answer.resolve),
  };
};

const compareFields = function* (where: string, ours: Fields, theirs: Fields): Generator<Difference> {
  for (const [path, values] of theirs) {
    const present = ours.get(path);
    if (!present) yield { kind: 'missing', where: `${where} ${path}` };
    else if (present.length > 0 && values.length === 0)
      yield { kind: 'changed', where: `${where} ${path}: any value is allowed` };
    else
      for (const value of values)
        if (!present.includes(value)) yield { kind: 'missing', where: `${where} ${path}: value ${value}` };
  }
  for (const [path, values] of ours) {
    const published = theirs.get(path);
    if (!published) yield { kind: 'extra', where: `${where} ${path}` };
    else
      for (const value of values)
        if (published.length > 0 && !published.includes(value))
          yield { kind: 'extra', where: `${where} ${path}: value ${value}` };
  }
};

/** All differences between the description's operations and a published document's, by `METHOD path`. */
export const compare = function* (
  ours: ReadonlyMap<string, Comparable>,
  theirs: ReadonlyMap<string, Comparable>,
): Generator<Difference> {
  for (const [key, published] of theirs) {
    const own = ours.get(key);
    if (!own) {
      yield { kind: 'missing', where: `operation ${published.name}` };
      continue;
    }
    // A field that moved between query and body is the same field to whoever fills it in.
    const input = (c: Comparable): Fields => new Map([...c.parameters, ...c.body]);
    yield* compareFields(`${own.name} input`, input(own), input(published));
    yield* compareFields(`${own.name} answer`, own.answer, published.answer);
    if (published.deprecated && !own.deprecated) yield { kind: 'changed', where: `${own.name}: now deprecated` };
  }
  for (const [key, own] of ours) if (!theirs.has(key)) yield { kind: 'extra', where: `operation ${own.name}` };
};
