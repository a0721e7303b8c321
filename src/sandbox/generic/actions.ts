import type { Operation } from '../../api/operation.ts';
import type { Schema } from '../../api/schema.ts';
import type { Schemas } from '../schema/createSchemas.ts';
import { isObject } from '../schema/schema.ts';
import type { Context, Resource } from '../state.ts';
import type { Paths } from './createPaths.ts';
import { toFiltered, toSorted } from './filters.ts';
import { toEmbedded } from './toEmbedded.ts';
import { findThing, notFound, type Place, toPlace } from './toPlace.ts';
import { toReference, toResource, toStamps } from './toResource.ts';
import type { Shape } from './toShape.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What an action works on: the row as the table and its schema say it, and where its path leads. */
export interface Scene {
  readonly row: Operation;
  readonly shape: Shape;
  readonly schema: Schema;
  readonly schemas: Schemas;
  readonly paths: Paths;
  readonly context: Context;
  readonly place: Place;
  readonly input: Fields;
}

/** A verb carried out; gives what stands under the shape's key. */
export type Action = (scene: Scene) => unknown;

/** Id of the only resource of a collection that is a single document. */
const only = '.';

const bodyOf = ({ row, shape, input }: Scene): Fields => {
  const fields = Object.fromEntries(
    (row.body?.fields ?? []).flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
  );
  const inner = shape.key === undefined ? undefined : fields[shape.key];
  return isObject(inner) ? inner : fields;
};

const thingsOf = ({ context, place }: Scene): Map<string, Resource> => context.state.collection(place.collection);

const slotName = (row: Operation): string => row.path.slice(row.path.lastIndexOf('{') + 1, -1);

const thingOf = (scene: Scene): Resource =>
  findThing(thingsOf(scene), slotName(scene.row), scene.place.id ?? '') ?? notFound();

const source = (scene: Scene, owner: string) => ({ now: scene.context.now, owner });

const isString = (schema: Schema): boolean => schema.type === 'string';

const list: Action = (scene) => {
  const { context, paths, row, input, place, schema } = scene;
  const parts =
    thingsOf(scene).size > 0 ? [] : paths.partsOf(row.path).map((path) => path.slice(1).replace(/\{[^}]+\}/, '*'));
  const spread = parts.flatMap((pattern) => {
    const [before = '', after = ''] = pattern.split('/*/');
    return [...context.state.collection(before).keys()].flatMap((id) => [
      ...context.state.collection(`${before}/${id}/${after}`).values(),
    ]);
  });
  const things = [...thingsOf(scene).values(), ...spread];
  const narrowed = Object.entries(place.narrowed).reduce(
    (left, [name, value]) => left.filter((thing) => thing[name] === value),
    things,
  );
  const sorted = toSorted(input.sort_by, toFiltered(row, input, narrowed));
  const limit = row.paging || typeof input.limit !== 'number' ? sorted.length : input.limit;
  return sorted
    .slice(0, limit)
    .map((thing) => (isString(schema) ? thing.id : toEmbedded(context.state, input.include, thing)));
};

const get: Action = (scene) => toEmbedded(scene.context.state, scene.input.include, thingOf(scene));

const put = (scene: Scene, fields: Fields): Resource => {
  const { schemas, context, place, schema } = scene;
  const named = context.state.collection(scene.row.path.split('/').at(-1) ?? '').get(String(fields.id));
  const thing = toResource(schemas, context, place, schema, named ? { ...toReference(named), ...fields } : fields);
  thingsOf(scene).set(thing.id, thing);
  return thing;
};

/** Where nothing is sent and nothing told, nothing is made: change events are made by the Events API. */
const create: Action = (scene) =>
  scene.shape.schema === undefined && scene.row.body === undefined ? undefined : put(scene, bodyOf(scene));

const manyOf = (scene: Scene): readonly Fields[] => {
  const { row, shape, input } = scene;
  const name = [shape.key, row.path.split('/').at(-1), ...(row.body?.fields ?? [])].find((field) =>
    Array.isArray(input[field ?? '']),
  );
  const items: unknown = input[name ?? ''];
  return (Array.isArray(items) ? items : []).filter(isObject);
};

const createMany: Action = (scene) => manyOf(scene).map((fields) => put(scene, fields));

