import type { Client, Send } from '../api/client.ts';
import type { Session } from './session.ts';

/** What every store is given. */
export interface StoreOptions {
  readonly client: Client;
  /** The function that the client calls through; pages are walked with it. */
  readonly send: Send;
  readonly session: Pick<Session, 'state' | 'onDidChange'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
