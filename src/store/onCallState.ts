import type { OnCall } from '../domain/onCall.ts';
import type { User } from '../domain/user.ts';
import type { Load } from './load.ts';

/** All that the on-call view shows. */
export interface OnCallState {
  readonly load: Load;
  readonly me: User | undefined;
  /** Who is on call now, on every level of every escalation policy. */
  readonly onCalls: readonly OnCall[];
}
