import { day, hour, toIso } from '../domain/time.ts';
import type { Resource } from '../state.ts';
import type { Account } from './account.ts';

/** A schedule with one rotation of one event. */
interface Plan {
  readonly name: string;
  readonly zone: string;
  readonly team: string;
  /** Start of the first shift in milliseconds, and length of each in hours. */
  readonly start: number;
  readonly hours: number;
  readonly rule: string;
  readonly people: readonly string[];
}

const memberOf = ({ user }: Account, name: string) => ({ type: 'user_member', user_id: user(name).id });

const addSchedule = (account: Account, plan: Plan): { schedule: Resource; rotation: Resource } => {
  const { call, team } = account;
  const { name, zone, start, hours, rule, people } = plan;
  const schedule = call('createScheduleV3', { name, time_zone: zone, teams: [{ id: team(plan.team).id }] });
  const rotation = call('createScheduleRotation', { id: schedule.id });
  call('createScheduleRotationEvent', {
    id: schedule.id,
    rotation_id: rotation.id,
    name: 'Shift',
    start_time: { date_time: toIso(start), time_zone: zone },
    end_time: { date_time: toIso(start + hours * hour), time_zone: zone },
    effective_since: toIso(start),
    recurrence: [rule],
    assignment_strategy: {
      type: 'rotating_member_assignment_strategy',
      shifts_per_member: 1,
      members: people.map((person) => memberOf(account, person)),
    },
  });
  return { schedule, rotation };
};

/** Puts two schedules of version 3 into the account: weekdays in turn, and nights with an override. */
export const fillSchedulesV3 = (account: Account): void => {
  // 1970-01-01 was a Thursday.
  const monday = Math.floor((account.state.clock.now() / day + 3) / 7) * 7 * day - 3 * day;
  addSchedule(account, {
    name: 'Support Escalations',
    zone: 'Europe/Berlin',
    team: 'Logistics',
    start: monday - 21 * day + 8 * hour,
    hours: 9,
    rule: 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    people: ['Hiroshi Endo', 'Gabriel Iwu', 'Aroha Ngata'],
  });
  const { schedule, rotation } = addSchedule(account, {
    name: 'Release Nights',
    zone: 'Europe/London',
    team: 'Storefront',
    start: monday - 14 * day + 20 * hour,
    hours: 6,
    rule: 'RRULE:FREQ=DAILY',
    people: ['Sofia Papadaki', 'Elias Nygaard'],
  });
  const next = monday + 8 * day + 20 * hour;
  const override = {
    rotation_id: rotation.id,
    start_time: toIso(next),
    end_time: toIso(next + 6 * hour),
    overridden_member: memberOf(account, 'Elias Nygaard'),
    overriding_member: memberOf(account, 'Nia Osei'),
  };
  account.call('createScheduleOverridesV3', { id: schedule.id, overrides: [override] });
};
