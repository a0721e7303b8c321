import type { Random } from './createRandom.ts';
import { isObject } from './schema/schema.ts';

/**
 * What goes wrong: `402` (the plan lacks it), `403`, `429` and `5xx` statuses, a `reset` connection before anything was done or after (`resetAfter`), a
 * `stall` that never answers (`stallAfter` once the call was done), an answer that is cut (`truncated`) or is an HTML
 * page (`notJson`), or `latency` of `ms` milliseconds before everything else.
 */
export type FaultKind =
  | '402'
  | '403'
  | '429'
  | '500'
  | '502'
  | '503'
  | '504'
  | 'reset'
  | 'resetAfter'
  | 'stall'
  | 'stallAfter'
  | 'truncated'
  | 'notJson'
  | 'latency';

/** One fault and when it strikes. */
export interface Fault {
  readonly kind: FaultKind;
  /** Share of the calls it strikes, 0 to 1; all where it is left out. */
  readonly rate?: number | undefined;
  /** Strikes so many times, then no more. */
  readonly times?: number | undefined;
  /** Lets so many calls pass first. */
  readonly skip?: number | undefined;
  /** Of `latency`: milliseconds, or least and most. */
  readonly ms?: number | readonly [least: number, most: number] | undefined;
  /** Of `429`: seconds that `ratelimit-reset` names; 1 where it is left out. */
  readonly reset?: number | undefined;
}

/** Faults by operation id; `*` for every operation. An operation's own are tried before those of all. */
export type FaultPlan = Readonly<Record<string, Fault | readonly Fault[]>>;

/** A fault that strikes a call, with its delay drawn. */
export interface Strike {
  readonly fault?: Fault | undefined;
  /** Milliseconds. */
  readonly delay: number;
}

/** The faults of a running sandbox. */
export interface Faults {
  plan(): FaultPlan;
  /** Replaces the plan; counts begin anew. Throws a RangeError that names what it cannot read. */
  set(plan: FaultPlan): void;
  clear(): void;
  /** Draws what happens to a call. */
  draw(operationId: string): Strike;
}

const kinds: readonly string[] = [
  '402',
  '403',
  '429',
  '500',
  '502',
  '503',
  '504',
  'reset',
  'resetAfter',
  'stall',
  'stallAfter',
  'truncated',
  'notJson',
  'latency',
];

const isCount = (value: unknown): boolean => value === undefined || (Number.isInteger(value) && Number(value) >= 0);

const check = (operationIds: ReadonlySet<string>, key: string, fault: Fault): void => {
  if (key !== '*' && !operationIds.has(key)) throw new RangeError(`Faults: no operation is called ${key}.`);
  if (!isObject(fault) || !kinds.includes(fault.kind))
    throw new RangeError(`Faults of ${key}: kind must be one of ${kinds.join(', ')}.`);
  const { rate = 1, times, skip } = fault;
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`Faults of ${key}: rate must lie between 0 and 1.`);
  if (!isCount(times) || !isCount(skip)) throw new RangeError(`Faults of ${key}: times and skip are counts.`);
  if (fault.kind === 'latency' && fault.ms === undefined) throw new RangeError(`Faults of ${key}: latency needs ms.`);
};

const toDelay = (ms: Fault['ms'] = 0, random: Random): number =>
  typeof ms === 'number' ? ms : ms[0] + Math.floor(random() * (ms[1] - ms[0] + 1));

/** Makes the faults of a sandbox; the same random source gives the same faults for the same calls. */
export const createFaults = (operationIds: Iterable<string>, random: Random, first: FaultPlan = {}): Faults => {
  const known = new Set(operationIds);
  let plan: FaultPlan = {};
  let counts = new Map<Fault, { seen: number; struck: number }>();

  const strikes = (fault: Fault): boolean => {
    const count = counts.get(fault) ?? { seen: 0, struck: 0 };
    counts.set(fault, count);
    if (count.seen++ < (fault.skip ?? 0)) return false;
    if (count.struck >= (fault.times ?? Number.POSITIVE_INFINITY) || random() >= (fault.rate ?? 1)) return false;
    count.struck++;
    return true;
  };

  const set = (next: FaultPlan): void => {
    for (const [key, faults] of Object.entries(next)) for (const fault of [faults].flat()) check(known, key, fault);
    plan = next;
    counts = new Map();
  };

  const draw = (operationId: string): Strike => {
    let delay = 0;
    for (const fault of [plan[operationId] ?? [], plan['*'] ?? []].flat()) {
      if (!strikes(fault)) continue;
      if (fault.kind !== 'latency') return { fault, delay };
      delay += toDelay(fault.ms, random);
    }
    return { delay };
  };

  set(first);
  return { plan: () => plan, set, clear: () => set({}), draw };
};
