import { ApiError } from '../api/errors.ts';
import type { ListOnCallsInput } from '../api/generated/operations.ts';
import { table } from '../api/generated/table.ts';
import { pages } from '../api/pages.ts';
import { type OnCall, parseOnCall } from '../domain/onCall.ts';
import { parseSchedule, type Schedule } from '../domain/schedule.ts';
import { parseScheduleV3 } from '../domain/scheduleV3.ts';
import type { Cell } from './cell.ts';
import { createLook, type LookingStore } from './createLook.ts';
import { createLoadedStore } from './loadedStore.ts';
import type { Memory } from './memory.ts';
import type { OnCallChoices, OnCallGrouping, OnCallState } from './onCallState.ts';
import { isOpen, userOf } from './openSession.ts';
import { noneWhereLacking } from './renderedSchedule.ts';
import { createScheduleWeeks } from './scheduleWeeks.ts';
import type { StoreOptions } from './storeOptions.ts';

/** What the on-call store is given beside what every store is given. */
export interface OnCallStoreOptions extends StoreOptions {
  /** Remembers what the user chose to see. */
  readonly memory?: Memory<OnCallChoices>;
}

/** Knows who is on call now, my next shifts, and the schedules once they are asked for. */
export interface OnCallStore extends LookingStore<OnCallState> {
  setGrouping(grouping: OnCallGrouping): void;
  /** Loads a schedule's coming week, and keeps it: its gaps stay pointed out. Never rejects. */
  openSchedule(id: string): Promise<void>;
}

/** How far ahead my shifts are looked for. */
const shiftsAhead = 28 * 86_400_000;

const fetchOnCalls = async (
  { send }: StoreOptions,
  input: ListOnCallsInput,
  signal: AbortSignal,
): Promise<Pick<OnCallState, 'onCalls' | 'more'>> => {
  const onCalls: OnCall[] = [];
  try {
    for await (const page of pages(send, table.onCalls.listOnCalls, input, { signal })) {
      onCalls.push(...page.flatMap((row) => parseOnCall(row) ?? []));
    }
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'tooManyRecords') return { onCalls, more: true };
    throw error;
  }
  return { onCalls, more: false };
};

const fetchShifts = async (
  options: StoreOptions,
  { me }: OnCallState,
  signal: AbortSignal,
): Promise<readonly OnCall[]> => {
  if (!me) return [];
  const now = options.now();
  const [since, until] = [now, now + shiftsAhead].map((time) => new Date(time).toISOString());
  const range = since && until ? { since, until } : {};
  const { onCalls } = await fetchOnCalls(options, { user_ids: [me.id], ...range }, signal);
  return onCalls.toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0));
};

const fetchSchedules = async (
  { send }: StoreOptions,
  { choices }: OnCallState,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Schedule> | undefined> => {
  if (choices.grouping !== 'schedule') return undefined;
  const fetchOnes = async (): Promise<readonly Schedule[]> => {
    const found: Schedule[] = [];
    for await (const page of pages(send, table.schedules.listSchedules, {}, { signal }))
      found.push(...page.flatMap((row) => parseSchedule(row) ?? []));
    return found;
  };
  const fetchOthers = async (): Promise<readonly Schedule[]> => {
    const found: Schedule[] = [];
    for await (const page of pages(send, table.schedulesV3.listSchedulesV3, {}, { signal }))
      found.push(...page.flatMap((row) => parseScheduleV3(row) ?? []));
    return found;
  };
  const all = await Promise.all([fetchOnes(), fetchOthers().catch(noneWhereLacking)]);
  return new Map(all.flat().map((schedule) => [schedule.id, schedule]));
};

/** Fetches who is on call, and my shifts, which are laid down though the rest should fail. */
const fetchAll = async (
  options: StoreOptions,
  cell: Cell<OnCallState>,
  signal: AbortSignal,
): Promise<Partial<OnCallState>> => {
  const [listed, shifts] = await Promise.allSettled([
    Promise.all([fetchOnCalls(options, {}, signal), fetchSchedules(options, cell.state, signal)]),
    fetchShifts(options, cell.state, signal),
  ]);
  if (shifts.status === 'rejected') throw shifts.reason;
  const mine = { shifts: shifts.value, mineLoad: { kind: 'loaded', at: options.now() } } as const;
  if (listed.status === 'rejected') {
    if (!signal.aborted) cell.update(mine);
    throw listed.reason;
  }
  const [onCalls, schedules] = listed.value;
  return { ...onCalls, schedules, ...mine };
};

const parseChoices = (remembered: unknown): OnCallChoices => {
  const { grouping } = (remembered ?? {}) as Partial<OnCallChoices>;
  return { grouping: grouping === 'schedule' ? 'schedule' : 'policy' };
};

const firstState = ({ session, memory }: OnCallStoreOptions): OnCallState => {
  const load = { kind: isOpen(session.state) ? 'idle' : 'signedOut' } as const;
  return {
    load,
    mineLoad: load,
    choices: parseChoices(memory?.get()),
    me: userOf(session.state),
    onCalls: [],
    more: false,
    shifts: [],
    schedules: undefined,
    weeks: new Map(),
  };
};

/** Makes the store of on-calls; it starts empty and loads nothing by itself. */
export const createOnCallStore = (options: OnCallStoreOptions): OnCallStore => {
  const { session, memory } = options;
  const store = createLoadedStore<OnCallState>(options, {
    first: () => firstState(options),
    renew: () => ({ me: userOf(session.state) }),
    fetch: (cell, signal) => fetchAll(options, cell, signal),
    loaded: () => weeks.follow(),
  });
  const { cell } = store;
  const weeks = createScheduleWeeks(options, cell);
  const loads = createLook(options, store, async (into, signal) => ({
    shifts: await fetchShifts(options, into.state, signal),
  }));
  return {
    ...loads,
    get state() {
      return cell.state;
    },
    onDidChange: store.onDidChange,
    setGrouping: (grouping) => {
      const choices = { grouping };
      void memory?.set(choices);
      cell.update({ choices });
      if (cell.state.load.kind !== 'signedOut') void loads.reload();
    },
    openSchedule: weeks.open,
    dispose: () => {
      weeks.dispose();
      loads.dispose();
    },
  };
};
