import type { Format } from '../util/format.ts';

/** When something is shown, and how times and numbers are written then. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly format: Format;
}
