import type { Disposable } from '../util/emitter.ts';
import { onDidLeaveAccount } from './openSession.ts';
import type { StoreOptions } from './storeOptions.ts';

/** Loads of what is opened, one at a time for each id. */
export interface LazyLoads extends Disposable {
  /**
   * Runs a load; a newer one of the same id takes its place. Its signal is aborted then, by `stop`, and once another
   * account is in use. Rejects where the load does.
   */
  run(id: string, load: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Aborts the load of an id. */
  stop(id: string): void;
}

/** Makes a keeper of loads that has none yet. */
export const createLazyLoads = (session: StoreOptions['session']): LazyLoads => {
  const running = new Map<string, AbortController>();
  const stop = (id: string): void => {
    running.get(id)?.abort();
    running.delete(id);
  };
  const stopAll = (): void => {
    for (const id of [...running.keys()]) stop(id);
  };
  const subscription = onDidLeaveAccount(session, stopAll);
  return {
    run: async (id, load) => {
      stop(id);
      const controller = new AbortController();
      running.set(id, controller);
      try {
        await load(controller.signal);
      } finally {
        if (running.get(id) === controller) running.delete(id);
      }
    },
    stop,
    dispose: () => {
      subscription.dispose();
      stopAll();
    },
  };
};
