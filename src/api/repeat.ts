import type { Input } from './client.ts';
import type { ApiError } from './errors.ts';
import type { Operation } from './operation.ts';
import { pagesPeople } from './pagesPeople.ts';

/** Failures after which the server certainly did not act. */
const notActed = (error: ApiError): boolean =>
  error.kind === 'rateLimited' || (error.kind === 'network' && error.code === notSent);

/** Marks a network failure that came before anything was sent: no address, no connection. */
export const notSent = -1;

/** Failures that may pass, whether the server acted or not. */
const mayPass = ({ kind, status }: ApiError): boolean =>
  kind === 'network' || kind === 'timeout' || kind === 'server' || (kind === 'badAnswer' && (status ?? 200) < 300);

/** Longest wait in seconds for a spent rate limit; PagerDuty counts by the minute. */
const longestWait = 60;

/**
 * Whether a failed call may be sent again by itself. Reads and writes that end the same when sent twice (PUT, DELETE)
 * are repeated after failures that may pass; calls that create something or page people only when the server
 * certainly did not act.
 */
export const mayRepeat = (operation: Operation, input: Input, error: ApiError): boolean => {
  if (error.kind === 'rateLimited' && (error.retryAfter ?? 0) > longestWait) return false;
  if (notActed(error)) return true;
  const harmless =
    operation.effect === 'read' ||
    (!pagesPeople(operation, input) && (operation.method === 'PUT' || operation.method === 'DELETE'));
  return harmless && mayPass(error);
};
