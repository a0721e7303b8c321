import type { Account, Token } from './account.ts';
import type { Operation } from './operation.ts';
import type { Request } from './request.ts';

/** PagerDuty's REST API v2 media type (developer.pagerduty.com, "Versioning"). */
export const mediaType = 'application/vnd.pagerduty+json;version=2';

/** The token goes to the REST host alone: events carry a routing key, the web app's operations a signature. */
export const needsToken = (operation: Operation): boolean => operation.host === 'rest';

/** Value of the Authorization header. */
export const authorization = (token: Token): string =>
  token.kind === 'bearer' ? `Bearer ${token.secret}` : `Token token=${token.secret}`;

/** All headers of a call: those of its input, the version, and who acts with which token. */
export const toHeaders = (
  operation: Operation,
  request: Request,
  account: Account,
  token: Token | undefined,
  userAgent: string,
): Record<string, string> => ({
  ...request.headers,
  'user-agent': userAgent,
  accept: operation.accept ?? (operation.host === 'rest' ? mediaType : 'application/json'),
  // A form names its own boundary.
  ...(request.body === undefined || request.body instanceof FormData ? {} : { 'content-type': 'application/json' }),
  ...(operation.earlyAccess ? { 'x-early-access': operation.earlyAccess } : {}),
  ...(account.from && needsToken(operation) && operation.effect !== 'read' ? { from: account.from } : {}),
  ...(token ? { authorization: authorization(token) } : {}),
});
