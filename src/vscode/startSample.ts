import type { Sample } from '../store/sessionState.ts';

/** Starts the sample account inside the extension; its half of the code is loaded only now. */
export const startSample = async (): Promise<Sample> => {
  const { createSandbox } = await import('../sandbox/main.ts');
  return createSandbox({ autoplay: true });
};
