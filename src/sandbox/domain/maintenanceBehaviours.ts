import type { Behaviour, Context, State } from '../state.ts';
import { collectionOf, get, getNamed, invalid, toRef, urlsOf } from './collections.ts';
import { lets, objects, texts } from './input.ts';
import { followWindow } from './maintenance.ts';
import type { Fields, MaintenanceWindow, Ref } from './model.ts';
import { refreshService } from './serviceStatus.ts';
import { toIso, toTime } from './time.ts';

const timesOf = (input: Fields): { start_time: string; end_time: string } => {
  const [start, end] = [toTime(input.start_time, 'start_time'), toTime(input.end_time, 'end_time')];
  if (end <= start) throw invalid('End time must be after start time');
  return { start_time: toIso(start), end_time: toIso(end) };
};

const servicesOf = (state: State, value: unknown): { services: Ref[]; teams: Ref[] } => {
  const services = objects(value).map((ref) => getNamed(state, 'services', ref, 'Service'));
  if (services.length === 0) throw invalid("Services can't be blank");
  const teams = new Map(services.flatMap((service) => service.teams.map((team) => [team.id, team] as const)));
  return { services: services.map(toRef), teams: [...teams.values()] };
};

const creatorOf = ({ state, user }: Context, value: unknown): Ref | undefined => {
  const named = value ? getNamed(state, 'users', value, 'Created by') : user;
  return named ? toRef(named) : undefined;
};

const createMaintenanceWindow: Behaviour = (context, input) => {
  const { state } = context;
  const windows = collectionOf(state, 'maintenance_windows');
  const id = state.nextId();
  const creator = creatorOf(context, input.created_by);
  const description = String(input.description ?? '');
  const window: MaintenanceWindow = {
    id,
    type: 'maintenance_window',
    summary: description || 'Maintenance window',
    ...urlsOf('maintenance_windows', id),
    sequence_number: windows.size + 1,
    description,
    ...timesOf(input),
    ...servicesOf(state, input.services),
    ...(creator ? { created_by: creator } : {}),
  };
  windows.set(id, window);
  followWindow(state, window);
  return { maintenance_window: window };
};

const updateMaintenanceWindow: Behaviour = ({ state }, { id, ...input }) => {
  const window = get(state, 'maintenance_windows', id);
  const before = window.services;
  const { created_by: _, services, start_time: __, end_time: ___, ...fields } = input;
  Object.assign(
    window,
    fields,
    timesOf({ ...window, ...input }),
    services === undefined ? {} : servicesOf(state, services),
  );
  followWindow(state, window);
  for (const service of before) refreshService(state, service.id);
  return { maintenance_window: window };
};

/** One that is going on ends now, one yet to come goes, one that is over stays. */
const deleteMaintenanceWindow: Behaviour = ({ state }, input) => {
  const window = get(state, 'maintenance_windows', input.id);
  const now = toIso(state.clock.now());
  if (window.end_time <= now) throw invalid("Can't end a maintenance window that has already ended");
  if (window.start_time <= now) window.end_time = now;
  else collectionOf(state, 'maintenance_windows').delete(window.id);
  followWindow(state, window);
  return undefined;
};

const isWhen = (window: MaintenanceWindow, filter: unknown, now: string): boolean => {
  if (filter === 'past') return window.end_time <= now;
  if (filter === 'future') return window.start_time > now;
  if (filter === 'ongoing') return window.start_time <= now && now < window.end_time;
  return filter === 'open' ? now < window.end_time : true;
};

const listMaintenanceWindows: Behaviour = ({ state }, input) => {
  const now = toIso(state.clock.now());
  const [services, teams, names] = [texts(input.service_ids), texts(input.team_ids), texts(input.include)];
  const query = String(input.query ?? '').toLowerCase();
  const windows = [...collectionOf(state, 'maintenance_windows').values()].filter(
    (window) =>
      isWhen(window, input.filter, now) &&
      lets(
        services,
        window.services.map((s) => s.id),
      ) &&
      lets(
        teams,
        objects(window.teams).map((t) => String(t.id)),
      ) &&
      String(window.description).toLowerCase().includes(query),
  );
  const whole = (collection: string, refs: unknown): Fields[] =>
    objects(refs).map((ref) => state.collection(collection).get(String(ref.id)) ?? ref);
  return {
    maintenance_windows: windows.map((window) => ({
      ...window,
      ...(names.includes('services') ? { services: whole('services', window.services) } : {}),
      ...(names.includes('teams') ? { teams: whole('teams', window.teams) } : {}),
      ...(names.includes('users') && window.created_by ? { created_by: whole('users', [window.created_by])[0] } : {}),
    })),
  };
};

/** Maintenance windows, which keep their services silent. */
export const maintenanceBehaviours = {
  listMaintenanceWindows,
  createMaintenanceWindow,
  updateMaintenanceWindow,
  deleteMaintenanceWindow,
} satisfies Record<string, Behaviour>;
