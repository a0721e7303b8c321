import { type Answer, addUser, createWorld, rows } from './sandboxDomain.ts';

/** An account with Ada, Bob and Cleo, and ways to make and read schedules. */
export const createRota = (start = '2026-03-02T10:00:00Z') => {
  const world = createWorld(start);
  const ids = ['Ada', 'Bob', 'Cleo'].map((name) => addUser(world, name).id);
  const layer = (first: number, ...more: number[]) => [first, ...more].map((n) => ({ user: { id: ids[n] as string } }));
  const create = (timeZone: string, ...layers: readonly Readonly<Record<string, unknown>>[]) =>
    world.call('createSchedule', { name: 'Rota', time_zone: timeZone, schedule_layers: layers }).schedule as Answer & {
      id: string;
    };
  /** `Ada 2026-03-02T09:00:00Z 2026-03-09T09:00:00Z` for each shift of the final schedule. */
  const final = (id: unknown, since: string, until: string) =>
    rows(world.call('getSchedule', { id, since, until }).schedule?.final_schedule?.rendered_schedule_entries).map(
      (e) => `${String(e.user?.summary)} ${String(e.start)} ${String(e.end)}`,
    );
  return { world, ids, layer, create, final };
};
