import { type Disposable, type Event, joinDisposables } from '../util/emitter.ts';
import { createLatest } from '../util/latest.ts';
import { type Cell, type Change, createCell } from './cell.ts';
import { type Failure, type Load, toFailure } from './load.ts';
import { isOpen, onDidLeaveAccount } from './openSession.ts';
import type { StoreOptions } from './storeOptions.ts';

/** What all stores that load from PagerDuty have in common. */
export interface LoadedStore<S> extends Disposable {
  readonly state: S;
  readonly onDidChange: Event<Change<S>>;
  /** Loads anew, or joins the load under way; never rejects, gives the failure if there was one. */
  refresh(): Promise<Failure | undefined>;
  /** Aborts the load under way and loads anew: for when its answer would be out of date. */
  reload(): Promise<Failure | undefined>;
}

/** The parts of a store's state that every store has. */
export interface Loadable {
  readonly load: Load;
}

/** What a store is made of. */
export interface LoadedStoreParts<S extends Loadable> {
  /** The state before anything is loaded, for the session as it is. */
  readonly first: () => S;
  /** Fetches, and gives the fields to lay over the state; throws what the calls throw. */
  readonly fetch: (cell: Cell<S>, signal: AbortSignal) => Promise<Partial<S>>;
  /** Fields to lay over when the session tells something new of the same account and user. */
  readonly renew?: () => Partial<S>;
  /** Called after each load that succeeded. */
  readonly loaded?: (change: Change<S>) => void;
}

/**
 * Makes a store that loads when told to. A failed load is a state and keeps the rows; a load that was superseded, or
 * that belongs to another account than the present one, changes nothing.
 */
export const createLoadedStore = <S extends Loadable>(
  options: Pick<StoreOptions, 'session' | 'now'>,
  parts: LoadedStoreParts<S>,
): LoadedStore<S> & { readonly cell: Cell<S> } => {
  const { session, now } = options;
  const cell = createCell(parts.first());
  const latest = createLatest((signal) => load(session, cell, parts, now, signal));
  const subscriptions = joinDisposables(
    onDidLeaveAccount(session, () => {
      latest.stop();
      cell.update(parts.first());
    }),
    session.onDidChange(() => cell.update(parts.renew?.() ?? {})),
  );
  return {
    cell,
    get state() {
      return cell.state;
    },
    onDidChange: cell.onDidChange,
    refresh: latest.join,
    reload: latest.restart,
    dispose: () => {
      subscriptions.dispose();
      latest.stop();
      cell.dispose();
    },
  };
};

const load = async <S extends Loadable>(
  session: StoreOptions['session'],
  cell: Cell<S>,
  parts: LoadedStoreParts<S>,
  now: () => number,
  signal: AbortSignal,
): Promise<Failure | undefined> => {
  if (signal.aborted || !isOpen(session.state)) return undefined;
  // A repeat after a failure stays quiet: the failure is shown until there is better news.
  if (cell.state.load.kind === 'idle') cell.update(toLoad<S>({ kind: 'loading' }));
  const before = cell.state;
  try {
    const fields = await parts.fetch(cell, signal);
    if (signal.aborted) return undefined;
    cell.update({ ...fields, ...toLoad<S>({ kind: 'loaded', at: now() }) });
    parts.loaded?.({ before, after: cell.state });
    return undefined;
  } catch (error) {
    if (signal.aborted) return undefined;
    const failure = toFailure(error);
    cell.update(toLoad<S>({ kind: 'failed', failure }));
    return failure;
  }
};

// S has the field by its constraint; the compiler cannot see that a partial S may be made of it alone.
const toLoad = <S extends Loadable>(value: Load): Partial<S> => ({ load: value }) as Partial<S>;
