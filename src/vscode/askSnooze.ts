import type { Moment } from '../views/moment.ts';

/** Asks for how long an incident shall be quiet; gives seconds, undefined when the question is left. */
export const askSnooze = async (moment: Moment): Promise<number | undefined> =>
  (await import('./acts/main.ts')).askSnooze(moment);
