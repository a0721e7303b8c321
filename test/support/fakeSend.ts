import type { Client, Input, Send } from '../../src/api/client.ts';
import { createClient } from '../../src/api/client.ts';
import { ApiError } from '../../src/api/errors.ts';
import { table } from '../../src/api/generated/table.ts';

/** A call that was made, as it left the client. */
export interface FakeCall {
  readonly id: string;
  readonly input: Input;
  readonly signal: AbortSignal | undefined;
}

/** What the far side answers, by operation id; it may throw, or answer later. */
export type Answers = Record<string, (input: Input, call: FakeCall) => unknown>;

/** A far side in the same process: answers calls and keeps them. */
export interface FakeSend {
  readonly send: Send;
  readonly client: Client;
  readonly calls: FakeCall[];
  /** May be changed while running. */
  readonly answers: Answers;
  callsOf(id: string): readonly FakeCall[];
}

/** Makes a far side. Cancelled calls reject at once, as the transport's do; an operation without an answer is a 404. */
export const createFakeSend = (answers: Answers): FakeSend => {
  const calls: FakeCall[] = [];
  const send: Send = async (operation, input, { signal } = {}) => {
    signal?.throwIfAborted();
    const call: FakeCall = { id: operation.id, input, signal };
    calls.push(call);
    const cancelled = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const answer = async (): Promise<unknown> => {
      const give = answers[operation.id];
      if (!give)
        throw new ApiError(`Nothing answers ${operation.id}.`, { kind: 'notFound', operationId: operation.id });
      return give(input, call);
    };
    return Promise.race([answer(), cancelled]);
  };
  return {
    send,
    client: createClient(table, send),
    calls,
    answers,
    callsOf: (id) => calls.filter((call) => call.id === id),
  };
};

/** An answer that is given when the test says so. */
export const createGate = <T>(): { readonly wait: Promise<T>; open(value: T): void; fail(error: unknown): void } => {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  promise.catch(() => undefined); // A test may fail a call that was cancelled.
  return { wait: promise, open: resolve, fail: reject };
};

/** Lets everything run that waits for nothing but its turn. */
export const settle = async (): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve));
};
