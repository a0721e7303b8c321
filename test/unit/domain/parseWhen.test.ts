import assert from 'node:assert/strict';
import { parseWhen } from '../../../src/domain/parseWhen.ts';

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
    it(`“${text}” ${time === undefined ? 'is none' : 'is one'}`, () => assert.equal(parseWhen(text, now), time));
});
