import type { CallOptions, Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import { saysLacking } from '../domain/feature.ts';
import { parseReference, type Reference } from '../domain/reference.ts';
import { parseShifts, type Schedule, type Shift } from '../domain/schedule.ts';
import { type Assigned, parseAssigned, parseMembers, toShifts } from '../domain/scheduleV3.ts';

/** A schedule by its id; where its kind is not known, it is found out. */
export interface ScheduleRef {
  readonly id: string;
  readonly kind?: Schedule['kind'] | undefined;
}

/** A time in milliseconds since 1970; `overflow` keeps the whole times of shifts that cross it. */
export interface Range {
  readonly since: number;
  readonly until: number;
  readonly overflow?: boolean;
}

/** What a schedule is worked out with. */
export interface RenderOptions extends CallOptions {
  /** Called before each call; throws where there is no sense in going on. */
  readonly goOn?: () => void;
}

/** A schedule worked out for a time. */
export type Rendered =
  | { readonly kind: 'layers'; readonly shifts: readonly Shift[] }
  | { readonly kind: 'rotations'; readonly shifts: readonly Shift[]; readonly assigned: readonly Assigned[] };

const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.kind === 'notFound';

/** Takes what a call threw; gives no rows where the account has no such things, and throws anything else on. */
export const noneWhereLacking = (error: unknown): readonly [] => {
  if (saysLacking(error) || isNotFound(error)) return [];
  throw error;
};

/** Takes milliseconds since 1970; gives them as the API takes times. */
export const toIso = (time: number): string => new Date(time).toISOString();

const toInput = ({ id }: ScheduleRef, { since, until, overflow = false }: Range) => ({
  id,
  overflow,
  since: toIso(since),
  until: toIso(until),
});

/** Whoever covers for somebody need not be in the schedule's own list of people: their names are asked for. */
const fetchOthers = async (
  client: Client,
  assigned: readonly Assigned[],
  known: readonly Reference[],
  { signal, goOn }: RenderOptions,
): Promise<readonly Reference[]> => {
  goOn?.();
  const ids = new Set(known.map(({ id }) => id));
  const others = new Set(assigned.flatMap(({ userId }) => (userId === undefined || ids.has(userId) ? [] : [userId])));
  const found = await Promise.all(
    [...others].map((id) =>
      client.users.getUser({ id }, { signal }).then(
        ({ user }) => parseReference(user),
        () => undefined, // Somebody without a name is still on call.
      ),
    ),
  );
  return found.flatMap((user) => user ?? []);
};

const fetchRotations = async (
  client: Client,
  schedule: ScheduleRef,
  range: Range,
  options: RenderOptions,
): Promise<Rendered> => {
  const { signal, goOn } = options;
  goOn?.();
  const input = { ...toInput(schedule, range), include: ['final_schedule'] as const };
  const answer = await client.schedulesV3.getScheduleV3(input, { signal });
  const assigned = parseAssigned(answer.schedule);
  const members = parseMembers(answer.schedule);
  const people = [...members, ...(await fetchOthers(client, assigned, members, options))];
  return { kind: 'rotations', assigned, shifts: toShifts(assigned, people) };
};

/** Works out who is on call by a schedule in a time, whichever way it is made; throws the ApiError of its call. */
export const fetchRendered = async (
  client: Client,
  schedule: ScheduleRef,
  range: Range,
  options: RenderOptions = {},
): Promise<Rendered> => {
  const { signal, goOn } = options;
  if (schedule.kind === 'rotations') return fetchRotations(client, schedule, range, options);
  goOn?.();
  try {
    const answer = await client.schedules.getSchedule(toInput(schedule, range), { signal });
    return { kind: 'layers', shifts: parseShifts(answer.schedule) };
  } catch (error) {
    if (schedule.kind === undefined && isNotFound(error)) return fetchRotations(client, schedule, range, options);
    throw error;
  }
};
