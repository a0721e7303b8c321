/** A place that remembers one plain value over restarts; what it gives back may be of an older version. */
export interface Memory<T> {
  get(): unknown;
  set(value: T | undefined): PromiseLike<void>;
}
