import * as l10n from '@vscode/l10n';
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
      return l10n.t('PagerDuty refused the input of {0}{1}; correct it and try again.', operation.id, reason);
    case 'token':
      return l10n.t('PagerDuty does not accept this token{0}; sign in with a valid one.', reason);
    case 'plan':
      return l10n.t(
        "This account's plan does not include {0}, or the account has expired{1}; ask its owner.",
        operation.id,
        reason,
      );
    case 'forbidden':
      return operation.scope
        ? l10n.t(
            'This token may not do {0}{1}; use a token or user with more rights, an OAuth token with the scope {2}.',
            operation.id,
            reason,
            operation.scope,
          )
        : l10n.t('This token may not do {0}{1}; use a token or user with more rights.', operation.id, reason);
    case 'notFound':
      return l10n.t('PagerDuty has no such object for {0}, or this token cannot see it; check the id.', operation.id);
    case 'conflict':
      return l10n.t("The object's present state forbids {0}{1}; refresh and try again.", operation.id, reason);
    case 'rateLimited':
      return l10n.t('PagerDuty asks to slow down; try again in {0} seconds.', retryAfter ?? 60);
    default:
      return status >= 500
        ? l10n.t('PagerDuty failed with status {0}; try again in a moment.', status)
        : l10n.t(
            'PagerDuty answered {0} with status {1}{2}; check the API address in the settings.',
            operation.id,
            status,
            reason,
          );
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
    ? l10n.t('{0} needs the email address of a user of this account as From; set it by signing in again.', operation.id)
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
  new ApiError(l10n.t('This token belongs to the {0} region; sign in again and choose it.', regionNames[region]), {
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
export const toNetworkError = (operation: Pick<Operation, 'id' | 'effect'>, host: string, cause: unknown): ApiError => {
  const code = codeOf(cause);
  const unsent = code !== undefined && before.has(code);
  const why = code === undefined ? '' : ` (${code})`;
  const broken = (): string =>
    operation.effect === 'read'
      ? l10n.t('The connection to {0} broke before the answer was whole{1}; try again.', host, why)
      : l10n.t(
          'The connection to {0} broke before the answer was whole{1}; look whether it took effect before you try again.',
          host,
          why,
        );
  return new ApiError(
    unsent ? l10n.t('{0} cannot be reached{1}; check the network, proxy and API address.', host, why) : broken(),
    { kind: 'network', operationId: operation.id, code: unsent ? notSent : undefined },
    { cause },
  );
};

/** The error of an answer that took too long. */
export const toTimeoutError = (operation: Pick<Operation, 'id' | 'effect'>, host: string, ms: number): ApiError =>
  new ApiError(
    operation.effect === 'read'
      ? l10n.t('{0} did not answer within {1} seconds; try again.', host, ms / 1000)
      : l10n.t(
          '{0} did not answer within {1} seconds; look whether it took effect before you try again.',
          host,
          ms / 1000,
        ),
    { kind: 'timeout', operationId: operation.id },
  );

/** The error of a successful answer that is not JSON. */
export const toBadAnswerError = (operation: Operation, host: string, status: number): ApiError =>
  new ApiError(
    l10n.t(
      '{0} answered {1} with something that is not JSON; check the API address and any proxy between.',
      host,
      operation.id,
    ),
    {
      kind: 'badAnswer',
      operationId: operation.id,
      status,
    },
  );
