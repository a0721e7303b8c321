/** Something to let go of; shaped like `vscode.Disposable`. */
export interface Disposable {
  dispose(): void;
}

/** Subscribes a listener; shaped like `vscode.Event`. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Fires values to whoever listens; shaped like `vscode.EventEmitter`. */
export interface Emitter<T> extends Disposable {
  readonly event: Event<T>;
  fire(value: T): void;
}

/**
 * Makes an emitter; listeners are called in the order they subscribed in, and none after `dispose`. What a listener throws
 * stops neither the others nor who fires, as in VS Code: it is left as an error that nobody caught.
 */
export const createEmitter = <T>(): Emitter<T> => {
  const listeners = new Set<(value: T) => void>();
  return {
    event: (listener) => {
      const own = (value: T): void => listener(value);
      listeners.add(own);
      return { dispose: () => void listeners.delete(own) };
    },
    fire: (value) => {
      // A listener may let go of others that have not had their turn.
      for (const listener of [...listeners]) if (listeners.has(listener)) call(listener, value);
    },
    dispose: () => listeners.clear(),
  };
};

const call = <T>(listener: (value: T) => void, value: T): void => {
  try {
    listener(value);
  } catch (error) {
    void Promise.reject(error);
  }
};

/** Joins disposables into one that lets go of them in reverse order. */
export const joinDisposables = (...disposables: readonly Disposable[]): Disposable => ({
  dispose: () => {
    for (const d of disposables.toReversed()) d.dispose();
  },
});

/** Joins events into one that fires when any of them does. */
export const joinEvents =
  <T>(...events: readonly Event<T>[]): Event<T> =>
  (listener) =>
    joinDisposables(...events.map((event) => event(listener)));
