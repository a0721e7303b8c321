import { ApiError, type ApiErrorKind } from '../api/errors.ts';

/** A load that failed: what to tell, and how soon a repeat makes sense. */
export interface Failure {
  /** One sentence that names the cure. */
  readonly message: string;
  readonly kind: ApiErrorKind | 'unknown';
  /** Seconds. */
  readonly retryAfter: number | undefined;
}

/** How far a store has come; the rows it had stay beside a failure. */
export type Load =
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly at: number }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Takes whatever was thrown; gives it as a state. */
export const toFailure = (error: unknown): Failure =>
  error instanceof ApiError
    ? { message: error.message, kind: error.kind, retryAfter: error.retryAfter }
    : { message: error instanceof Error ? error.message : String(error), kind: 'unknown', retryAfter: undefined };
