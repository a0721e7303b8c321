import * as l10n from '@vscode/l10n';
import { ApiError, type ApiErrorKind } from './errors.ts';
import type { Operation } from './operation.ts';

/** The steps of a sign-in in the browser. */
export type OAuthStep = 'authorize' | 'token' | 'refresh' | 'revoke';

/** A step under a name for errors; whatever broke, the cure is to try again, as for a read. */
export const toStepOperation = (step: OAuthStep): Pick<Operation, 'id' | 'effect'> => ({
  id: `oauth.${step}`,
  effect: 'read',
});

/** Error codes of RFC 6749 (4.1.2.1, 5.2) and RFC 7009 (2.2.1). Nothing else of an answer gets into an error. */
const codes = [
  'access_denied',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
  'unsupported_token_type',
] as const;

type Code = (typeof codes)[number];

interface Told {
  readonly kind: ApiErrorKind;
  readonly message: string;
}

const ended = (step: OAuthStep): Told => ({
  kind: 'token',
  message:
    step === 'refresh'
      ? l10n.t('The sign-in has expired or was ended in PagerDuty; sign in again.')
      : l10n.t('The sign-in took too long or its answer was used before; sign in again.'),
});

const failed = (): Told => ({
  kind: 'server',
  message: l10n.t('PagerDuty could not sign you in; try again in a moment.'),
});

const unknownClient = (): Told => ({
  kind: 'input',
  message: l10n.t(
    'PagerDuty does not take this OAuth client id for a sign-in here; check the client id in the settings.',
  ),
});

const ofCode = (step: OAuthStep, code: Code): Told | undefined => {
  switch (code) {
    case 'access_denied':
      return {
        kind: 'forbidden',
        message: l10n.t('PagerDuty was not allowed to sign you in; sign in again and allow it.'),
      };
    case 'invalid_grant':
      return ended(step);
    case 'invalid_client':
    case 'unauthorized_client':
      return unknownClient();
    case 'invalid_scope':
      return {
        kind: 'input',
        message: l10n.t(
          'PagerDuty does not give these OAuth scopes to this client id; check the scopes in the settings.',
        ),
      };
    case 'server_error':
    case 'temporarily_unavailable':
      return failed();
    default:
      return undefined;
  }
};

const ofStatus = (status: number, retryAfter: number): Told => {
  if (status >= 500) return failed();
  if (status === 401) return unknownClient();
  if (status === 429)
    return {
      kind: 'rateLimited',
      message: l10n.t('PagerDuty asks to slow down; try again in {0} seconds.', retryAfter),
    };
  return status >= 400
    ? {
        kind: 'input',
        message: l10n.t('PagerDuty refused the sign-in; check the client id and the sign-in address in the settings.'),
      }
    : {
        kind: 'badAnswer',
        message: l10n.t(
          'The sign-in was sent elsewhere; check the sign-in address in the settings and any proxy between.',
        ),
      };
};

const toCode = (value: unknown): Code | undefined => codes.find((code) => code === value);

/** Seconds to wait where the server does not say. */
const usualWait = 60;

/** The error of an answer that is no success; `code` is its body's `error`, taken only where RFCs know it. */
export const toOAuthError = (step: OAuthStep, { status, headers }: Response, code: unknown): ApiError => {
  const known = toCode(code);
  const reset = Number(headers.get('retry-after') ?? headers.get('ratelimit-reset') ?? usualWait);
  const retryAfter = Number.isFinite(reset) ? reset : usualWait;
  const { kind, message } = (known && ofCode(step, known)) ?? ofStatus(status, retryAfter);
  return new ApiError(message, {
    kind,
    operationId: `oauth.${step}`,
    status,
    errors: known ? [known] : [],
    retryAfter: kind === 'rateLimited' ? retryAfter : undefined,
  });
};

/** The error of a browser that came back without a code; without an error of ours, it came from another sign-in. */
export const toCallbackError = (code: string | undefined): ApiError => {
  const known = toCode(code);
  const foreign: Told = {
    kind: 'refused',
    message: l10n.t('The browser came back from another sign-in; sign in again.'),
  };
  const told = known
    ? (ofCode('authorize', known) ?? ofStatus(400, usualWait))
    : code === undefined
      ? foreign
      : failed();
  return new ApiError(told.message, {
    kind: told.kind,
    operationId: 'oauth.authorize',
    errors: known ? [known] : [],
  });
};

/** The error of a success that holds no tokens. */
export const toOAuthAnswerError = (step: OAuthStep, host: string): ApiError =>
  new ApiError(
    l10n.t(
      '{0} answered the sign-in with something that is no token; check the sign-in address and any proxy between.',
      host,
    ),
    { kind: 'badAnswer', operationId: `oauth.${step}` },
  );

/** The error of a sign-in address that a token must not go to. */
export const toAddressError = (): ApiError =>
  new ApiError(l10n.t('The sign-in address must begin with https://; correct it in the settings.'), {
    kind: 'input',
    operationId: 'oauth.authorize',
  });
