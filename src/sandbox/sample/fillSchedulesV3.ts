import { day, hour, toIso } from '../domain/time.ts';
import type { Account } from './account.ts';

/** Puts two schedules of version 3 into the account: weekdays in turn, and a night with an override. */
export const fillSchedulesV3 = ({ call, state, team, user }: Account): void => {
  const monday = Math.floor((state.clock.now() / day + 3) / 7) * 7 * day - 3 * day;
  const member = (name: string) => ({ type: 'user_member', user_id: user(name).id });
  const add = (
    name: string,
    zone: string,
    owner: string,
    start: number,
    length: number,
    rule: string,
    members: readonly string[],
  ) => {
    const schedule = call('createScheduleV3', {
      name,
      time_zone: zone,
      description: '',
      teams: [{ id: team(owner).id }],
    });
    const rotation = call('createScheduleRotation', { id: schedule.id });
    const zoned = (time: number) => ({ date_time: toIso(time), time_zone: zone });
    call('createScheduleRotationEvent', {
      id: schedule.id,
      rotation_id: rotation.id,
      name: 'Shift',
      start_time: zoned(start),
      end_time: zoned(start + length),
      effective_since: toIso(start),
      recurrence: [rule],
      assignment_strategy: {
        type: 'rotating_member_assignment_strategy',
        shifts_per_member: 1,
        members: members.map(member),
      },
    });
    return { schedule, rotation };
  };
  const people = ['Hiroshi Endo', 'Gabriel Iwu', 'Aroha Ngata'];
  add(
    'Support Escalations',
    'Europe/Berlin',
    'Logistics',
    monday - 21 * day + 8 * hour,
    9 * hour,
    'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    people,
  );
  const night = add(
    'Release Nights',
    'Europe/London',
    'Storefront',
    monday - 14 * day + 20 * hour,
    6 * hour,
    'RRULE:FREQ=DAILY',
    ['Sofia Papadaki', 'Elias Nygaard'],
  );
  const next = monday + 8 * day + 20 * hour;
  call('createScheduleOverridesV3', {
    id: night.schedule.id,
    overrides: [
      {
        rotation_id: night.rotation.id,
        start_time: toIso(next),
        end_time: toIso(next + 6 * hour),
        overridden_member: member('Elias Nygaard'),
        overriding_member: member('Nia Osei'),
      },
    ],
  });
};
