import assert from 'node:assert/strict';
import { atClock, parseWhen } from '../../../src/domain/parseWhen.ts';
import { createZone } from '../../../src/util/zone.ts';

/** Saturday, 21 November 2026, noon by the machine's clock. */
const now = new Date(2026, 10, 21, 12).getTime();
const at = (day: number, hours: number, minutes = 0): number => new Date(2026, 10, day, hours, minutes).getTime();
const minute = 60_000;

const times: Readonly<Record<string, number | undefined>> = {
  now,
  '90m': now + 90 * minute,
  '+2h': now + 120 * minute,
  '1h 30m': now + 90 * minute,
  '3d': now + 3 * 24 * 60 * minute,
  '17:30': at(21, 17, 30),
  '9:05': at(22, 9, 5),
  '5pm': at(21, 17),
  '12am': at(22, 0),
  '12:30 PM': at(21, 12, 30),
  today: at(21, 9),
  tomorrow: at(22, 9),
  'tomorrow 17:30': at(22, 17, 30),
  'Tomorrow at 8am': at(22, 8),
  sat: at(28, 9),
  'sat 18:00': at(21, 18),
  sun: at(22, 9),
  monday: at(23, 9),
  'thurs 10': at(26, 10),
  'Friday 8:15': at(27, 8, 15),
  '2026-12-01': new Date(2026, 11, 1, 9).getTime(),
  '2026-12-01 07:45': new Date(2026, 11, 1, 7, 45).getTime(),
  '2026-12-01T07:45:00Z': Date.UTC(2026, 11, 1, 7, 45),
  '2026-11-20 09:00': at(20, 9),
  '2026-02-30 09:00': undefined,
  '25:00': undefined,
  '9:60': undefined,
  '13pm': undefined,
  '0am': undefined,
  mo: undefined,
  mondays: undefined,
  'tomorrow soon': undefined,
  soon: undefined,
  '': undefined,
};

describe('times as people type them', () => {
  for (const [text, time] of Object.entries(times))
    it(`“${text}” ${time === undefined ? 'is none' : 'is one'}`, () =>
      assert.equal(parseWhen(text, now, createZone()), time));
});

/** What is typed shortly before the clocks change, and when that is. */
const changes: readonly (readonly [zone: string, now: string, text: string, time: string])[] = [
  // On 29 March 2026 at 2:00 the clocks of Berlin go on to 3:00.
  ['Europe/Berlin', '2026-03-28T20:00:00+01:00', 'tomorrow 1:30', '2026-03-29T01:30:00+01:00'],
  ['Europe/Berlin', '2026-03-28T20:00:00+01:00', 'tomorrow 2:30', '2026-03-29T03:30:00+02:00'],
  ['Europe/Berlin', '2026-03-28T20:00:00+01:00', 'tomorrow 9:00', '2026-03-29T09:00:00+02:00'],
  ['Europe/Berlin', '2026-03-28T20:00:00+01:00', 'mon', '2026-03-30T09:00:00+02:00'],
  ['Europe/Berlin', '2026-03-29T01:00:00+01:00', '2h', '2026-03-29T04:00:00+02:00'],
  // On 25 October 2026 at 3:00 they go back to 2:00, and the first of two 2:30 counts.
  ['Europe/Berlin', '2026-10-24T23:30:00+02:00', '2:30', '2026-10-25T02:30:00+02:00'],
  ['Europe/Berlin', '2026-10-24T23:30:00+02:00', '9:00', '2026-10-25T09:00:00+01:00'],
  ['Europe/Berlin', '2026-10-24T23:30:00+02:00', '2026-10-26 07:45', '2026-10-26T07:45:00+01:00'],
  // On 8 March 2026 at 2:00 the clocks of New York go on to 3:00, on 1 November at 2:00 back to 1:00.
  ['America/New_York', '2026-03-07T22:00:00-05:00', 'tomorrow 2:15', '2026-03-08T03:15:00-04:00'],
  ['America/New_York', '2026-03-07T22:00:00-05:00', 'sun 18:00', '2026-03-08T18:00:00-04:00'],
  ['America/New_York', '2026-10-31T22:00:00-04:00', '1:30', '2026-11-01T01:30:00-04:00'],
  ['America/New_York', '2026-10-31T22:00:00-04:00', 'tomorrow 5pm', '2026-11-01T17:00:00-05:00'],
  // The day is that of the zone, not of UTC or of the machine.
  ['Asia/Tokyo', '2026-11-22T01:00:00+09:00', 'today 18:00', '2026-11-22T18:00:00+09:00'],
  ['America/New_York', '2026-11-21T22:00:00-05:00', 'tomorrow', '2026-11-22T09:00:00-05:00'],
];

describe('times as people type them in a zone of their own', () => {
  for (const [zone, from, text, time] of changes)
    it(`“${text}” in ${zone} at ${from}`, () => {
      const found = parseWhen(text, Date.parse(from), createZone(zone)) ?? assert.fail('This is no time.');
      assert.equal(new Date(found).toISOString(), new Date(time).toISOString());
    });

  it('agree with the machine where it has the same zone', () => {
    const local = (days: number, hours: number) => new Date(2026, 2, 7 + days, hours, 30).getTime();
    for (let days = 0; days < 300; days++)
      for (let hours = 0; hours < 24; hours++)
        assert.equal(
          atClock(new Date(2026, 2, 7, 12).getTime(), days, { hours, minutes: 30 }, createZone()),
          local(days, hours),
        );
  });
});
