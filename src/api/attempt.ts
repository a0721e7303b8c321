import type { Budget } from './budget.ts';
import { ApiError } from './errors.ts';
import { toApiError, toBadAnswerError, toNetworkError, toTimeoutError } from './failure.ts';
import { needsToken } from './headers.ts';
import type { Operation } from './operation.ts';

/** What one attempt at a call needs. */
export interface AttemptOptions {
  readonly fetch: typeof fetch;
  /** Milliseconds from sending to the last byte of the answer. */
  readonly timeout: number;
  readonly budget: Budget;
}

/** An answer that came whole. */
export interface Attempted {
  /** Its text is left out where it was parsed. */
  readonly response: Response;
  /** What a success says, parsed once: pages are large. */
  readonly answer: unknown;
}

/** Parses a successful answer; undefined where it is empty. Throws an ApiError of kind `badAnswer` for what is not JSON. */
const parseAnswer = (operation: Operation, host: string, status: number, text: string): unknown => {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw toBadAnswerError(operation, host, status);
  }
};

/**
 * Sends a request once, within the rate budget, and reads the whole answer, so that a stall or a cut in its body is a
 * failed attempt like any other.
 * @throws ApiError for an answer that did not come whole or is none; the signal's reason when cancelled.
 */
export const attempt = async (
  { fetch, timeout, budget }: AttemptOptions,
  operation: Operation,
  request: Request,
  signal: AbortSignal | undefined,
): Promise<Attempted> => {
  const { host } = new URL(request.url);
  if (needsToken(operation)) await budget.take(signal);
  const deadline = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(request, { signal: signal ? AbortSignal.any([deadline, signal]) : deadline });
    const text = await response.text();
    if (needsToken(operation)) budget.learn(response.headers);
    if (response.status >= 300 && response.status < 400)
      throw toApiError(operation, response.status, response.headers, undefined);
    const { ok, status, headers } = response;
    return {
      response: new Response(ok || text === '' ? null : text, { status, headers }),
      answer: ok ? parseAnswer(operation, host, status, text) : undefined,
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ApiError) throw error;
    throw deadline.aborted ? toTimeoutError(operation, host, timeout) : toNetworkError(operation, host, error);
  }
};
