import { createEmitter, type Disposable, type Event } from '../util/emitter.ts';

/** Holds a state that is replaced whole, and tells what was and what is. */
export interface Cell<S> extends Disposable {
  readonly state: S;
  readonly onDidChange: Event<Change<S>>;
  /** Lays fields over the state. */
  update(fields: Partial<S>): void;
}

/** A state before and after. */
export interface Change<S> {
  readonly before: S;
  readonly after: S;
}

/** Makes a cell with its first state; after `dispose` it tells nobody. */
export const createCell = <S extends object>(first: S): Cell<S> => {
  let state = first;
  const changed = createEmitter<Change<S>>();
  return {
    get state() {
      return state;
    },
    onDidChange: changed.event,
    update: (fields) => {
      const before = state;
      state = { ...state, ...fields };
      changed.fire({ before, after: state });
    },
    dispose: changed.dispose,
  };
};
