import { type Resource, SandboxError, type State } from '../state.ts';
import type { Paths } from './createPaths.ts';
import { toPlural, toSingular } from './words.ts';

/** Where in the account a path leads. */
export interface Place {
  /** Name of the collection: the path with ids in place, without what `id` says. */
  readonly collection: string;
  /** Value of the last slot where the path ends with one that names a thing of the collection. */
  readonly id?: string | undefined;
  /** The thing that the path passes last before its end. */
  readonly parent?: { readonly collection: string; readonly resource: Resource } | undefined;
  /** Slots that neither name nor hold a thing: a session's `type`. */
  readonly narrowed: Readonly<Record<string, string>>;
}

type Slots = Readonly<Record<string, string>>;

/** Throws PagerDuty's 404. */
export const notFound = (): never => {
  throw new SandboxError(404, 2100, 'Not Found');
};

/** The thing that a slot's value names: by id, or by the field that the slot is called after. */
export const findThing = (things: ReadonlyMap<string, Resource>, slot: string, value: string): Resource | undefined => {
  const direct = things.get(value);
  if (direct) return direct;
  const field = slot.endsWith('_or_name') ? 'name' : slot;
  return field === 'id' ? undefined : [...things.values()].find((thing) => thing[field] === value);
};

interface Walk {
  collection: string;
  parent: Place['parent'];
  readonly narrowed: Record<string, string>;
}

const above = (path: string): string => path.slice(0, path.lastIndexOf('/'));
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a slot looks things up by a field: `/status_dashboards/url_slugs/{url_slug}`. */
const isLookUp = (paths: Paths, template: string, slot: string): boolean =>
  toSingular(lastOf(template)) === slot && !paths.isCollection(template);

/** Name of the collection that holds what a slot names, where the sandbox knows such things. */
const holderOf = (paths: Paths, walk: Walk, template: string, slot: string): string | undefined => {
  if (isLookUp(paths, template, slot)) return above(walk.collection);
  if (paths.isCollection(template)) return walk.collection;
  const named = toPlural(slot.replace(/_id$/, ''));
  return slot.endsWith('_id') && paths.has('GET', `/${named}`) ? named : undefined;
};

/** Steps over a slot; its thing must be there where the sandbox knows such things. */
const stepOver = (state: State, paths: Paths, walk: Walk, template: string, slot: string, value: string): void => {
  const holder = holderOf(paths, walk, template, slot);
  const thing = holder === undefined ? undefined : (findThing(state.collection(holder), slot, value) ?? notFound());
  if (holder !== undefined && thing) walk.parent = { collection: holder, resource: thing };
  if (isLookUp(paths, template, slot)) walk.collection = above(walk.collection);
  walk.collection += `/${thing?.id ?? value}`;
};

const slotOf = (segment: string | undefined): string | undefined => /^\{(.+)\}$/.exec(segment ?? '')?.[1];

/**
 * Follows a row's path into the account. Throws a SandboxError (404) where a thing on the way is not there; whether the
 * last one is there is the caller's question.
 */
export const toPlace = (state: State, paths: Paths, path: string, slots: Slots): Place => {
  const segments = path.slice(1).split('/');
  const lastSlot = slotOf(segments.at(-1));
  const walk: Walk = { collection: '', parent: undefined, narrowed: {} };
  for (const [i, segment] of segments.entries()) {
    const template = `/${segments.slice(0, i).join('/')}`;
    const slot = slotOf(segment);
    const value = slots[slot ?? ''] ?? '';
    const isLast = i === segments.length - 1;
    const follows = `${template}/${segment}`;
    if (slot === undefined) walk.collection += walk.collection === '' ? segment : `/${segment}`;
    else if (isLast && (paths.isCollection(template) || Object.keys(walk.narrowed).length > 0))
      return { ...walk, id: value };
    else if (isLast && isLookUp(paths, template, slot)) return toLookedUp(state, walk, slot, value);
    else if (i === segments.length - 2 && lastSlot !== undefined && slot !== undefined && !paths.isCollection(follows))
      walk.narrowed[slot] = value;
    else stepOver(state, paths, walk, template, slot, value);
  }
  return walk;
};

const toLookedUp = (state: State, walk: Walk, slot: string, value: string): Place => {
  const collection = above(walk.collection);
  return { ...walk, collection, id: findThing(state.collection(collection), slot, value)?.id ?? value };
};
