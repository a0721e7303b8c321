import type { Behaviour, Resource, State } from '../state.ts';
import { get, getNamed, invalid, notFound, toRef } from './collections.ts';
import { objects } from './input.ts';
import type { Fields } from './model.ts';
import { overridesOf } from './schedule.ts';
import { toIso, toTime } from './time.ts';

const toOverride = (state: State, value: Fields): Resource => {
  const [start, end] = [toTime(value.start, 'start'), toTime(value.end, 'end')];
  if (end <= start) throw invalid('End must be after start');
  if (end <= state.clock.now()) throw invalid('Override must end in the future');
  const user = toRef(getNamed(state, 'users', value.user, 'User'));
  const id = state.nextId('Q');
  return { id, type: 'override', summary: user.summary, start: toIso(start), end: toIso(end), user };
};

/** Overrides of a schedule that touch [since, until); cut to the range unless they may flow over. */
const listScheduleOverrides: Behaviour = ({ state }, input) => {
  const schedule = get(state, 'schedules', input.id);
  const [since, until] = [toIso(toTime(input.since, 'since')), toIso(toTime(input.until, 'until'))];
  const found = overridesOf(state, schedule.id).filter((o) => String(o.start) < until && String(o.end) > since);
  const editable = toIso(state.clock.now());
  const shown = input.editable === true ? found.filter((o) => String(o.end) > editable) : found;
  if (input.overflow === true) return { overrides: shown };
  const cut = (o: Resource): Resource => ({
    ...o,
    start: String(o.start) < since ? since : o.start,
    end: String(o.end) > until ? until : o.end,
  });
  return { overrides: shown.map(cut) };
};

const createScheduleOverride: Behaviour = ({ state }, input) => {
  const schedule = get(state, 'schedules', input.id);
  const made = objects(input.overrides).map((value) => toOverride(state, value));
  for (const override of made) state.collection(`schedules/${schedule.id}/overrides`).set(override.id, override);
  return made.map((override) => ({ status: 201, override }));
};

/** One that has begun ends now, one yet to come goes. */
const deleteScheduleOverride: Behaviour = ({ state }, input) => {
  const schedule = get(state, 'schedules', input.id);
  const overrides = state.collection(`schedules/${schedule.id}/overrides`);
  const override = overrides.get(String(input.override_id));
  if (!override) throw notFound();
  const now = toIso(state.clock.now());
  if (String(override.end) <= now) throw invalid('Override has already ended');
  if (String(override.start) < now) override.end = now;
  else overrides.delete(override.id);
  return undefined;
};

/** Overrides of schedules. */
export const overrideBehaviours = {
  listScheduleOverrides,
  createScheduleOverride,
  deleteScheduleOverride,
} satisfies Record<string, Behaviour>;
