import { createLatest } from '../util/latest.ts';
import type { Cell } from './cell.ts';
import { type Failure, type Load, toFailure } from './load.ts';
import type { LoadedStore } from './loadedStore.ts';
import { isOpen, onDidLeaveAccount } from './openSession.ts';
import type { StoreOptions } from './storeOptions.ts';

/** The parts of a state that a look changes. */
export interface Looked {
  readonly load: Load;
  /** How far what is mine is known: by a load of all that the view lists, or by a look at mine alone. */
  readonly mineLoad: Load;
}

/** A store that can look at what is mine without loading all that its view lists. */
export interface LookingStore<S> extends LoadedStore<S> {
  /** Loads only what is mine, for while nobody sees the view. Never rejects, gives the failure if there was one. */
  look(): Promise<Failure | undefined>;
}

/**
 * Adds looks to a store. A load that begins meanwhile ends the look; a look of another account than the present one
 * changes nothing, and one that failed is a state.
 *
 * @param fetch gives the fields to lay over the state; throws what the calls throw
 */
export const createLook = <S extends Looked>(
  { session, now }: Pick<StoreOptions, 'session' | 'now'>,
  store: LoadedStore<S> & { readonly cell: Cell<S> },
  fetch: (cell: Cell<S>, signal: AbortSignal) => Promise<Partial<S>>,
): Pick<LookingStore<S>, 'look' | 'refresh' | 'reload' | 'dispose'> => {
  const { cell } = store;
  const latest = createLatest(async (signal): Promise<Failure | undefined> => {
    if (signal.aborted || !isOpen(session.state)) return undefined;
    try {
      const fields = await fetch(cell, signal);
      if (!signal.aborted) cell.update({ ...fields, ...toLoads(cell.state, { kind: 'loaded', at: now() }) });
      return undefined;
    } catch (error) {
      if (signal.aborted) return undefined;
      const failure = toFailure(error);
      cell.update(toLoads(cell.state, { kind: 'failed', failure }));
      return failure;
    }
  });
  const subscription = onDidLeaveAccount(session, latest.stop);
  const instead = (load: () => Promise<Failure | undefined>) => () => {
    latest.stop();
    return load();
  };
  return {
    look: latest.join,
    refresh: instead(store.refresh),
    reload: instead(store.reload),
    dispose: () => {
      subscription.dispose();
      latest.stop();
      store.dispose();
    },
  };
};

/** A list that could not be loaded is loaded when it is seen, once there is better news. */
const toLoads = <S extends Looked>({ load }: S, mineLoad: Load): Partial<S> =>
  // S has both fields by its constraint; the compiler cannot see that a partial S may be made of them alone.
  ({
    mineLoad,
    ...(load.kind === 'failed' && mineLoad.kind === 'loaded' ? { load: { kind: 'idle' } } : {}),
  }) as Partial<S>;
