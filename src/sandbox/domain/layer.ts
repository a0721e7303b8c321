import type { Zone } from '../../util/zone.ts';
import { clip, type Span, union } from './intervals.ts';
import type { Layer, Restriction } from './model.ts';
import { day, toTime } from './time.ts';

const secondsOfDay = (text: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
};

/** Start of turn number `turn`: turns of whole days change at the same time on the wall, others by the second. */
const toTurnStart = (layer: Layer, zone: Zone, turn: number): number => {
  const start = toTime(layer.rotation_virtual_start, 'rotation_virtual_start');
  const length = layer.rotation_turn_length_seconds * 1000;
  return length % day === 0 ? zone.fromWall(zone.toWall(start) + turn * length) : start + turn * length;
};

/** Who has which turn within [since, until), by user id. */
const toTurns = (layer: Layer, zone: Zone, since: number, until: number): Span<string>[] => {
  const { users } = layer;
  const length = layer.rotation_turn_length_seconds * 1000;
  if (users.length === 0 || !(length > 0)) return [];
  const first = Math.floor((since - toTime(layer.rotation_virtual_start, 'rotation_virtual_start')) / length) - 1;
  const turns: Span<string>[] = [];
  for (let turn = first; ; turn++) {
    const start = toTurnStart(layer, zone, turn);
    if (start >= until) return clip(turns, since, until);
    const user = users[((turn % users.length) + users.length) % users.length];
    if (user) turns.push({ start, end: toTurnStart(layer, zone, turn + 1), value: user.user.id });
  }
};

/** When a restriction lets its layer hold, within [since, until): daily, or weekly from a day on (1 is Monday). */
const toAllowed = (restriction: Restriction, zone: Zone, since: number, until: number): Span<null>[] => {
  const weekly = restriction.type === 'weekly_restriction';
  const length = restriction.duration_seconds * 1000;
  const spans: Span<null>[] = [];
  // 1970-01-01 was a Thursday, the fourth day of the week.
  const firstDay = Math.floor((zone.toWall(since) - length) / day) - 1;
  const lastDay = Math.floor(zone.toWall(until) / day) + 1;
  for (let number = firstDay; number <= lastDay; number++) {
    const dayOfWeek = ((((number + 3) % 7) + 7) % 7) + 1;
    if (weekly && dayOfWeek !== (restriction.start_day_of_week ?? 1)) continue;
    const wall = number * day + secondsOfDay(restriction.start_time_of_day) * 1000;
    spans.push({ start: zone.fromWall(wall), end: zone.fromWall(wall + length), value: null });
  }
  return clip(spans, since, until);
};

/**
 * Shifts of a layer within [since, until), in milliseconds, by user id: its rotation, where its restrictions and its
 * own start and end let it hold. `zone` is the schedule's.
 */
export const toLayerShifts = (layer: Layer, zone: Zone, since: number, until: number): Span<string>[] => {
  const start = Math.max(since, toTime(layer.start, 'start'));
  const end = layer.end ? Math.min(until, toTime(layer.end, 'end')) : until;
  if (start >= end) return [];
  const turns = toTurns(layer, zone, start, end);
  const restrictions = layer.restrictions ?? [];
  if (restrictions.length === 0) return turns;
  const allowed = union(restrictions.flatMap((r) => toAllowed(r, zone, start, end)));
  return turns.flatMap((turn) => allowed.flatMap((a) => clip([turn], a.start, a.end)));
};
