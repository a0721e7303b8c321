import { toNetworkError, toTimeoutError } from './failure.ts';
import { type OAuthStep, toOAuthAnswerError, toOAuthError, toStepOperation } from './oauthFailure.ts';

/** What one request of a sign-in needs. */
export interface OAuthFetchOptions {
  readonly fetch: typeof fetch;
  /** Milliseconds from sending to the last byte of the answer. */
  readonly timeout: number;
  readonly step: OAuthStep;
  readonly signal: AbortSignal | undefined;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A page of a proxy.
  }
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * Makes the function that sends a sign-in's request once, follows no redirect, reads the whole answer, and throws for
 * everything but a success: an ApiError in which nothing of the answer stands but a known error code, or the signal's
 * reason when cancelled.
 */
export const createOAuthFetch =
  ({ fetch: send, timeout, step, signal }: OAuthFetchOptions) =>
  async (url: string, init: RequestInit): Promise<Response> => {
    signal?.throwIfAborted();
    const { host } = new URL(url);
    const deadline = AbortSignal.timeout(timeout);
    const both = signal ? AbortSignal.any([deadline, signal]) : deadline;
    const read = async (): Promise<readonly [Response, string]> => {
      const response = await send(url, { ...init, redirect: 'manual', signal: both });
      return [response, await response.text()];
    };
    const [response, text] = await read().catch((error: unknown) => {
      signal?.throwIfAborted();
      const operation = toStepOperation(step);
      throw deadline.aborted ? toTimeoutError(operation, host, timeout) : toNetworkError(operation, host, error);
    });
    const body = parse(text);
    if (!response.ok) throw toOAuthError(step, response, isObject(body) ? body.error : undefined);
    if (step === 'revoke') return response;
    if (!isObject(body)) throw toOAuthAnswerError(step, host);
    // Who signed in is asked of the REST API; an ID token would be checked against an issuer that nobody names.
    const { id_token: _, ...rest } = body;
    return new Response(JSON.stringify(rest), { headers: { 'content-type': 'application/json' } });
  };
