import type { State } from '../state.ts';

/** A UUID of version 4 from the account's own randomness, the same for the same seed. */
export const randomUuid = (state: State): string =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(state.random() * 16).toString(16));
