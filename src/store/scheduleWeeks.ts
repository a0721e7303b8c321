import type { Disposable } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import { createLazyLoads } from './lazyLoads.ts';
import { toFailure } from './load.ts';
import type { OnCallState, Week } from './onCallState.ts';
import { fetchRendered } from './renderedSchedule.ts';
import type { StoreOptions } from './storeOptions.ts';

/** Keeps the coming weeks of opened schedules. */
export interface ScheduleWeeks extends Disposable {
  /** Loads a schedule's coming week and keeps it; a newer call takes the place of an older one. Never rejects. */
  open(id: string): Promise<void>;
  /** Loads the weeks anew that were opened last, and looks into those of other schedules, whose gaps wake nobody. */
  follow(): void;
}

/** How far ahead an opened schedule looks. */
export const weekLength = 7 * 86_400_000;

/** Schedules that are loaded anew with each load of the list; each costs a call. */
const followed = 5;

/** Schedules whose weeks are looked into though nobody has opened them; each costs a call. */
const peeked = 10;

/** Milliseconds for which a week that nobody has opened is good enough. */
const peekEvery = 900_000;

/** Schedules to look into: one that is in no escalation policy leaves nobody unanswered. */
const toPeeks = ({ choices, schedules, weeks }: OnCallState, now: number): readonly string[] => {
  if (choices.grouping !== 'schedule') return [];
  const used = [...(schedules?.values() ?? [])].filter(({ escalationPolicies: policies }) => policies?.length !== 0);
  const isOld = (week: Week | undefined): boolean => week === undefined || now - week.since >= peekEvery;
  return used.slice(0, peeked).flatMap(({ id }) => (isOld(weeks.get(id)) ? [id] : []));
};

/** Makes the loader of weeks. What comes for a schedule that was asked for anew meanwhile is dropped. */
export const createScheduleWeeks = (
  { client, session, now }: Pick<StoreOptions, 'client' | 'session' | 'now'>,
  cell: Cell<OnCallState>,
): ScheduleWeeks => {
  const loads = createLazyLoads(session);
  const put = (id: string, week: Week): void => {
    if (isSame(cell.state.weeks.get(id), week)) return;
    cell.update({ weeks: new Map(cell.state.weeks).set(id, week) });
  };
  const opened = new Set<string>();
  const loadWith = async (id: string, signal: AbortSignal): Promise<void> => {
    const range = { since: now(), until: now() + weekLength };
    const old = cell.state.weeks.get(id);
    if (!old) put(id, { kind: 'loading', shifts: [], ...range });
    // Without the week the account is another one now.
    const show = (week: Week): void => {
      if (!signal.aborted && cell.state.weeks.has(id)) put(id, week);
    };
    try {
      const schedule = { id, kind: cell.state.schedules?.get(id)?.kind };
      const { shifts } = await fetchRendered(client, schedule, { ...range, overflow: true }, { signal });
      show({ kind: 'loaded', shifts, ...range });
    } catch (error) {
      show({ kind: 'failed', shifts: old?.shifts ?? [], ...range, failure: toFailure(error) });
    }
  };
  const load = (id: string): Promise<void> => loads.run(id, (signal) => loadWith(id, signal));
  return {
    open: (id) => {
      opened.delete(id);
      opened.add(id);
      return load(id);
    },
    follow: () => {
      const { weeks } = cell.state;
      const last = [...opened].filter((id) => weeks.has(id)).slice(-followed);
      for (const id of new Set([...last, ...toPeeks(cell.state, now())])) void load(id);
    },
    dispose: loads.dispose,
  };
};
