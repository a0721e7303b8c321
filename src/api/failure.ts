import type { Region } from './account.ts';
import { ApiError, type ApiErrorKind } from './errors.ts';
import type { Operation } from './operation.ts';
import { notSent } from './repeat.ts';

/** PagerDuty's error body, as far as it kept to its own form. */
interface Told {
  readonly code?: number | undefined;
  readonly message?: string | undefined;
  readonly errors: readonly string[];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const strings = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map((v) =>
    typeof v === 'string' ? v : JSON.stringify(v),
  );

/** Reads `{"error":{"code","message","errors"}}`, SCIM's `detail`, and the Events API's `message` and `errors`. */
export const toTold = (body: unknown): Told => {
  const outer = isObject(body) ? body : {};
  const error = isObject(outer.error) ? outer.error : outer;
  const message = error.message ?? outer.detail ?? (typeof outer.error === 'string' ? outer.error : undefined);
  return {
    code: typeof error.code === 'number' ? error.code : undefined,
    message: typeof message === 'string' ? message : undefined,
    errors: strings(error.errors),
  };
};

const kinds: Readonly<Record<number, ApiErrorKind>> = {
  400: 'input',
  401: 'token',
  402: 'plan',
  403: 'forbidden',
  404: 'notFound',
  405: 'input',
  406: 'input',
  409: 'conflict',
  413: 'input',
  422: 'input',
  429: 'rateLimited',
};

const trimmed = (text: string): string => text.trim().replace(/[.\s]+$/, '');

const because = (told: Told): string => {
  const reasons = told.errors.length > 0 ? told.errors.map(trimmed).join('; ') : trimmed(told.message ?? '');
  return reasons === '' ? '' : ` (${reasons})`;
};

const wantsFrom = (told: Told): boolean =>
  /\bfrom\b.*(header|user|email)|requester user not found/i.test([told.message, ...told.errors].join(' '));

const regionNames: { readonly [R in Region]: string } = { us: 'US', eu: 'EU' };

/** What each kind of refusal is told as: one sentence that names the cure. */
const sentence = (operation: Operation, status: number, told: Told, retryAfter: number | undefined): string => {
  const reason = because(told);
  switch (kinds[status]) {
    case 'input':
      return `PagerDuty refused the input of ${operation.id}${reason}; correct it and try again.`;
    case 'token':
      return `PagerDuty does not accept this token${reason}; sign in with a valid one.`;
    case 'plan':
      return `This account's plan does not include ${operation.id}, or the account has expired${reason}; ask its owner.`;
    case 'forbidden':
      return `This token may not do ${operation.id}${operation.scope ? ` (it needs the scope ${operation.scope})` : reason}; use a token or user with more rights.`;
    case 'notFound':
      return `PagerDuty has no such object for ${operation.id}, or this token cannot see it; check the id.`;
    case 'conflict':
      return `The object's present state forbids ${operation.id}${reason}; refresh and try again.`;
    case 'rateLimited':
      return `PagerDuty asks to slow down; try again in ${retryAfter ?? 60} seconds.`;
    default:
      return status >= 500
        ? `PagerDuty failed with status ${status}; try again in a moment.`
        : `PagerDuty answered ${operation.id} with status ${status}${reason}; check the API address in the settings.`;
  }
};

/** Turns a refused answer into its error. */
export const toApiError = (operation: Operation, status: number, headers: Headers, body: unknown): ApiError => {
  const told = toTold(body);
  const reset = Number(headers.get('ratelimit-reset') ?? headers.get('retry-after') ?? Number.NaN);
  const retryAfter = status === 429 && Number.isFinite(reset) ? reset : undefined;
  const needsFrom = status === 400 && wantsFrom(told);
  const kind = needsFrom ? 'needsFrom' : (kinds[status] ?? (status >= 500 ? 'server' : 'badAnswer'));
  const message = needsFrom
    ? `${operation.id} needs the email address of a user of this account as From; set it by signing in again.`
    : sentence(operation, status, told, retryAfter);
  return new ApiError(message, {
    kind,
    operationId: operation.id,
    status,
    code: told.code,
    errors: told.errors,
    retryAfter,
  });
};

/** The error of a token that another region accepts. */
export const wrongRegion = (operation: Operation, region: Region): ApiError =>
  new ApiError(`This token belongs to the ${regionNames[region]} region; sign in again and choose it.`, {
    kind: 'token',
    operationId: operation.id,
    status: 401,
    errors: [`region:${region}`],
  });

/** Codes of failures that come before a connection stands (Node's `dns` and `net`). */
const before = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const codeOf = (error: unknown): string | undefined => {
  for (let e = error; isObject(e); e = e.cause) {
    if (typeof e.code === 'string') return e.code;
    if (Array.isArray(e.errors) && e.errors.length > 0) return codeOf(e.errors[0]);
  }
  return undefined;
};

/** The error of a call that got no whole answer; `host` is where it went. */
export const toNetworkError = (operation: Operation, host: string, cause: unknown): ApiError => {
  const code = codeOf(cause);
  const unsent = code !== undefined && before.has(code);
  return new ApiError(
    unsent
      ? `${host} cannot be reached${code ? ` (${code})` : ''}; check the network, proxy and API address.`
      : `The connection to ${host} broke before the answer was whole${code ? ` (${code})` : ''}; ${operation.effect === 'read' ? 'try again' : 'look whether it took effect before you try again'}.`,
    { kind: 'network', operationId: operation.id, code: unsent ? notSent : undefined },
    { cause },
  );
};

/** The error of an answer that took too long. */
export const toTimeoutError = (operation: Operation, host: string, ms: number): ApiError =>
  new ApiError(
    `${host} did not answer within ${ms / 1000} seconds; ${operation.effect === 'read' ? 'try again' : 'look whether it took effect before you try again'}.`,
    { kind: 'timeout', operationId: operation.id },
  );

/** The error of a successful answer that is not JSON. */
export const toBadAnswerError = (operation: Operation, host: string, status: number): ApiError =>
  new ApiError(
    `${host} answered ${operation.id} with something that is not JSON; check the API address and any proxy between.`,
    {
      kind: 'badAnswer',
      operationId: operation.id,
      status,
    },
  );
