import type { Send } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import type { Access } from '../policy/access.ts';
import { toDecision } from '../policy/decision.ts';
import { type Fields, readFields } from './fields.ts';
import type { ToolBook } from './toolBook.ts';

/** What reading needs. */
export interface ReadOptions {
  readonly tools: () => ToolBook;
  readonly send: Send;
  readonly access: () => Access;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long an object is good for once it was read, in milliseconds. */
  readonly freshness?: number;
}

/** Reads one object by a path with its ids filled in; undefined where agents may not read it, or it is not there. */
export type ReadObject = (path: string, signal: AbortSignal) => Promise<Fields | undefined>;

/** How long a title is good for, in milliseconds, and how many are kept. */
const usualFreshness = 300_000;
const mostKept = 200;
const slots = (path: string): string => path.replaceAll(/\{\w+\}/g, '{}');

/** Reads objects by path with the operation that the table has for it, under the agents' own grant. */
export const createReadObject = ({ tools, send, access, now, freshness = usualFreshness }: ReadOptions): ReadObject => {
  const kept = new Map<string, { readonly fields: Fields; readonly until: number }>();
  const rowOf = (path: string): Operation | undefined => {
    const count = path.split('/').length;
    return [...tools().values()].find(({ row }) => {
      if (row.method !== 'GET' || row.effect !== 'read' || row.path.split('/').length !== count) return false;
      return new RegExp(`^${slots(row.path).replaceAll('{}', '[^/]+')}$`).test(path) && row.path.endsWith('}');
    })?.row;
  };
  return async (path, signal) => {
    const known = kept.get(path);
    if (known && known.until > now()) return known.fields;
    const row = rowOf(path);
    if (!row || toDecision(row, access(), {}).kind !== 'allow') return undefined;
    const values = path.split('/');
    const input = Object.fromEntries(
      row.path
        .split('/')
        .flatMap((part, i) => (part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(values[i] ?? '')]] : [])),
    );
    const fields = readFields(await send(row, input, { signal }).catch(() => undefined)); // A title is a nicety.
    if (!fields) return undefined;
    kept.delete(path);
    kept.set(path, { fields, until: now() + freshness });
    for (const old of [...kept.keys()].slice(0, -mostKept)) kept.delete(old);
    return fields;
  };
};
