import { isObject } from '../schema/schema.ts';
import type { State } from '../state.ts';
import { toPlural } from './words.ts';

/**
 * Replaces references by the things they name, where `include` asks for their kind: `include[]=services` embeds what
 * has the type `service_reference`. References to unknown things stay.
 */
export const toEmbedded = (state: State, include: unknown, value: unknown, depth = 0): unknown => {
  const kinds: readonly unknown[] = [include ?? []].flat();
  if (kinds.length === 0 || depth > 4) return value;
  if (Array.isArray(value)) return value.map((item) => toEmbedded(state, include, item, depth));
  if (!isObject(value)) return value;
  const kind = /^(.+)_reference$/.exec(String(value.type ?? ''))?.[1];
  const collection = kind === undefined ? undefined : toPlural(kind);
  if (depth > 0 && collection !== undefined && (kinds.includes(collection) || kinds.includes(kind)))
    return state.collection(collection).get(String(value.id)) ?? value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, toEmbedded(state, include, part, depth + 1)]),
  );
};
