import type { Resource, State } from '../state.ts';
import { collectionOf, toRef } from './collections.ts';
import { clip, coverage, join, overlay, type Span } from './intervals.ts';
import { toLayerShifts } from './layer.ts';
import type { Fields, Layer, Ref, Schedule } from './model.ts';
import { day, toIso, toTime } from './time.ts';
import { createZone } from './zone.ts';

const sameUser = (a: string, b: string): boolean => a === b;

/** Reference to a user who may have been deleted since. */
export const userRef = (state: State, id: string): Ref =>
  toRef(collectionOf(state, 'users').get(id) ?? { id, type: 'user', summary: id });

/** Overrides of a schedule, in the order they were made. */
export const overridesOf = (state: State, scheduleId: string): Resource[] => [
  ...state.collection(`schedules/${scheduleId}/overrides`).values(),
];

const toOverrideSpans = (overrides: readonly Resource[]): Span<string>[] =>
  overrides.reduce<Span<string>[]>((spans, override) => {
    const user = override.user as { id: string }; // Overrides are made by one behaviour, always with a user.
    const span = { start: toTime(override.start, 'start'), end: toTime(override.end, 'end'), value: user.id };
    return overlay(spans, [span]);
  }, []);

/** A schedule's layers, overrides and their sum within [since, until), by user id. */
export interface Rendered {
  readonly layers: readonly { readonly layer: Layer; readonly shifts: readonly Span<string>[] }[];
  readonly overrides: readonly Span<string>[];
  readonly final: readonly Span<string>[];
}

/** Works out who is on call when: the first layer of the list lies on top of the others, overrides on top of all. */
export const renderSchedule = (
  schedule: Pick<Schedule, 'time_zone' | 'schedule_layers'>,
  overrides: readonly Resource[],
  since: number,
  until: number,
): Rendered => {
  const zone = createZone(schedule.time_zone);
  const layers = schedule.schedule_layers.map((layer) => ({
    layer,
    shifts: join(toLayerShifts(layer, zone, since, until), sameUser),
  }));
  const under = layers.toReversed().reduce<Span<string>[]>((sum, { shifts }) => overlay(sum, shifts), []);
  const top = clip(toOverrideSpans(overrides), since, until);
  return { layers, overrides: top, final: join(overlay(under, top), sameUser) };
};

/** How far around a moment shifts are worked out so that their start and end are the real ones. */
const reach = (schedule: Schedule): number =>
  8 * day + 2 * Math.max(0, ...schedule.schedule_layers.map((l) => l.rotation_turn_length_seconds * 1000));

/** Shifts of a schedule that touch [since, until], whole, by user id. */
export const shiftsOf = (state: State, schedule: Schedule, since: number, until: number): Span<string>[] => {
  const around = reach(schedule);
  const { final } = renderSchedule(schedule, overridesOf(state, schedule.id), since - around, until + around);
  return final.filter((shift) => shift.start <= until && shift.end > since);
};

/** Ids of the users on call at a moment (milliseconds). */
export const usersAt = (state: State, schedule: Schedule, time: number): string[] =>
  renderSchedule(schedule, overridesOf(state, schedule.id), time, time + 1000)
    .final.filter((shift) => shift.start <= time)
    .map((shift) => shift.value);

const toEntries = (state: State, spans: readonly Span<string>[]): Fields[] =>
  spans.map((s) => ({ start: toIso(s.start), end: toIso(s.end), user: userRef(state, s.value) }));

/** The schedule as the API shows it for a time range (milliseconds): with rendered entries and coverage in percent. */
export const toRenderedSchedule = (state: State, schedule: Schedule, since: number, until: number): Resource => {
  const rendered = renderSchedule(schedule, overridesOf(state, schedule.id), since, until);
  return {
    ...schedule,
    schedule_layers: rendered.layers.map(({ layer, shifts }) => ({
      ...layer,
      rendered_schedule_entries: toEntries(state, shifts),
      rendered_coverage_percentage: coverage(shifts, since, until),
    })),
    overrides_subschedule: {
      name: 'Overrides',
      rendered_schedule_entries: toEntries(state, rendered.overrides),
      rendered_coverage_percentage: coverage(rendered.overrides, since, until),
    },
    final_schedule: {
      name: 'Final Schedule',
      rendered_schedule_entries: toEntries(state, rendered.final),
      rendered_coverage_percentage: coverage(rendered.final, since, until),
    },
  };
};
