/** Keeps one run of a task going at a time; a newer one takes the place of an older one. */
export interface Latest<T> {
  /** Joins the run under way, or starts one. */
  join(): Promise<T>;
  /** Aborts the run under way and starts anew; who waits for the old run gets the new one's result. */
  restart(): Promise<T>;
  /** Aborts the run under way. */
  stop(): void;
}

/** Makes a Latest of a task. The task should end soon after its signal is aborted; its result then counts for nothing. */
export const createLatest = <T>(task: (signal: AbortSignal) => Promise<T>): Latest<T> => {
  interface Run {
    readonly controller: AbortController;
    readonly result: Promise<T>;
    /** The result of the run that took its place. */
    next?: Promise<T>;
  }
  let current: Run | undefined;
  const start = (): Run => {
    const controller = new AbortController();
    const work = async (): Promise<T> => {
      try {
        const value = await task(controller.signal);
        return run.next ? await run.next : value;
      } finally {
        if (current === run) current = undefined;
      }
    };
    // The task starts in a later turn, so that `run` is there when it ends.
    const run: Run = { controller, result: Promise.resolve().then(work) };
    current = run;
    return run;
  };
  const stop = (): void => {
    current?.controller.abort();
    current = undefined;
  };
  return {
    join: () => (current ?? start()).result,
    restart: () => {
      const old = current;
      stop();
      const run = start();
      if (old) old.next = run.result;
      return run.result;
    },
    stop,
  };
};
