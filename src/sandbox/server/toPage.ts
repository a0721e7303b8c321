import type { Operation, Paging } from '../../api/operation.ts';
import type { Schema } from '../../api/schema.ts';
import { isObject, type Resolve } from '../schema/schema.ts';
import { isValid } from '../schema/toProblems.ts';
import { SandboxError } from '../state.ts';

type Fields = Readonly<Record<string, unknown>>;

/** PagerDuty's paging: so many rows unless asked otherwise, at the most, and no row beyond the wall. */
const usual = 25;
const most = 100;
const wall = 10_000;

const toCount = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value >= 0 ? value : otherwise;

const encode = (offset: number): string => Buffer.from(`o:${offset}`).toString('base64url');
const decode = (cursor: unknown): number => {
  if (typeof cursor !== 'string' || cursor === '') return 0;
  const offset = /^o:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (offset === undefined) throw new SandboxError(400, 2001, 'Invalid Input Provided', ['Cursor is not valid']);
  return Number(offset);
};

/**
 * Keeps the fields that the answer's schema knows and that are valid there (not every list says its `total` as null),
 * and what the next page is asked for by, which the published schemas leave out now and then.
 */
const toKnown = (resolve: Resolve, schema: Schema, paging: Paging, fields: Fields): Fields => {
  const known = resolve(schema).properties ?? {};
  const next = paging.style === 'after' ? (paging.take ?? 'after') : undefined;
  const isTold = (name: string, value: unknown): boolean =>
    known[name] === undefined ? name === next : isValid(resolve, known[name], value);
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => isTold(name, value)));
};

const byOffset = (
  rows: readonly unknown[],
  input: Fields,
  schema: Schema,
  resolve: Resolve,
): readonly [readonly unknown[], Fields] => {
  const offset = toCount(input.offset, 0);
  const limit = Math.min(toCount(input.limit, usual) || usual, most);
  if (offset + limit > wall)
    throw new SandboxError(400, 2001, 'Invalid Input Provided', [`Offset plus limit must not be more than ${wall}`]);
  const totalSchema = resolve(schema).properties?.total;
  const isCounted = input.total === true || (totalSchema !== undefined && !isValid(resolve, totalSchema, null));
  const more = offset + limit < rows.length;
  return [rows.slice(offset, offset + limit), { limit, offset, more, total: isCounted ? rows.length : null }];
};

const byCursor = (
  rows: readonly unknown[],
  input: Fields,
  { style, send = 'after', take = 'after' }: Paging,
): readonly [readonly unknown[], Fields] => {
  const [sendField, takeField] = style === 'cursor' ? ['cursor', 'next_cursor'] : [send, take];
  const offset = decode(input[sendField]);
  const limit = Math.min(toCount(input.limit, usual) || usual, 1000);
  const more = offset + limit < rows.length;
  const page = rows.slice(offset, offset + limit);
  // A list paged by its last row names it on the last page too; `more` ends the walk there.
  const next = more || takeField === 'last' ? encode(offset + page.length) : null;
  const first = takeField === 'last' ? { first: encode(offset) } : {};
  return [page, { limit, more, total: input.total === true ? rows.length : null, ...first, [takeField]: next }];
};

const byIndex = (rows: readonly unknown[], input: Fields): readonly [readonly unknown[], Fields] => {
  const startIndex = Math.max(toCount(input.startIndex, 1), 1);
  const page = rows.slice(startIndex - 1, startIndex - 1 + Math.min(toCount(input.count, most), most));
  return [page, { startIndex, itemsPerPage: page.length, totalResults: rows.length }];
};

/**
 * Cuts the page that was asked for out of a whole list's answer and says what comes next, in the row's style of paging.
 * Throws a SandboxError (400) beyond 10,000 rows and for a cursor that was never given.
 */
export const toPage = (row: Operation, input: Fields, body: unknown, schema: Schema, resolve: Resolve): unknown => {
  if (!row.paging || !isObject(body)) return body;
  const name = row.paging.items.replace(/\{(\w+)\}/g, (_, slot: string) => String(input[slot]));
  const rows = body[name];
  if (!Array.isArray(rows)) return body;
  const { style } = row.paging;
  const [page, fields] =
    style === 'offset'
      ? byOffset(rows, input, schema, resolve)
      : style === 'index'
        ? byIndex(rows, input)
        : byCursor(rows, input, row.paging);
  return { ...body, ...toKnown(resolve, schema, row.paging, fields), [name]: page };
};
