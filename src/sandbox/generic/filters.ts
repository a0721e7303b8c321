import type { Operation } from '../../api/operation.ts';
import { isObject } from '../schema/schema.ts';
import type { Resource } from '../state.ts';
import { toPlural, toSingular } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;
type Keep = (thing: Resource) => boolean;

/** Fields that page, sort, embed or format rather than filter. */
const others: ReadonlySet<string> = new Set([
  'limit',
  'offset',
  'total',
  'cursor',
  'after',
  'before',
  'starting_after',
  'ending_before',
  'startIndex',
  'count',
  'include',
  'sort_by',
  'time_zone',
  'additional_fields',
  'additional_details',
  'overflow',
]);

const momentFields: readonly string[] = ['created_at', 'timestamp', 'execution_time', 'start_time', 'started_at', 'at'];
const searched: readonly string[] = ['name', 'summary', 'title', 'label', 'display_name', 'description', 'email'];

const has = (value: unknown, text: string): boolean =>
  typeof value === 'string' && value.toLowerCase().includes(text.toLowerCase());

/** Whether a thing refers, at most three steps deep, to something of one of the ids under a name such as `service`. */
const refersTo = (
  value: unknown,
  names: ReadonlySet<string>,
  ids: ReadonlySet<string>,
  under = '',
  depth = 0,
): boolean => {
  if (Array.isArray(value)) return value.some((item) => refersTo(item, names, ids, under, depth));
  if (typeof value === 'string') return (names.has(under) || names.has(under.replace(/_ids?$/, ''))) && ids.has(value);
  if (!isObject(value) || depth > 3) return false;
  const type = String(value.type ?? '').replace(/_reference$/, '');
  if (depth > 0 && ids.has(String(value.id)) && (names.has(under) || names.has(type))) return true;
  return Object.entries(value).some(([name, part]) => refersTo(part, names, ids, name, depth + 1));
};

const byReference = (name: string, wanted: readonly unknown[]): Keep => {
  const kind = name.replace(/_ids?$/, '');
  const names = new Set([kind, toPlural(kind)]);
  const ids = new Set(wanted.map(String));
  return (thing) => refersTo(thing, names, ids);
};

const byTime = (name: string, wanted: unknown): Keep => {
  const limit = Date.parse(String(wanted));
  return (thing) => {
    const field = momentFields.find((candidate) => typeof thing[candidate] === 'string');
    const time = field === undefined ? Number.NaN : Date.parse(String(thing[field]));
    return Number.isNaN(time) || Number.isNaN(limit) || (name === 'since' ? time >= limit : time < limit);
  };
};

const byValue = (field: string, wanted: readonly unknown[]): Keep => {
  const texts = new Set(wanted.map(String));
  return (thing) => [thing[field]].flat().some((value) => texts.has(String(value)));
};

const toKeep = (name: string, value: unknown, things: readonly Resource[]): Keep | undefined => {
  const wanted: readonly unknown[] = [value].flat();
  if (name === 'query' || name === 'keyword')
    return (thing) => searched.some((field) => has(thing[field], String(value)));
  if (name === 'name') return (thing) => has(thing.name, String(value));
  if (name.endsWith('_contains')) return (thing) => has(thing[name.slice(0, -9)], String(value));
  if (name === 'ids') return (thing) => wanted.map(String).includes(thing.id);
  if (name === 'since' || name === 'until') return byTime(name, value);
  const field = [name, toSingular(name)].find((candidate) => things.some((thing) => thing[candidate] !== undefined));
  if (field !== undefined) return byValue(field, wanted);
  return /_ids?$/.test(name) ? byReference(name, wanted) : undefined;
};

/**
 * The things that a row's documented filters let through: a search text, ids, references by `*_id(s)`, a time range, and
 * any field of the same name. Filters that none of the things has a field for let all through.
 */
export const toFiltered = (row: Operation, input: Fields, things: readonly Resource[]): readonly Resource[] => {
  const filters = (row.query ?? []).map((wire) => wire.replace(/\[\]$|,$/, '')).filter((name) => !others.has(name));
  return filters.reduce<readonly Resource[]>((left, name) => {
    const keep = input[name] === undefined ? undefined : toKeep(name, input[name], things);
    return keep ? left.filter(keep) : left;
  }, things);
};

/** Sorts by `sort_by`: `name`, `name:desc`, `created_at:asc`, or several. */
export const toSorted = (sortBy: unknown, things: readonly Resource[]): readonly Resource[] => {
  const rules = [sortBy ?? []].flat().map((rule) => String(rule).split(':'));
  return rules.reduceRight<readonly Resource[]>((sorted, [field = '', direction]) => {
    const sign = direction === 'desc' ? -1 : 1;
    const known = things.some((thing) => thing[field] !== undefined);
    return known ? sorted.toSorted((a, b) => sign * compare(a[field], b[field])) : sorted;
  }, things);
};

const compare = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a ?? '').localeCompare(String(b ?? ''), 'en');
