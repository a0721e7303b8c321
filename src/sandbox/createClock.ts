import { createTaskQueue } from './createTaskQueue.ts';
import type { Clock } from './state.ts';

/** What a clock is made of. */
export interface ClockOptions {
  /** Where it starts, in milliseconds since 1970. */
  readonly start: number;
  /** Stands until it is set; otherwise it runs with real time. */
  readonly standing?: boolean | undefined;
  /** Called after tasks have run. */
  readonly onDidRun?: (() => void) | undefined;
}

/** A clock that can be moved; cleared, it holds no timer. */
export interface SandboxClock extends Clock {
  /** Moves the clock on by so many milliseconds. */
  advance(ms: number): void;
  /** Takes back all tasks. */
  clear(): void;
}

/** The longest wait that Node's timers take, in milliseconds. */
const longestWait = 2 ** 31 - 1;

/**
 * Makes a clock that runs with real time from a start, or stands. Tasks run in the order of their times, each at its
 * own time, whether real time gets there or `set` does. `set` to a time that has passed throws a RangeError.
 */
export const createClock = ({ start, standing = false, onDidRun }: ClockOptions): SandboxClock => {
  const tasks = createTaskQueue();
  let base = start;
  let since = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const elapsed = (): number => (standing ? 0 : Math.floor(performance.now() - since));
  const now = (): number => tasks.running() ?? base + elapsed();

  const schedule = (): void => {
    clearTimeout(timer);
    const next = tasks.next();
    if (standing || next === undefined) return;
    timer = setTimeout(runDue, Math.min(Math.max(next - now(), 0), longestWait));
    timer.unref();
  };

  const runDue = (): void => {
    try {
      if (tasks.runUntil(now(), base)) onDidRun?.();
    } finally {
      schedule();
    }
  };

  const set = (time: number): void => {
    if (tasks.running() !== undefined) throw new RangeError('A task of the sandbox clock cannot move it.');
    if (time < now()) throw new RangeError('The sandbox clock only moves forward.');
    const ran = tasks.runUntil(time, base);
    base = time;
    since = performance.now();
    schedule();
    if (ran) onDidRun?.();
  };

  const at = (time: number, run: () => void): (() => void) => {
    const isNext = tasks.running() === undefined && time < (tasks.next() ?? Number.POSITIVE_INFINITY);
    const takeBack = tasks.add(time, run);
    if (isNext) schedule();
    return takeBack;
  };

  const clear = (): void => {
    tasks.clear();
    schedule();
  };

  return { now, set, at, clear, advance: (ms) => set(now() + ms) };
};