const changed = (scene: Scene, before: Resource, fields: Fields): Resource => {
  const { schemas, context, schema } = scene;
  const stamped = {
    ...before,
    ...fields,
    ...toStamps(context, schemas.resolve(schema), 'updated'),
    id: before.id,
    type: before.type,
  };
  const name = fields.name ?? fields.title ?? fields.label;
  const renamed = typeof name === 'string' && 'summary' in before ? { ...stamped, summary: name } : stamped;
  const fitted = schemas.fit(schema, renamed, source(scene, before.id));
  return { ...(isObject(fitted) ? fitted : {}), id: before.id, type: before.type };
};

/** Changes a thing; where things are neither made nor removed (a service's features), the first change brings them in. */
const update: Action = (scene) => {
  const things = thingsOf(scene);
  const id = scene.place.id ?? '';
  const collection = scene.row.path.slice(0, scene.row.path.lastIndexOf('/'));
  const before = findThing(things, slotName(scene.row), id);
  if (!before && scene.paths.has('POST', collection)) notFound();
  const slot = slotName(scene.row).replace(/_(id|name)$/, '');
  const next = before ? changed(scene, before, bodyOf(scene)) : put(scene, { [slot]: id, ...bodyOf(scene), id });
  things.set(next.id, next);
  return next;
};

/** A list that is put whole: what it names is changed or made, and with an id that starts with `set` all else goes. */
const replaceList: Action = (scene) => {
  const things = thingsOf(scene);
  if (scene.row.id.startsWith('set')) things.clear();
  for (const fields of manyOf(scene)) {
    const before =
      things.get(String(fields.id)) ??
      [...things.values()].find((thing) => fields.name !== undefined && thing.name === fields.name);
    if (before) things.set(before.id, changed(scene, before, fields));
    else put(scene, fields);
  }
  return [...things.values()];
};

const remove: Action = (scene) => {
  const thing = thingOf(scene);
  thingsOf(scene).delete(thing.id);
  return thing;
};

/** A document that nobody makes is there from the start: made up once and then kept. Others must be made first. */
const getDocument: Action = (scene) => {
  const known = thingsOf(scene).get(only);
  return known ?? (scene.paths.has('POST', scene.row.path) ? notFound() : setDocument(scene));
};

const setDocument: Action = (scene) => {
  const before = thingsOf(scene).get(only);
  const fields = bodyOf(scene);
  const next = before
    ? changed(scene, before, fields)
    : toResource(scene.schemas, scene.context, scene.place, scene.schema, fields, 'document');
  thingsOf(scene).set(only, next);
  return next;
};

const removeDocument: Action = (scene) => {
  const gone = new Set(manyOf(scene).map((fields) => String(fields.id)));
  const things = thingsOf(scene);
  if (things.size === 0 && scene.paths.has('POST', scene.row.path)) notFound();
  for (const id of [...things.keys()]) if (gone.size === 0 || gone.has(id)) things.delete(id);
  return {};
};

/** A verb at the end of a path, `/extensions/{id}/enable`: gives the thing it is done to, or word that it was done. */
const act: Action = (scene) => {
  const { row, shape, paths, context, input } = scene;
  const target = row.path.slice(0, row.path.lastIndexOf('/'));
  const verb = row.path.slice(row.path.lastIndexOf('/') + 1);
  const isOwn = target.endsWith('}') && shape.key !== undefined && row.body === undefined;
  if (!isOwn) return scene.schemas.fit(scene.schema, bodyOf(scene), source(scene, context.state.nextId()), 'all');
  const slots = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]));
  const place = toPlace(context.state, paths, target, slots);
  const things = context.state.collection(place.collection);
  const thing = findThing(things, 'id', place.id ?? '') ?? notFound();
  const switched =
    verb === 'enable'
      ? { ...('temporarily_disabled' in thing ? { temporarily_disabled: false } : { enabled: true }) }
      : {};
  const next = changed({ ...scene, place }, thing, switched);
  things.set(next.id, next);
  return next;
};

const compute: Action = (scene) => scene.schemas.fit(scene.schema, bodyOf(scene), source(scene, scene.row.id), 'all');

/** What each verb does. */
export const actions: Readonly<Record<Shape['verb'], Action>> = {
  list,
  get,
  create,
  createMany,
  update,
  replaceList,
  remove,
  getDocument,
  setDocument,
  removeDocument,
  act,
  compute,
};
