import { toLine, toLines } from '../util/cleanText.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How an answer is made short. */
export interface Compacting {
  /** Fields whose values are kept from agents. */
  readonly secret: ReadonlySet<string>;
  /** Keeps everything but secrets and hidden characters. */
  readonly full: boolean;
  /** Characters after which a text is cut. */
  readonly longest: number;
}

/** What stands for a value that is kept from agents. */
export const kept = '[secret]';

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Whether `type` says what the field that holds the object says already: `service_reference` under `service` or `services`. */
const saidByField = (type: unknown, field: string): boolean => {
  if (typeof type !== 'string') return false;
  const kind = type.replace(/_reference$/, '');
  return [kind, `${kind}s`, kind.replace(/y$/, 'ies')].includes(field);
};

const isReference = (value: Fields): boolean =>
  typeof value.type === 'string' && value.type.endsWith('_reference') && value.id !== undefined;

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

const compactReference = (value: Fields, field: string): Fields => ({
  id: value.id,
  ...(isEmpty(value.summary) ? {} : { summary: toLine(String(value.summary)) }),
  ...(saidByField(value.type, field) ? {} : { type: value.type }),
});

const compactFields = (value: Fields, field: string, how: Compacting): Fields => {
  if (!how.full && isReference(value)) return compactReference(value, field);
  const entries = Object.entries(value).flatMap(([name, inner]): readonly (readonly [string, unknown])[] => {
    if (how.secret.has(name) && !isEmpty(inner)) return [[name, kept]];
    if (!how.full && (repeats(name, value) || (name === 'type' && saidByField(inner, field)))) return [];
    const short = compact(inner, name, how);
    return !how.full && isEmpty(short) ? [] : [[toLine(name), short]];
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
