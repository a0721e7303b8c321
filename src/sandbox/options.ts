import type { Account, Token } from '../api/account.ts';
import type { Disposable, Event } from '../util/emitter.ts';
import type { SandboxClock } from './createClock.ts';
import type { FaultPlan, Faults } from './createFaults.ts';
import type { RequestLog } from './createRequestLog.ts';
import type { OAuthClient } from './identity/client.ts';
import type { Scale } from './sample/fillBulk.ts';
import type { RateLimit } from './server/createRateLimit.ts';
import type { Deliver, State } from './state.ts';
import type { SandboxToken } from './tokens.ts';

/** What a sandbox may be told; everything has a default. */
export interface SandboxOptions {
  /** Same seed and start, same account; 1 where it is left out. */
  readonly seed?: number | undefined;
  /** Where the clock starts, in milliseconds since 1970; real time where it is left out. */
  readonly now?: number | undefined;
  /** The clock stands until it is set. */
  readonly standing?: boolean | undefined;
  /** New incidents arrive by themselves. */
  readonly autoplay?: boolean | undefined;
  /** Starts with an account that holds nothing but one user. */
  readonly empty?: boolean | undefined;
  /** Fills the sample account up to so many. */
  readonly scale?: Scale | undefined;
  readonly faults?: FaultPlan | undefined;
  /** Tokens in place of the usual ones. */
  readonly tokens?: readonly SandboxToken[] | undefined;
  /** Who may ask people to sign in under `/oauth/`, and how many seconds an access token lives (864,000). */
  readonly oauth?: { readonly clients?: readonly OAuthClient[]; readonly lifetime?: number } | undefined;
  readonly rateLimit?: RateLimit | undefined;
  /** Of loopback; any free one where it is left out. */
  readonly port?: number | undefined;
  /** Serves `/_sandbox/…` to other processes. */
  readonly control?: boolean | undefined;
  /** Sends webhooks; to this machine alone where it is left out. */
  readonly deliver?: Deliver | undefined;
}

/** A running in-memory PagerDuty. */
export interface Sandbox extends Disposable {
  /** `http://127.0.0.1:<port>`, for all hosts alike. */
  readonly origin: string;
  /** Account whose hosts all lead here; `from` names the first user. */
  readonly account: Account & { readonly from: string };
  /** The first token: a user key of the first user unless told otherwise. */
  readonly token: Token;
  /** Those that hold from the start; sign-ins under `/oauth/` add to them. */
  readonly tokens: readonly SandboxToken[];
  /** What the account holds now; another one after `reset`. */
  readonly state: State;
  readonly clock: SandboxClock;
  readonly log: RequestLog;
  readonly faults: Faults;
  /** After something in the account may have changed: a write, or a task of the clock. */
  readonly onDidChange: Event<void>;
  /** Begins anew with the account as it was at the start, now by the clock; log, faults and sign-ins are cleared. */
  reset(): void;
  /** Stops the server and cuts its connections. */
  dispose(): void;
}
