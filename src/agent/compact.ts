import { toLine, toLines } from '../util/cleanText.ts';
import { type Fields, isFields } from './fields.ts';

/** How an answer is made short. */
export interface Compacting {
  /** Fields whose values are kept from agents. */
  readonly secret: ReadonlySet<string>;
  /** Keeps everything but secrets and hidden characters. */
  readonly full: boolean;
  /** Characters after which a text is cut. */
  readonly longest: number;
  /** The value is a list's rows: what can be read by itself is cut to a reference there, and page addresses are left out. */
  readonly isRows?: boolean;
}

/** What stands for a value that is kept from agents. */
export const kept = '[secret]';

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Whether `type` says what the field that holds the object says already: `service_reference` under `service` or `services`. */
const saidByField = (type: unknown, field: string): boolean => {
  if (typeof type !== 'string') return false;
  const kind = type.replace(/_reference$/, '');
  return [kind, `${kind}s`, kind.replace(/y$/, 'ies')].includes(field) || field.endsWith(`_${kind}`);
};

const isId = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

const isReference = (value: Fields): boolean =>
  typeof value.type === 'string' && value.type.endsWith('_reference') && isId(value.id);

/** A whole object that stands within a row, though it has an address of its own. */
const isEmbedded = (value: Fields): boolean =>
  isId(value.id) && typeof value.self === 'string' && !isEmpty(value.summary ?? value.name);

const cutText = (text: string, { full, longest }: Compacting): string => {
  const clean = toLines(text);
  return full || clean.length <= longest
    ? clean
    : `${clean.slice(0, longest)}… [${clean.length - longest} more characters; detail: "full" gives them]`;
};

/** Ids and addresses that a reader can do without: the API's own address of the object, and a summary that repeats its name. */
const repeats = (name: string, value: Fields): boolean => {
  if (name === 'self') return true;
  const title = value.title ?? value.name;
  return name === 'summary' && typeof title === 'string' && title !== '' && String(value.summary).includes(title);
};

/**
 * A reference as id and name; within a row a name that repeats the row's own is left out, and its kind is short. A
 * stranger's data may look like one, so that all of it is cleaned and cut.
 *
 * @param row the row around it, by what that calls itself
 */
const compactReference = (value: Fields, field: string, how: Within, row?: { readonly around: unknown }): Fields => {
  const known = row?.around;
  const summary = value.summary ?? value.name;
  const isSaid = isEmpty(summary) || (typeof known === 'string' && known !== '' && String(summary).includes(known));
  const line = (text: unknown): string => cutText(toLine(String(text)), how);
  const kind = row ? String(value.type).replace(/_reference$/, '') : value.type;
  return {
    id: typeof value.id === 'number' ? value.id : line(value.id),
    ...(isSaid ? {} : { summary: line(summary) }),
    ...(saidByField(value.type, field) ? {} : { type: line(kind) }),
  };
};

/** Times of changes, those that tell most first. */
const changeTimes = ['last_status_change_at', 'updated_at'];

/** What a row can do without: the page's address, and the time of a change that another of its times tells too. */
const isNeedless = (name: string, row: Fields): boolean => {
  if (name === 'html_url') return row.id !== undefined;
  if (!changeTimes.includes(name)) return false;
  const own = ['created_at', 'resolved_at', ...changeTimes.slice(0, changeTimes.indexOf(name))];
  return own.some((other) => row[other] !== undefined && row[other] === row[name]);
};

/** How what lies within a row is made short. */
const withinRow = (value: Fields, how: Compacting): Within => ({ ...how, around: value.title ?? value.name });

/** What is known of the row around a value; absent outside of rows and for the row itself. */
interface Within extends Compacting {
  readonly around?: unknown;
}

const compactFields = (value: Fields, field: string, how: Within): Fields => {
  const isInRow = how.isRows === true && 'around' in how;
  if (!how.full && (isReference(value) || (isInRow && isEmbedded(value))))
    return compactReference(value, field, how, isInRow ? { around: how.around } : undefined);
  const inside = how.isRows && !isInRow ? withinRow(value, how) : how;
  const entries = Object.entries(value).flatMap(([name, inner]): readonly (readonly [string, unknown])[] => {
    if (how.secret.has(name) && !isEmpty(inner)) return [[name, kept]];
    if (!how.full && how.isRows && isNeedless(name, value)) return [];
    if (!how.full && (repeats(name, value) || (name === 'type' && saidByField(inner, field)))) return [];
    const short = compact(inner, name, inside);
    return !how.full && isEmpty(short) ? [] : [[cutText(toLine(name), how), short]];
  });
  return Object.fromEntries(entries);
};

/**
 * An answer as an agent reads it: without what is empty, the API's own addresses and the long form of references; text
 * of strangers without hidden characters; secrets replaced.
 *
 * @param field name of the field that holds the value
 */
export const compact = (value: unknown, field: string, how: Compacting): unknown => {
  if (typeof value === 'string') return cutText(value, how);
  if (Array.isArray(value)) return value.map((item) => compact(item, field, how));
  return isFields(value) ? compactFields(value, field, how) : value;
};
