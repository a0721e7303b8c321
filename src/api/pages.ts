import * as l10n from '@vscode/l10n';
import type { CallOptions, Input, Row, Send, Signature } from './client.ts';
import { ApiError } from './errors.ts';
import type { Operation, Paging } from './operation.ts';

/** What a walk over pages may be told beside the input. */
export interface PagesOptions extends CallOptions {
  /** Rows asked for in one page; PagerDuty gives at most 100. */
  readonly pageSize?: number | undefined;
  /** Offset pages fetched side by side. */
  readonly parallel?: number | undefined;
  /** Rows that the caller will likely take: pages beyond are fetched one by one as they are asked for. */
  readonly ahead?: number | undefined;
}

/** The row type of a paged answer: what the one array in it holds. */
export type RowOf<S extends Signature> = S['answer'] extends infer A
  ? { [K in keyof A]-?: NonNullable<A[K]> extends readonly (infer T)[] ? T : never }[keyof A]
  : never;

/** Offset plus limit may not pass this (PagerDuty, "Pagination"). */
export const recordWall = 10_000;

type Answer = Readonly<Record<string, unknown>>;
type Walk = (
  send: Send,
  operation: Operation,
  input: Input,
  paging: Paging,
  options: PagesOptions,
) => AsyncGenerator<readonly unknown[]>;

const rowsOf = (answer: unknown, paging: Paging, input: Input): readonly unknown[] => {
  const field = paging.items.replace(/\{(\w+)\}/g, (_, name: string) => String(input[name]));
  const rows = (answer as Answer | undefined)?.[field];
  return Array.isArray(rows) ? rows : [];
};

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** When a row came to be, by the field that its kind has. */
const timeOf = (row: unknown): string | undefined => {
  const fields = (row ?? {}) as Answer;
  const value = fields.created_at ?? fields.started_at ?? fields.timestamp;
  return typeof value === 'string' ? value : undefined;
};

const tooMany = (operation: Operation): ApiError =>
  new ApiError(
    l10n.t(
      'More than 10,000 records match {0}, and PagerDuty gives no more than that; narrow the filters or the time range.',
      operation.id,
    ),
    {
      kind: 'tooManyRecords',
      operationId: operation.id,
    },
  );

/** Pages of one range, in order, up to the wall; returns whether more lie behind it. */
const walkRange = async function* (
  send: Send,
  operation: Operation,
  input: Input,
  paging: Paging,
  options: PagesOptions,
): AsyncGenerator<readonly unknown[], boolean> {
  const limit = options.pageSize ?? numberOf(input.limit) ?? 100;
  const start = numberOf(input.offset) ?? 0;
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const ask = (offset: number, total: boolean): Promise<unknown> =>
    send(
      operation,
      { ...input, limit, offset, ...(total && operation.query?.includes('total') ? { total: true } : {}) },
      { signal },
    );
  try {
    const first = (await ask(start, true)) as Answer;
    yield rowsOf(first, paging, input);
    if (first.more !== true) return false;
    const size = numberOf(first.limit) ?? limit;
    const known = numberOf(first.total);
    const wall = recordWall - size + 1;
    let end = Math.min(known ?? wall, wall);
    const side = known === undefined ? 1 : (options.parallel ?? 4);
    const likely = start + (options.ahead ?? recordWall);
    const waiting: Promise<unknown>[] = [];
    let next = start + size;
    const fill = (): void => {
      for (; waiting.length < (next < likely ? side : 1) && next < end; next += size) {
        const page = ask(next, false);
        page.catch(() => undefined); // Told when its turn comes; until then it is not unhandled.
        waiting.push(page);
      }
    };
    for (fill(); waiting.length > 0; fill()) {
      const page = (await waiting.shift()) as Answer;
      yield rowsOf(page, paging, input);
      if (page.more !== true) return false;
      // Rows that came meanwhile lie behind the total that was told.
      if (waiting.length === 0) end = Math.max(end, Math.min(next + 1, wall));
    }
    return true;
  } finally {
    stop.abort();
  }
};

