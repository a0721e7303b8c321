import type { Behaviour, Context, Resource, State } from '../state.ts';
import { collectionOf, get, getNamed, invalid, toRef, urlsOf } from './collections.ts';
import { idOf, objects, texts } from './input.ts';
import type { Fields, Layer, Ref, Schedule } from './model.ts';
import { overridesOf, renderSchedule, shiftsOf, toRenderedSchedule, userRef } from './schedule.ts';
import { day, toIso, toTimeOr } from './time.ts';
import { createZone } from './zone.ts';

/** What PagerDuty shows where no time range is asked for. */
const usualRange = 14 * day;

const rangeOf = ({ state }: Context, input: Fields): readonly [since: number, until: number] => {
  const since = toTimeOr(input.since, 'since', state.clock.now());
  const until = toTimeOr(input.until, 'until', since + usualRange);
  if (until <= since) throw invalid('Until must be after since');
  return [since, until];
};

const toLayer = (state: State, value: Fields): Layer => {
  const layer = value as unknown as Layer; // The schema has checked it.
  return {
    ...layer,
    id: layer.id ?? state.nextId(),
    restrictions: layer.restrictions ?? [],
    users: layer.users.map(({ user }) => ({ user: toRef(getNamed(state, 'users', user, 'User')) })),
  };
};

const usersOf = (layers: readonly Layer[]): Ref[] => {
  const refs = layers.flatMap((layer) => layer.users.map(({ user }) => user as Ref)); // `toLayer` put references there.
  return [...new Map(refs.map((ref) => [ref.id, ref])).values()];
};

const toSchedule = (state: State, input: Fields, known?: Schedule): Schedule => {
  const id = known?.id ?? state.nextId();
  const layers =
    input.schedule_layers === undefined
      ? (known?.schedule_layers ?? [])
      : objects(input.schedule_layers).map((layer) => toLayer(state, layer));
  const timeZone = String(input.time_zone ?? known?.time_zone);
  createZone(timeZone);
  const name = String(input.name ?? known?.name ?? 'Schedule');
  return {
    escalation_policies: [],
    teams: [],
    ...known,
    id,
    type: 'schedule',
    summary: name,
    ...urlsOf('schedules', id),
    name,
    description: String(input.description ?? known?.description ?? ''),
    time_zone: timeZone,
    schedule_layers: layers,
    users: usersOf(layers),
  };
};

const withNextOnCall = (context: Context, schedule: Schedule, userId: unknown): Fields => {
  if (typeof userId !== 'string') return {};
  const now = context.state.clock.now();
  const next = shiftsOf(context.state, schedule, now, now + 90 * day).find(
    (shift) => shift.value === userId && shift.start > now,
  );
  return next
    ? { next_oncall_for_user: { start: toIso(next.start), end: toIso(next.end), user: userRef(context.state, userId) } }
    : {};
};

const rendered = (context: Context, schedule: Schedule, input: Fields): Fields => ({
  ...toRenderedSchedule(context.state, schedule, ...rangeOf(context, input)),
  ...withNextOnCall(context, schedule, input.include_next_oncall_for_user),
});

const getSchedule: Behaviour = (context, input) => ({
  schedule: rendered(context, get(context.state, 'schedules', input.id), input),
});

/** The rendered parts are only in a list that asks for them. */
const toListed = (context: Context, schedule: Schedule, input: Fields): Fields => {
  const { schedule_layers: layers, ...rest } = schedule;
  const whole = texts(input.include).length > 0 ? rendered(context, schedule, input) : {};
  const wanted = Object.entries(whole).filter(([name]) => texts(input.include).includes(name));
  return {
    ...rest,
    schedule_layers: layers,
    ...Object.fromEntries(wanted),
    ...withNextOnCall(context, schedule, input.include_next_oncall_for_user),
  };
};

const listSchedules: Behaviour = (context, input) => {
  const query = String(input.query ?? '').toLowerCase();
  const teams = texts(input.team_ids);
  const found = [...collectionOf(context.state, 'schedules').values()].filter(
    (schedule) =>
      schedule.name.toLowerCase().includes(query) &&
      (teams.length === 0 || (schedule.teams as Ref[]).some((team) => teams.includes(team.id))),
  );
  return { schedules: found.map((schedule) => toListed(context, schedule, input)) };
};

const createSchedule: Behaviour = (context, input) => {
  const schedule = toSchedule(context.state, input);
  collectionOf(context.state, 'schedules').set(schedule.id, schedule);
  return { schedule: rendered(context, schedule, {}) };
};

const updateSchedule: Behaviour = (context, { id, ...input }) => {
  const schedule = toSchedule(context.state, input, get(context.state, 'schedules', id));
  collectionOf(context.state, 'schedules').set(schedule.id, schedule);
  return { schedule: rendered(context, schedule, {}) };
};

const deleteSchedule: Behaviour = ({ state }, input) => {
  const { id } = get(state, 'schedules', input.id);
  const users = [...collectionOf(state, 'escalation_policies').values()].filter((policy) =>
    policy.escalation_rules.some((rule) => rule.targets.some((target) => target.id === id)),
  );
  if (users.length > 0) throw invalid("Schedule can't be deleted if it's being used by escalation policies");
  collectionOf(state, 'schedules').delete(id);
  return undefined;
};

const previewSchedule: Behaviour = (context, input) => {
  const { id: _, ...schedule } = toRenderedSchedule(
    context.state,
    toSchedule(context.state, input),
    ...rangeOf(context, input),
  );
  return { schedule: { ...schedule, id: 'PREVIEW' } satisfies Resource };
};

const listScheduleUsers: Behaviour = (context, input) => {
  const { state } = context;
  const schedule = get(state, 'schedules', input.id);
  const [since, until] = rangeOf(context, input);
  const { final } = renderSchedule(schedule, overridesOf(state, schedule.id), since, until);
  const ids = new Set(final.map((shift) => shift.value));
  return { users: [...ids].flatMap((id) => collectionOf(state, 'users').get(idOf(id)) ?? []) };
};

/** Schedules with their rendered entries. */
export const scheduleBehaviours = {
  listSchedules,
  getSchedule,
  createSchedule,
  updateSchedule,
  deleteSchedule,
  previewSchedule,
  listScheduleUsers,
} satisfies Record<string, Behaviour>;
