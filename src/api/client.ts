import type { Operations } from './generated/operations.ts';
import type { Operation } from './operation.ts';

/** Flat input of a call: path, query, header and body fields side by side. */
export type Input = Readonly<Record<string, unknown>>;

/** What a caller may say beside the input. */
export interface CallOptions {
  /** Ends the call at once; it then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes one call and gives its parsed answer, `undefined` where the answer has no body.
 * Throws an ApiError for every failure but cancellation.
 */
export type Send = (operation: Operation, input: Input, options?: CallOptions) => Promise<unknown>;

/** The shape of one entry of `Operations`. */
export interface Signature {
  readonly input: object;
  readonly answer: unknown;
}

/** A row that knows the types of its input and answer. */
export type Row<S extends Signature> = Operation & { readonly signature?: S };

/** The table of operations with the types of every row. */
export type Table = {
  readonly [A in keyof Operations]: { readonly [O in keyof Operations[A]]: Row<SignatureOf<Operations[A][O]>> };
};

type SignatureOf<T> = T extends Signature ? T : never;

type Call<S extends Signature> = object extends S['input']
  ? (input?: S['input'], options?: CallOptions) => Promise<S['answer']>
  : (input: S['input'], options?: CallOptions) => Promise<S['answer']>;

/** `client.incidents.listIncidents({ statuses: ['triggered'] })`: every operation, typed for input and answer. */
export type Client = {
  readonly [A in keyof Operations]: { readonly [O in keyof Operations[A]]: Call<SignatureOf<Operations[A][O]>> };
};

/** Reads the table as a client that makes its calls through `send`. */
export const createClient = (table: Table, send: Send): Client => {
  const areas = Object.entries(table).map(([area, rows]) => [
    area,
    Object.fromEntries(
      Object.values<Operation>(rows).map((row) => [
        row.id,
        (input: Input = {}, options?: CallOptions) => send(row, input, options),
      ]),
    ),
  ]);
  return Object.fromEntries(areas) as Client; // The table's type says that every area and operation is there.
};
