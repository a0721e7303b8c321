import type { Schema } from '../../api/schema.ts';
import type { Fill } from '../schema/createFit.ts';
import type { Schemas } from '../schema/createSchemas.ts';
import { isObject, typesOf } from '../schema/schema.ts';
import { isValid } from '../schema/toProblems.ts';
import type { Context, Resource } from '../state.ts';
import type { Place } from './toPlace.ts';
import { toSingular } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

const nameOf = (fields: Fields): unknown =>
  ['name', 'title', 'label', 'display_name', 'summary', 'description', 'id']
    .map((field) => fields[field])
    .find((value) => typeof value === 'string');

/** Cuts a thing down to what others say of it. */
export const toReference = (thing: Resource, type = `${thing.type.replace(/_reference$/, '')}_reference`): Fields => ({
  id: thing.id,
  type,
  summary: nameOf(thing) ?? null,
  self: thing.self ?? null,
  html_url: thing.html_url ?? null,
});

/** Fields in which the server writes down who made or changed a thing, and when. */
const stamps = {
  created: ['created_at', 'updated_at', 'created_by', 'updated_by', 'creator'],
  updated: ['updated_at', 'updated_by'],
} as const;

/** What the server stamps on a thing that is made or changed, as far as the thing's schema knows the fields. */
export const toStamps = (context: Context, schema: Schema, when: 'created' | 'updated'): Fields => {
  const known = stamps[when].filter((name) => schema.properties?.[name] !== undefined);
  return Object.fromEntries(
    known.flatMap((name): [string, unknown][] => {
      if (name.endsWith('_at')) return [[name, context.now()]];
      return context.user ? [[name, toReference(context.user)]] : [];
    }),
  );
};

/** The references to its holder that a thing's schema asks for: `status_page`, `parent`, `schema_id`. */
const toHolders = (place: Place, schema: Schema): Fields => {
  if (!place.parent) return {};
  const { collection, resource } = place.parent;
  const kind = toSingular(collection.slice(collection.lastIndexOf('/') + 1));
  const reference = { id: resource.id, type: `${kind}_reference`, self: resource.self ?? null };
  const found = Object.keys(schema.properties ?? {}).flatMap((name): [string, unknown][] => {
    if (name === 'parent' || name === kind) return [[name, reference]];
    return name === `${kind}_id` ? [[name, resource.id]] : [];
  });
  return Object.fromEntries(found);
};

const toId = (context: Context, schema: Schema, given: unknown, size: number): unknown => {
  if (typeof given === 'string' && given !== '') return given;
  const idSchema = schema.properties?.id ?? {};
  if (typesOf(idSchema).includes('integer')) return size + 1;
  return idSchema.format === 'uuid' ? undefined : context.state.nextId();
};

/**
 * Makes a new thing of a collection: what the caller sent, an id, links, stamps and references to its holder, and what
 * else its schema leaves to the server. The first user stands in where nobody is known to act.
 */
export const toResource = (
  schemas: Schemas,
  context: Context,
  place: Place,
  rawSchema: Schema,
  fields: Fields,
  fill: Fill = 'created',
): Resource => {
  const schema = schemas.resolve(rawSchema);
  const things = context.state.collection(place.collection);
  const id = toId(context, schema, fields.id, things.size);
  const owner = typeof id === 'string' ? id : context.state.nextId();
  const path = `${place.collection}/${String(id ?? owner)}`;
  const kind = toSingular(place.collection.slice(place.collection.lastIndexOf('/') + 1));
  const known = (name: string, value: unknown): Fields =>
    schema.properties?.[name] === undefined ? {} : { [name]: value };
  const typeSchema = schema.properties?.type;
  const draft = {
    ...toHolders(place, schema),
    ...(typeSchema && isValid(schemas.resolve, typeSchema, kind) ? { type: kind } : {}),
    ...known('summary', nameOf(fields) ?? null),
    ...known('self', `https://api.pagerduty.com/${path}`),
    ...known('html_url', `https://sample-account.pagerduty.com/${path}`),
    ...toStamps(context, schema, 'created'),
    ...fields,
    ...(id === undefined ? {} : { id }),
  };
  const made = schemas.fit(schema, draft, { now: context.now, owner }, fill);
  const kept = isObject(made) ? made : {};
  const madeId = String(kept.id ?? id ?? owner);
  return { ...kept, id: madeId, type: String(kept.type ?? kind) };
};
