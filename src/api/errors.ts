/** What kind of failure a call met. */
export type ApiErrorKind =
  | 'input'
  | 'token'
  | 'plan'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'rateLimited'
  | 'server'
  | 'network'
  | 'timeout'
  | 'badAnswer'
  | 'refused'
  | 'needsFrom'
  | 'tooManyRecords';

/** PagerDuty's own account of a failure, where it gave one. */
export interface ApiErrorDetails {
  readonly kind: ApiErrorKind;
  readonly operationId: string;
  readonly status?: number | undefined;
  /** PagerDuty's error code, such as 2001 for invalid input. */
  readonly code?: number | undefined;
  /** PagerDuty's single reasons. */
  readonly errors?: readonly string[] | undefined;
  /** Seconds after which a repeat makes sense. */
  readonly retryAfter?: number | undefined;
}

/** A call that failed; the message is one sentence that names the cure. */
export class ApiError extends Error implements ApiErrorDetails {
  /** Bundles that load each other have a class each: an error of one is an ApiError in all of them. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'ApiError';
  }

  override readonly name = 'ApiError';
  readonly kind: ApiErrorKind;
  readonly operationId: string;
  readonly status: number | undefined;
  readonly code: number | undefined;
  readonly errors: readonly string[];
  readonly retryAfter: number | undefined;

  constructor(message: string, details: ApiErrorDetails, options?: ErrorOptions) {
    super(message, options);
    this.kind = details.kind;
    this.operationId = details.operationId;
    this.status = details.status;
    this.code = details.code;
    this.errors = details.errors ?? [];
    this.retryAfter = details.retryAfter;
  }
}
