import type { Disposable } from './emitter.ts';

/** What of the window and the view the user can see. */
export interface Attention {
  /** The window has the focus. */
  readonly focused: boolean;
  /** The view is on the screen. */
  readonly visible: boolean;
}

/** Milliseconds between two runs; `undefined` runs none. */
export interface PollIntervals {
  readonly focused: number;
  readonly unfocused: number;
  readonly hidden: number | undefined;
}

/** The way to wait; shaped like Node's and the browser's. */
export interface Timers {
  set(task: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

/** What a poller is given. */
export interface PollerOptions {
  /** Never rejects; gives the seconds that the server asks to wait, if it does. */
  readonly task: () => Promise<{ readonly retryAfter?: number | undefined } | undefined>;
  /** Asked before each wait, so that a changed setting counts. */
  readonly intervals: () => PollIntervals;
  readonly now: () => number;
  /** In [0, 1); spreads the runs of many windows. */
  readonly random: () => number;
  /** Milliseconds after the first call in which nothing runs for a view that nobody sees; none when left out. */
  readonly settle?: number;
  readonly timers?: Timers;
}

/** Runs a task again and again, as often as the user looks. */
export interface Poller extends Disposable {
  /** The first call starts the polling; becoming visible or focused runs an overdue task at once. */
  setAttention(attention: Attention): void;
  /** Counts a run that somebody else made, such as a refresh by hand. */
  touch(): void;
}

/** Thirty seconds while the user works and looks, slower when not; nobody looks at a hidden view but the badge's reader. */
export const defaultIntervals: PollIntervals = { focused: 30_000, unfocused: 120_000, hidden: 300_000 };

/** Share of the interval by which a run may come late. */
const jitter = 0.1;

const systemTimers: Timers = {
  set: (task, ms) => setTimeout(task, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/**
 * Makes a poller; the only place with timers. Nothing runs before the first `setAttention`, and nothing after `dispose`.
 * One run at a time; a wait that the server asked for is kept whatever the user does.
 */
export const createPoller = (options: PollerOptions): Poller => {
  const { task, intervals, now, random, settle = 0, timers = systemTimers } = options;
  let attention: Attention | undefined;
  let timer: unknown;
  let running = false;
  let disposed = false;
  let lastEnd = Number.NEGATIVE_INFINITY;
  let earliest = 0;
  let settled = 0;
  const interval = ({ focused, visible }: Attention): number | undefined => {
    const { focused: busy, unfocused, hidden } = intervals();
    return visible ? (focused ? busy : unfocused) : hidden;
  };
  const schedule = (): void => {
    timers.clear(timer);
    timer = undefined;
    const wait = attention && interval(attention);
    if (wait === undefined || running || disposed) return;
    const due = Math.max(lastEnd + wait * (1 + jitter * random()), earliest, attention?.visible ? 0 : settled);
    timer = timers.set(() => void run(), Math.max(due - now(), 0));
  };
  const run = async (): Promise<void> => {
    running = true;
    const result = await task();
    running = false;
    lastEnd = now();
    if (result?.retryAfter !== undefined) earliest = lastEnd + result.retryAfter * 1000;
    schedule();
  };
  return {
    setAttention: (next) => {
      if (!attention) settled = now() + settle;
      attention = next;
      schedule();
    },
    touch: () => {
      lastEnd = now();
      schedule();
    },
    dispose: () => {
      disposed = true;
      schedule();
    },
  };
};
