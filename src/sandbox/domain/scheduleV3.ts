import type { Resource, State } from '../state.ts';
import { coverage, join, overlay, type Span } from './intervals.ts';
import type { Fields } from './model.ts';
import { toOccurrences } from './recurrence.ts';
import { day, toIso, toTime } from './time.ts';
import { createZone } from './zone.ts';

interface Member {
  readonly type: 'user_member' | 'empty_member';
  readonly user_id?: string;
}

interface Event extends Resource {
  start_time: { date_time: string; time_zone: string };
  end_time: { date_time: string; time_zone: string };
  effective_since: string;
  effective_until?: string | null;
  recurrence: string[];
  assignment_strategy: { type: string; shifts_per_member?: number; members: Member[] };
}

/** Who has a shift and where it comes from. */
interface Shift {
  readonly member: Member;
  readonly source: Fields;
}

/** A member of a shift in the answers' form; the sandbox keeps nothing else. */
const memberOf = (value: unknown): Member => value as Member;

const toEventShifts = (event: Event, rotationId: string, until: number): Span<Shift>[] => {
  const start = toTime(event.start_time.date_time, 'start_time');
  const length = toTime(event.end_time.date_time, 'end_time') - start;
  const from = toTime(event.effective_since, 'effective_since');
  const to = event.effective_until ? toTime(event.effective_until, 'effective_until') : until;
  const { members, shifts_per_member: perMember = 1 } = event.assignment_strategy;
  const every = event.assignment_strategy.type.startsWith('every');
  const source = { type: 'schedule_rotation', rotation_id: rotationId };
  const zone = createZone(event.start_time.time_zone);
  return toOccurrences(start, event.recurrence, zone, until)
    .filter((at) => at + length > from && at < to)
    .flatMap((at, index) => {
      const turn = members[Math.floor(index / Math.max(1, perMember)) % Math.max(1, members.length)];
      return (every ? members : turn ? [turn] : []).map((member) => ({
        start: at,
        end: at + length,
        value: { member, source },
      }));
    });
};

const rangeOf = (resource: Resource): { start: number; end: number } => ({
  start: toTime(resource.start_time, 'start_time'),
  end: toTime(resource.end_time, 'end_time'),
});

const toCustomShifts = (state: State, base: string): Span<Shift>[] =>
  [...state.collection(`${base}/custom_shifts`).values()].flatMap((shift) =>
    (shift.assignments as { member: Member }[]).map(({ member }) => ({
      ...rangeOf(shift),
      value: { member, source: { type: 'custom_shift', shift_id: shift.id } },
    })),
  );

const toOverrides = (state: State, base: string): Span<Shift>[] =>
  [...state.collection(`${base}/overrides`).values()].map((override) => ({
    ...rangeOf(override),
    value: {
      member: memberOf(override.overriding_member),
      source: {
        type: override.custom_shift_id ? 'custom_shift_override' : 'schedule_rotation_override',
        override_id: override.id,
      },
    },
  }));

/** Events of a rotation of a v3 schedule. */
export const eventsOf = (state: State, scheduleId: string, rotationId: string): Event[] =>
  [...state.collection(`v3/schedules/${scheduleId}/rotations/${rotationId}/events`).values()] as Event[];

const render = (state: State, scheduleId: string, until: number): Span<Shift>[] => {
  const base = `v3/schedules/${scheduleId}`;
  const rotations = [...state.collection(`${base}/rotations`).values()];
  const rotating = rotations.flatMap((r) =>
    eventsOf(state, scheduleId, r.id).flatMap((e) => toEventShifts(e, r.id, until)),
  );
  return overlay(overlay(rotating, toCustomShifts(state, base)), toOverrides(state, base));
};

/** Shifts of a v3 schedule that touch [since, until] (milliseconds), whole, by user id; nobody's shifts are left out. */
export const shiftsOfV3 = (state: State, schedule: Resource, since: number, until: number): Span<string>[] => {
  const shifts = render(state, schedule.id, until + 8 * day).flatMap((s) =>
    s.value.member.user_id ? [{ start: s.start, end: s.end, value: s.value.member.user_id }] : [],
  );
  return join(shifts, (a, b) => a === b).filter((s) => s.start <= until && s.end > since);
};

/** The final schedule of a v3 schedule for a time range (milliseconds), as the API shows it. */
export const toFinalScheduleV3 = (state: State, scheduleId: string, since: number, until: number): Fields => {
  const shifts = render(state, scheduleId, until)
    .map((s) => ({ ...s, start: Math.max(s.start, since), end: Math.min(s.end, until) }))
    .filter((s) => s.start < s.end);
  const staffed = shifts.filter((s) => s.value.member.type === 'user_member');
  return {
    type: 'final_schedule',
    rendered_coverage_percentage: coverage(staffed, since, until),
    computed_shift_assignments: shifts.map((s) => ({
      type: 'computed_shift_assignment',
      start_time: toIso(s.start),
      end_time: toIso(s.end),
      ...s.value,
    })),
  };
};
