import { parseIncidentQuery } from './incidentQuery.ts';

/** A query as the setting holds it, with whatever else a person wrote into it. */
export type StoredQuery = Readonly<Record<string, unknown>> & { readonly name: string };

/** What the setting holds: queries, and perhaps other things, which are never touched. */
export type QueryList = readonly unknown[];

/** Takes what the setting holds; gives nothing where that is no list. */
export const toQueryList = (value: unknown): QueryList => (Array.isArray(value) ? value : []);

const hasName = (item: unknown, name: string): boolean => parseIncidentQuery(item)?.name === name;

/** Takes a name as it is shown; gives the query that counts under it, for of two with one name the first does. */
export const findStoredQuery = (list: QueryList, name: string): StoredQuery | undefined => {
  const found = list.find((item) => hasName(item, name));
  return found === undefined ? undefined : { ...(found as StoredQuery) }; // A query was parsed from it: it is an object.
};

/** Where a query stands in the list; -1 for nowhere. */
export const placeOfQuery = (list: QueryList, name: string): number => list.findIndex((item) => hasName(item, name));

/** Takes a query that a form has filled, with undefined for what it leaves out; gives what the setting shall hold. */
export const toStored = (query: StoredQuery): StoredQuery => {
  const { name, ...others } = query;
  return { name, ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)) };
};

/** Gives the list with a query at a place, the end where none is given. */
export const withQuery = (list: QueryList, query: StoredQuery, place = list.length): QueryList =>
  list.toSpliced(place, 0, toStored(query));

/** Gives the list with one query in another's place; undefined where that other is not there (any more). */
export const replaceQuery = (list: QueryList, name: string, query: StoredQuery): QueryList | undefined => {
  const place = placeOfQuery(list, name);
  return place < 0 ? undefined : list.with(place, toStored(query));
};

/** Gives the list without a query; undefined where it is not there (any more). */
export const withoutQuery = (list: QueryList, name: string): QueryList | undefined => {
  const place = placeOfQuery(list, name);
  return place < 0 ? undefined : list.toSpliced(place, 1);
};
