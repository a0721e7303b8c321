import type { Behaviour, Context, Resource, State } from '../state.ts';
import { notFound, toRef, urlsOf } from './collections.ts';
import { objects, texts } from './input.ts';
import type { Fields } from './model.ts';
import { userRef } from './schedule.ts';
import { eventsOf, toFinalScheduleV3 } from './scheduleV3.ts';
import { day, toIso, toTime, toTimeOr } from './time.ts';
import { createZone } from './zone.ts';

const collection = 'v3/schedules';

const scheduleOf = (state: State, id: unknown): Resource => {
  const found = state.collection(collection).get(String(id));
  if (!found) throw notFound();
  return found;
};

const partOf = (state: State, path: string, id: unknown): Resource => {
  const found = state.collection(path).get(String(id));
  if (!found) throw notFound();
  return found;
};

const toRotation = (state: State, scheduleId: string, rotation: Resource): Fields => ({
  id: rotation.id,
  type: 'schedule_rotation',
  events: eventsOf(state, scheduleId, rotation.id),
  self: rotation.self,
});

const usersOf = (state: State, scheduleId: string): Fields[] => {
  const rotations = [...state.collection(`${collection}/${scheduleId}/rotations`).values()];
  const members = rotations.flatMap((r) =>
    eventsOf(state, scheduleId, r.id).flatMap((e) => e.assignment_strategy.members),
  );
  const ids = new Set(members.flatMap((member) => member.user_id ?? []));
  return [...ids].map((id) => ({ ...userRef(state, id) }));
};

const toAnswer = ({ state }: Context, schedule: Resource, input: Fields): Fields => {
  const since = toTimeOr(input.since, 'since', state.clock.now());
  const until = toTimeOr(input.until, 'until', since + 14 * day);
  const rotations = [...state.collection(`${collection}/${schedule.id}/rotations`).values()];
  return {
    schedule: {
      ...schedule,
      users: usersOf(state, schedule.id),
      rotations: rotations.map((rotation) => toRotation(state, schedule.id, rotation)),
      ...(texts(input.include).includes('final_schedule')
        ? { final_schedule: toFinalScheduleV3(state, schedule.id, since, until) }
        : {}),
    },
  };
};

const listSchedulesV3: Behaviour = ({ state }, input) => {
  const query = String(input.query ?? '').toLowerCase();
  const teams = texts(input.team_ids);
  const found = [...state.collection(collection).values()].filter(
    (schedule) =>
      String(schedule.name).toLowerCase().includes(query) &&
      (teams.length === 0 || objects(schedule.teams).some((team) => teams.includes(String(team.id)))),
  );
  return { schedules: found.map(toRef) };
};

const createScheduleV3: Behaviour = (context, input) => {
  const { state } = context;
  createZone(String(input.time_zone));
  const id = state.nextId();
  const teams = objects(input.teams).flatMap((team) => {
    const found = state.collection('teams').get(String(team.id));
    return found ? [toRef(found)] : [];
  });
  const { name, time_zone, description = '' } = input;
  const schedule = {
    id,
    type: 'schedule_v3',
    summary: name,
    name,
    time_zone,
    description,
    teams,
    escalation_policies: [],
    ...urlsOf('schedules', id),
  };
  state.collection(collection).set(id, schedule);
  return toAnswer(context, schedule, {});
};

const getScheduleV3: Behaviour = (context, input) => toAnswer(context, scheduleOf(context.state, input.id), input);

const updateScheduleV3: Behaviour = (context, { id, ...fields }) => {
  const schedule = Object.assign(scheduleOf(context.state, id), fields);
  schedule.summary = schedule.name;
  return toAnswer(context, schedule, {});
};

const rotationsPath = (state: State, input: Fields): string =>
  `${collection}/${scheduleOf(state, input.id).id}/rotations`;

const createScheduleRotation: Behaviour = ({ state }, input) => {
  const path = rotationsPath(state, input);
  const id = state.nextId();
  const rotation = { id, type: 'schedule_rotation', self: `https://api.pagerduty.com/${path}/${id}` };
  state.collection(path).set(id, rotation);
  return { rotation: toRotation(state, String(input.id), rotation) };
};

const listScheduleRotations: Behaviour = ({ state }, input) => ({
  rotations: [...state.collection(rotationsPath(state, input)).values()].map((r) =>
    toRotation(state, String(input.id), r),
  ),
});

const getScheduleRotation: Behaviour = ({ state }, input) => ({
  rotation: toRotation(state, String(input.id), partOf(state, rotationsPath(state, input), input.rotation_id)),
});

const createScheduleRotationEvent: Behaviour = ({ state }, { id: scheduleId, rotation_id: rotationId, ...fields }) => {
  const rotation = partOf(state, rotationsPath(state, { id: scheduleId }), rotationId);
  const path = `${collection}/${String(scheduleId)}/rotations/${rotation.id}/events`;
  const id = state.nextId();
  const event = {
    effective_until: null,
    ...fields,
    id,
    type: 'schedule_event',
    self: `https://api.pagerduty.com/${path}/${id}`,
  };
  state.collection(path).set(id, event);
  return { event };
};

/** What `list` operations with a time range show: what touches it. */
const within = (state: State, path: string, input: Fields): Resource[] => {
  const [since, until] = [toTime(input.since, 'since'), toTime(input.until, 'until')];
  return [...state.collection(path).values()].filter(
    (part) => toTime(part.start_time, 'start_time') < until && toTime(part.end_time, 'end_time') > since,
  );
};

const listScheduleCustomShifts: Behaviour = ({ state }, input) => ({
  custom_shifts: within(state, `${collection}/${scheduleOf(state, input.id).id}/custom_shifts`, input),
});

const listScheduleOverridesV3: Behaviour = ({ state }, input) => ({
  overrides: within(state, `${collection}/${scheduleOf(state, input.id).id}/overrides`, input),
});

const times = (value: Fields): Fields => ({
  start_time: toIso(toTime(value.start_time, 'start_time')),
  end_time: toIso(toTime(value.end_time, 'end_time')),
});

const createScheduleCustomShifts: Behaviour = ({ state }, input) => {
  const path = `${collection}/${scheduleOf(state, input.id).id}/custom_shifts`;
  const made = objects(input.custom_shifts).map((value) => {
    const assignments = objects(value.assignments).map(({ member }) => ({
      id: state.nextId(),
      type: 'shift_assignment',
      member,
    }));
    return { id: state.nextId(), type: 'custom_shift', ...times(value), assignments };
  });
  for (const shift of made) state.collection(path).set(shift.id, shift);
  return { custom_shifts: made };
};

const createScheduleOverridesV3: Behaviour = ({ state }, input) => {
  const path = `${collection}/${scheduleOf(state, input.id).id}/overrides`;
  const made = objects(input.overrides).map((value) => ({
    ...value,
    ...times(value),
    id: state.nextId(),
    type: 'override_shift',
  }));
  for (const override of made) state.collection(path).set(override.id, override);
  return { overrides: made };
};

/** Schedules of version 3: rotations of events, custom shifts and overrides. */
export const scheduleV3Behaviours = {
  listSchedulesV3,
  createScheduleV3,
  getScheduleV3,
  updateScheduleV3,
  listScheduleRotations,
  getScheduleRotation,
  createScheduleRotation,
  createScheduleRotationEvent,
  listScheduleCustomShifts,
  createScheduleCustomShifts,
  listScheduleOverridesV3,
  createScheduleOverridesV3,
} satisfies Record<string, Behaviour>;