/** Where the time range goes on after a page run ended at the wall with these first and last rows. */
const nextRange = (operation: Operation, input: Input, first: unknown, last: unknown): Input => {
  const [from, to] = [timeOf(first), timeOf(last)];
  if (input.date_range === 'all') throw tooMany(operation); // With it PagerDuty heeds no other range.
  if (!from || !to || from === to || !operation.query?.includes('since') || !operation.query.includes('until'))
    throw tooMany(operation);
  // Falling times go on below the last row, a second later so that rows of the same second are not lost.
  const next = Date.parse(to);
  return Date.parse(from) > next ? { until: new Date(next + 1000).toISOString() } : { since: to };
};

/** Tells rows that were not there before, by their ids. */
const createIsNew = (): ((row: unknown) => boolean) => {
  const seen = new Set<unknown>();
  return (row) => {
    const id = (row as Answer | null)?.id;
    if (id === undefined) return true;
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  };
};

const walkOffset: Walk = async function* (send, operation, input, paging, options) {
  const isNew = createIsNew();
  let range: Input = {};
  for (;;) {
    let first: unknown;
    let last: unknown;
    let fresh = 0;
    const pages = walkRange(
      send,
      operation,
      { ...input, ...range, ...(Object.keys(range).length > 0 ? { offset: 0 } : {}) },
      paging,
      options,
    );
    let step = await pages.next();
    try {
      for (; !step.done; step = await pages.next()) {
        const rows = step.value.filter(isNew);
        first ??= rows[0];
        last = rows.at(-1) ?? last;
        fresh += rows.length;
        if (rows.length > 0) yield rows;
      }
    } finally {
      await pages.return(false); // Who leaves the loop ends the calls under way.
    }
    if (!step.value) return;
    if (fresh === 0) throw tooMany(operation);
    range = { ...range, ...nextRange(operation, input, first, last) };
  }
};

const walkCursor: Walk = async function* (send, operation, input, paging, options) {
  const [sendField, takeField] =
    paging.style === 'cursor' ? ['cursor', 'next_cursor'] : [paging.send ?? 'after', paging.take ?? 'after'];
  let cursor = input[sendField];
  for (;;) {
    const answer = (await send(
      operation,
      {
        ...input,
        ...(options.pageSize ? { limit: options.pageSize } : {}),
        ...(cursor === undefined ? {} : { [sendField]: cursor }),
      },
      { signal: options.signal },
    )) as Answer;
    const rows = rowsOf(answer, paging, input);
    if (rows.length > 0) yield rows;
    const next = answer?.[takeField];
    if (typeof next !== 'string' || next === '' || next === cursor || answer.more === false || rows.length === 0)
      return;
    cursor = next;
  }
};

const walkIndex: Walk = async function* (send, operation, input, paging, options) {
  let startIndex = numberOf(input.startIndex) ?? 1;
  for (;;) {
    const answer = (await send(
      operation,
      { ...input, ...(options.pageSize ? { count: options.pageSize } : {}), startIndex },
      { signal: options.signal },
    )) as Answer;
    const rows = rowsOf(answer, paging, input);
    if (rows.length > 0) yield rows;
    startIndex += rows.length;
    if (rows.length === 0 || startIndex > (numberOf(answer?.totalResults) ?? 0)) return;
  }
};

const walks: { readonly [K in Paging['style']]: Walk } = {
  offset: walkOffset,
  cursor: walkCursor,
  after: walkCursor,
  index: walkIndex,
};

/**
 * Walks all pages of a list, page by page, in the server's order. Offset pages are fetched side by side. At the wall
 * of 10,000 records the walk goes on by time where the operation has `since` and `until` and its rows bear a time;
 * otherwise it throws an ApiError of kind `tooManyRecords` after the last page that could be had. An operation that
 * is not paged gives nothing. Leaving the loop, or aborting the signal, ends all calls under way.
 */
export const pages = <S extends Signature>(
  send: Send,
  row: Row<S>,
  input: S['input'],
  options: PagesOptions = {},
): AsyncGenerator<readonly RowOf<S>[]> => {
  const walk: Walk = row.paging ? walks[row.paging.style] : async function* () {};
  return walk(send, row, input as Input, row.paging ?? { style: 'offset', items: '' }, options) as AsyncGenerator<
    readonly RowOf<S>[]
  >; // The row's type says what its pages hold.
};
