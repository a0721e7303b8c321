import type { Client } from '../api/client.ts';
import { parseShifts } from '../domain/schedule.ts';
import type { Disposable } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import { toFailure } from './load.ts';
import type { OnCallState, Week } from './onCallState.ts';

/** Keeps the coming weeks of opened schedules. */
export interface ScheduleWeeks extends Disposable {
  /** Loads a schedule's coming week and keeps it; a newer call takes the place of an older one. Never rejects. */
  open(id: string): Promise<void>;
  /** Loads the weeks anew that were opened last. */
  follow(): void;
}

/** How far ahead an opened schedule looks. */
export const weekLength = 7 * 86_400_000;

/** Schedules that are loaded anew with each load of the list; each costs a call. */
const followed = 5;

/** Makes the loader of weeks. What comes for a schedule that was asked for anew meanwhile is dropped. */
export const createScheduleWeeks = (client: Client, cell: Cell<OnCallState>, now: () => number): ScheduleWeeks => {
  const running = new Map<string, AbortController>();
  const put = (id: string, week: Week): void => {
    if (isSame(cell.state.weeks.get(id), week)) return;
    cell.update({ weeks: new Map(cell.state.weeks).set(id, week) });
  };
  const open = async (id: string): Promise<void> => {
    running.get(id)?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    running.set(id, controller);
    const range = { since: now(), until: now() + weekLength };
    const old = cell.state.weeks.get(id);
    if (!old) put(id, { kind: 'loading', shifts: [], ...range });
    // Without the week the account is another one now.
    const show = (week: Week): void => {
      if (!signal.aborted && cell.state.weeks.has(id)) put(id, week);
    };
    try {
      const [since, until] = [range.since, range.until].map((time) => new Date(time).toISOString());
      const input = { id, overflow: true, ...(since && until ? { since, until } : {}) };
      const { schedule } = await client.schedules.getSchedule(input, { signal });
      show({ kind: 'loaded', shifts: parseShifts(schedule), ...range });
    } catch (error) {
      show({ kind: 'failed', shifts: old?.shifts ?? [], ...range, failure: toFailure(error) });
    }
    if (running.get(id) === controller) running.delete(id);
  };
  return {
    open,
    follow: () => {
      for (const id of [...cell.state.weeks.keys()].slice(-followed)) void open(id);
    },
    dispose: () => {
      for (const controller of running.values()) controller.abort();
    },
  };
};
