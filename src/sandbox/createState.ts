import { createRandom } from './createRandom.ts';
import type { Clock, Deliver, Resource, State } from './state.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Makes an empty account; the same seed gives the same ids and numbers in the same order. Without `deliver` no webhook is sent. */
export const createState = (seed: number, clock: Clock, deliver?: Deliver): State => {
  const random = createRandom(seed);
  const collections = new Map<string, Map<string, Resource>>();
  const given = new Set<string>();
  const nextId = (prefix = 'P'): string => {
    const id = prefix + Array.from({ length: 6 }, () => letters[Math.floor(random() * letters.length)]).join('');
    if (given.has(id)) return nextId(prefix);
    given.add(id);
    return id;
  };
  const collection = (name: string): Map<string, Resource> => {
    const known = collections.get(name);
    if (known) return known;
    const made = new Map<string, Resource>();
    collections.set(name, made);
    return made;
  };
  return { clock, random, nextId, collection, ...(deliver ? { deliver } : {}) };
};
