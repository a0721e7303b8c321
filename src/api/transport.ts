import { setTimeout as wait } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import ky, { HTTPError, type RetryOptions } from 'ky';
import { type Account, originOf, type Token } from './account.ts';
import { type AttemptOptions, attempt } from './attempt.ts';
import { type Budget, createBudget, type Sleep } from './budget.ts';
import type { Input, Send } from './client.ts';
import { ApiError } from './errors.ts';
import { toApiError, wrongRegion } from './failure.ts';
import { needsToken, toHeaders } from './headers.ts';
import type { Operation } from './operation.ts';
import { otherRegionOf } from './region.ts';
import { mayRepeat } from './repeat.ts';
import { type Request, toRequest } from './request.ts';

/** What a transport is made of; all but account, token and name has a default. */
export interface TransportOptions {
  /** Asked at every call, so that a change of region or host counts at once. */
  readonly account: () => Account;
  /**
   * Asked at every call that needs one, so that nothing else keeps it; undefined means signed out. It is asked in the
   * same turn as the account, so that both are of the same one.
   */
  readonly token: () => Promise<Token | undefined>;
  /** Name and version told to PagerDuty as `User-Agent`. */
  readonly userAgent: string;
  readonly fetch?: typeof fetch | undefined;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  readonly sleep?: Sleep | undefined;
  /** Milliseconds that one attempt may take, from sending to the last byte of the answer; 30,000 unless told. */
  readonly timeout?: number | undefined;
  readonly budget?: Budget | undefined;
}

const attempts = 3;

const parseLoosely = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // An error page of a proxy: the status alone speaks.
  }
};

const toError = async (operation: Operation, error: unknown): Promise<unknown> =>
  error instanceof HTTPError
    ? toApiError(
        operation,
        error.response.status,
        error.response.headers,
        parseLoosely(await error.response.clone().text()),
      )
    : error;

const toUrl = (origin: string, request: Request): URL => {
  const url = new URL(origin + request.path);
  for (const [name, value] of request.query) url.searchParams.append(name, value);
  return url;
};

const toBody = (body: unknown): { body?: string | FormData } =>
  body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) };

/** Repeats what is safe to repeat; undefined lets ky wait as `ratelimit-reset` says. */
const retry = (operation: Operation, input: Input): RetryOptions => ({
  limit: attempts - 1,
  methods: ['get', 'post', 'put', 'patch', 'delete'],
  statusCodes: [429],
  afterStatusCodes: [429],
  jitter: true,
  shouldRetry: async ({ error }) => {
    const failure = await toError(operation, error);
    if (!(failure instanceof ApiError) || !mayRepeat(operation, input, failure)) return false;
    return failure.kind === 'rateLimited' ? undefined : true;
  },
});

interface Call {
  readonly operation: Operation;
  readonly input: Input;
  readonly request: Request;
  readonly origin: string;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal | undefined;
}

const exchange = async (
  options: AttemptOptions,
  { operation, input, request, origin, headers, signal }: Call,
): Promise<unknown> => {
  let tries = 0;
  let answer: unknown;
  try {
    await ky(toUrl(origin, request), {
      method: request.method,
      headers,
      ...toBody(request.body),
      redirect: 'manual',
      timeout: false,
      ...(signal ? { signal } : {}),
      retry: retry(operation, input),
      fetch: async (made) => {
        tries++;
        const attempted = await attempt(options, operation, made as globalThis.Request, signal); // ky hands on the request it made.
        answer = attempted.answer;
        return attempted.response;
      },
    });
    return answer;
  } catch (error) {
    signal?.throwIfAborted();
    const failure = await toError(operation, error);
    // A repeated delete that finds nothing has found its own work.
    if (failure instanceof ApiError && failure.kind === 'notFound' && operation.method === 'DELETE' && tries > 1)
      return undefined;
    throw failure;
  }
};

/**
 * Makes the one function through which every call goes out: it fills in host, token and headers, keeps to the rate
 * budget, repeats what is safe to repeat (twice at the most), and turns every failure into an ApiError. Redirects are
 * not followed. A cancelled call rejects at once with the signal's reason.
 */
export const createTransport = (options: TransportOptions): Send => {
  const { account, token, userAgent, fetch: send = fetch, timeout = 30_000, now = Date.now } = options;
  const sleep: Sleep = options.sleep ?? ((ms, signal) => wait(ms, undefined, signal ? { signal } : {}));
  const attemptOptions: AttemptOptions = { fetch: send, timeout, budget: options.budget ?? createBudget(now, sleep) };

  return async (operation, input, { signal } = {}) => {
    signal?.throwIfAborted();
    const request = toRequest(operation, input);
    const present = account();
    const secret = needsToken(operation) ? await token() : undefined;
    if (needsToken(operation) && !secret)
      throw new ApiError(l10n.t('You are signed out of PagerDuty; sign in first.'), {
        kind: 'token',
        operationId: operation.id,
      });
    const exchangeWith = (by: Token | undefined): Promise<unknown> =>
      exchange(attemptOptions, {
        operation,
        input,
        request,
        origin: originOf(present, operation.host),
        headers: toHeaders(operation, request, present, by, userAgent),
        signal,
      });
    try {
      return await exchangeWith(secret);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401 || !secret) throw error;
      const renewed = await secret.renew?.();
      if (renewed) return await exchangeWith(renewed); // PagerDuty did nothing: also what creates may be sent again.
      const region = await otherRegionOf(send, present, secret, userAgent, signal);
      throw region ? wrongRegion(operation, region) : error;
    }
  };
};
