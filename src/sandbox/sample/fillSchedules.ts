import { toRef } from '../domain/collections.ts';
import { day, hour, toIso } from '../domain/time.ts';
import { createZone } from '../domain/zone.ts';
import type { Account } from './account.ts';

import { type LayerPlan, schedulePlans, week } from './schedulePlans.ts';

/** A moment a whole number of rounds ago at which the first person's turn began, so that it is this person's turn now. */
const firstTurn = (now: number, zoneName: string, { turn, handoff, people }: LayerPlan): number => {
  const zone = createZone(zoneName);
  const [hours = 0, minutes = 0] = handoff.split(':').map(Number);
  const at = hours * hour + minutes * 60_000;
  const wall = zone.toWall(now);
  // 1970-01-05 was a Monday.
  const origin = (turn === week ? 4 * day : 0) + at;
  const length = turn * hour;
  const current = origin + Math.floor((wall - origin) / length) * length;
  const round = length * people.length;
  const back = Math.ceil((60 * day) / round) * round;
  // Turns of whole days keep their time on the wall, others are counted in seconds.
  return length % day === 0 ? zone.fromWall(current - back) : zone.fromWall(current) - back;
};

const restrictionsOf = ({ hours, days }: LayerPlan): unknown[] => {
  if (!hours) return [];
  const [start = '00:00', length = '24'] = hours.split('+');
  const restriction = { start_time_of_day: `${start}:00`, duration_seconds: Number(length) * 3600 };
  return days
    ? days.map((d) => ({ type: 'weekly_restriction', ...restriction, start_day_of_week: d }))
    : [{ type: 'daily_restriction', ...restriction }];
};

const addOverrides = ({ state, call, schedule, user }: Account): void => {
  const now = Math.floor(state.clock.now() / hour) * hour;
  const override = (name: string, person: string, from: number, to: number) =>
    call('createScheduleOverride', {
      id: schedule(name).id,
      overrides: [{ start: toIso(now + from), end: toIso(now + to), user: { id: user(person).id } }],
    });
  override('Storefront Primary', 'Dmitri Volkonsky', -2 * hour, 6 * hour);
  override('Data On-Call', 'Grace Kimani', 2 * day, 2 * day + 8 * hour);
  override('Platform Primary', 'Ruth Abramov', 9 * day, 10 * day);
};

/** Puts the schedules into the account; the first user is on call for the platform now. */
export const fillSchedules = (account: Account): void => {
  const { state, call, team, user } = account;
  const now = state.clock.now();
  for (const { name, zone, team: owner, description, layers } of schedulePlans) {
    const made = call('createSchedule', {
      name,
      time_zone: zone,
      description,
      schedule_layers: layers.map((layer) => {
        const start = toIso(firstTurn(now, zone, layer));
        return {
          name: layer.name,
          start,
          end: null,
          rotation_virtual_start: start,
          rotation_turn_length_seconds: layer.turn * 3600,
          users: layer.people.map((person) => ({ user: { id: user(person).id } })),
          restrictions: restrictionsOf(layer),
        };
      }),
    });
    const kept = state.collection('schedules').get(made.id);
    if (kept) kept.teams = [toRef(team(owner))];
  }
  addOverrides(account);
};
