import type { Operation } from '../../api/operation.ts';
import type { Schema } from '../../api/schema.ts';
import { type Resolve, typesOf, variantsOf } from '../schema/schema.ts';
import type { Paths } from './createPaths.ts';
import { toSingular } from './words.ts';

/** What a row does, read off its method, path and answer. */
export type Verb =
  | 'list'
  | 'get'
  | 'create'
  | 'createMany'
  | 'update'
  | 'replaceList'
  | 'remove'
  | 'getDocument'
  | 'setDocument'
  | 'removeDocument'
  | 'act'
  | 'compute';

/** A row as the generic behaviour reads it. */
export interface Shape {
  readonly verb: Verb;
  /** Answer field that holds the thing or the things; none where the answer itself is the thing. */
  readonly key?: string | undefined;
  /** Schema of one thing; none where the answer is empty. */
  readonly schema?: Schema | undefined;
}

/** Fields that may stand beside the one that holds the thing. */
const besides: readonly string[] = ['warnings', 'tenant_id'];

const isKind = (resolve: Resolve, schema: Schema, kind: string): boolean => {
  const whole = resolve(schema);
  return typesOf(whole).includes(kind) || variantsOf(whole).some((variant) => isKind(resolve, variant, kind));
};

const lastFixed = (path: string): string => path.split('/').findLast((segment) => !segment.startsWith('{')) ?? '';

const toListKey = (resolve: Resolve, row: Operation, answer: Schema): string | undefined => {
  const lists = Object.entries(answer.properties ?? {}).filter(([, part]) => isKind(resolve, part, 'array'));
  const names = lists.map(([name]) => name).filter((name) => !besides.includes(name));
  if (row.paging && names.includes(row.paging.items)) return row.paging.items;
  if (row.path.endsWith('}') && !row.paging && row.method === 'GET' && answer.properties?.id) return undefined;
  return names.find((name) => name === lastFixed(row.path)) ?? (names.length === 1 ? names[0] : undefined);
};

const toItemKey = (resolve: Resolve, row: Operation, answer: Schema): string | undefined => {
  const parts = Object.entries(answer.properties ?? {}).filter(([name]) => !besides.includes(name));
  const objects = parts.filter(([, part]) => isKind(resolve, part, 'object')).map(([name]) => name);
  const last = lastFixed(row.path);
  if (answer.properties?.id) return undefined;
  if (parts.length === 1) return objects[0];
  return objects.find((name) => name === row.body?.wrapper || name === toSingular(last));
};

const toPostVerb = (row: Operation, paths: Paths, isList: boolean): Verb => {
  const { path } = row;
  const isMade =
    (['GET', 'PUT', 'DELETE'] as const).some((method) => paths.has(method, `${path}/{}`)) ||
    paths.homeOf(path) !== path;
  const takesList = row.body?.fields.includes(lastFixed(path)) ?? false;
  if (row.effect !== 'write' || path.endsWith('}')) return 'compute';
  if (paths.has('GET', path) && (isList || takesList)) return 'createMany';
  if (isMade) return 'create';
  return paths.has('GET', path) ? 'setDocument' : 'act';
};

const toVerb = (row: Operation, paths: Paths, isList: boolean): Verb => {
  const collection = row.path.slice(0, row.path.lastIndexOf('/'));
  const isItem = row.path.endsWith('}');
  const isOwn = isItem && (paths.isCollection(collection) || collection.endsWith('}') || isLookUp(row.path));
  if (row.method === 'POST') return toPostVerb(row, paths, isList);
  if (row.method === 'GET') return isOwn ? 'get' : isList ? 'list' : 'getDocument';
  if (row.method === 'DELETE') return isOwn ? 'remove' : 'removeDocument';
  return isOwn ? 'update' : isList ? 'replaceList' : 'setDocument';
};

/** Whether a path looks things up by a field: `/status_dashboards/url_slugs/{url_slug}`. */
const isLookUp = (path: string): boolean => path.slice(path.lastIndexOf('/')) === `/{${toSingular(lastFixed(path))}}`;

/** The key of an operation whose answer nobody describes any more. */
const toRetiredShape = (row: Operation, paths: Paths): Shape => {
  const isList = row.method === 'GET' && !row.path.endsWith('}');
  const name = lastFixed(row.path);
  return { verb: toVerb(row, paths, isList), key: isList ? name : toSingular(name), schema: {} };
};

/** Reads what a row does off the table, the paths of the others and its answer's schema. */
export const toShape = (row: Operation, paths: Paths, resolve: Resolve, answerSchema: Schema | null): Shape => {
  const answer = answerSchema ? resolve(answerSchema) : {};
  if (row.status === 'retired') return toRetiredShape(row, paths);
  const listKey = toListKey(resolve, row, answer);
  const verb = toVerb(row, paths, listKey !== undefined);
  const isMany = verb === 'list' || verb === 'createMany' || verb === 'replaceList';
  const key = isMany ? listKey : toItemKey(resolve, row, answer);
  const part = key === undefined ? undefined : answer.properties?.[key];
  const schema = key === undefined ? answer : isMany && part ? resolve(part).items : part;
  return { verb, key, schema: answerSchema ? schema : undefined };
};
