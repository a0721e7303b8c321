import { isObject } from '../schema/schema.ts';
import { type Resource, SandboxError } from '../state.ts';

/** Fields of a thing or an input. */
export type Fields = Readonly<Record<string, unknown>>;

/** What is there as an object, else an empty one. */
export const toFields = (value: unknown): Fields => (isObject(value) ? value : {});

/** What is there as a list of objects, else an empty one. */
export const toList = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** What is there as a text, else nothing. */
export const toText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A thing of a collection. Throws a SandboxError (404) where there is none. */
export const getThing = (things: ReadonlyMap<string, Resource>, id: unknown): Resource => {
  const thing = things.get(String(id));
  if (!thing) throw new SandboxError(404, 2100, 'Not Found');
  return thing;
};
