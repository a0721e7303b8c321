import type { Disposable } from '../util/emitter.ts';
import { createClock, type SandboxClock } from './createClock.ts';
import { createState } from './createState.ts';
import { deliverToLoopback } from './deliverToLoopback.ts';
import type { SandboxOptions } from './options.ts';
import type { State } from './state.ts';

/** What gives an account life. */
export interface AccountParts {
  /** Fills a new account. */
  readonly fill: (state: State, scale: NonNullable<SandboxOptions['scale']>) => void;
  /** Lets new incidents arrive. */
  readonly play: (state: State) => Disposable;
}

/** The account of a sandbox, which a reset replaces, and its clock. */
export interface SandboxAccount extends Disposable {
  readonly clock: SandboxClock;
  state(): State;
  reset(): void;
}

/** A person to act for, in an account that is otherwise empty. */
const fillEmpty = (state: State): void => {
  const id = state.nextId();
  state.collection('users').set(id, {
    id,
    type: 'user',
    name: 'Sandbox User',
    summary: 'Sandbox User',
    email: 'sandbox.user@example.com',
    time_zone: 'Etc/UTC',
    role: 'owner',
    self: `https://api.pagerduty.com/users/${id}`,
    html_url: `https://sample-account.pagerduty.com/users/${id}`,
    contact_methods: [],
    notification_rules: [],
    teams: [],
  });
};

/** Makes the account that the options ask for; `onDidRun` is called after tasks of its clock have run. */
export const createAccount = (options: SandboxOptions, parts: AccountParts, onDidRun: () => void): SandboxAccount => {
  const { seed = 1, now = Date.now(), standing, deliver = deliverToLoopback, scale = {}, empty, autoplay } = options;
  const clock = createClock({ start: now, standing, onDidRun });
  const begin = (): { readonly state: State; readonly play: Disposable | undefined } => {
    const state = createState(seed, clock, deliver);
    if (empty) fillEmpty(state);
    else parts.fill(state, scale);
    return { state, play: autoplay ? parts.play(state) : undefined };
  };
  let current = begin();
  const end = (): void => {
    current.play?.dispose();
    clock.clear();
  };
  return {
    clock,
    state: () => current.state,
    reset: () => {
      end();
      current = begin();
    },
    dispose: end,
  };
};
