import { parseOnCall } from '../../../src/domain/onCall.ts';
import type { Schedule, Shift } from '../../../src/domain/schedule.ts';
import type { OnCallState, Week } from '../../../src/store/onCallState.ts';
import { onCallNodes } from '../../../src/views/onCallNodes.ts';
import { minutesAgo, noon } from '../../support/fakeAccount.ts';
import { assertGolden, render } from '../../support/golden.ts';
import { failure, moment, onCallState } from '../../support/viewStates.ts';

const hour = 3_600_000;
const page = (path: string): string => `https://example.pagerduty.com/${path}`;

const onCall = (schedule: string, start: number, end: number, policy = 'Payments') =>
  parseOnCall({
    user: { id: 'PADA', summary: 'Ada Lovelace' },
    escalation_policy: { id: `PEP${policy}`, summary: policy },
    escalation_level: 1,
    schedule: { id: schedule, summary: `Schedule *${schedule}*`, html_url: page(`schedules/${schedule}`) },
    start: minutesAgo(-start * 60),
    end: minutesAgo(-end * 60),
  } as unknown as Parameters<typeof parseOnCall>[0])!;

const schedule = (id: string, name: string, fields: Partial<Schedule> = {}): readonly [string, Schedule] => [
  id,
  {
    id,
    kind: 'layers',
    name,
    description: undefined,
    timeZone: 'Europe/London',
    escalationPolicies: [{ id: 'PEP', name: 'Payments', url: undefined }],
    teams: [],
    url: page(`schedules/${id}`),
    ...fields,
  },
];

const shift = (name: string, start: number, end: number): Shift => ({
  user: { id: `P${name.toUpperCase()}`, name, url: undefined },
  start: noon + start * hour,
  end: noon + end * hour,
});

const week = (kind: Week['kind'], ...shifts: readonly Shift[]): Week => ({
  kind,
  shifts,
  since: noon,
  until: noon + 168 * hour,
  ...(kind === 'failed' ? { failure } : {}),
});

const schedules = new Map([
  schedule('PPRIMARY', 'Primary', { description: 'The *first* line.' }),
  schedule('PNIGHT', 'Night'),
  schedule('POLD', 'Old', { escalationPolicies: [] }),
]);

const bySchedule: Partial<OnCallState> = {
  choices: { grouping: 'schedule' },
  onCalls: [onCall('PPRIMARY', -2, 3)],
  schedules,
};

const states: Readonly<Record<string, Partial<OnCallState>>> = {
  'next-shifts': {
    onCalls: [onCall('PPRIMARY', -2, 3)],
    shifts: [
      onCall('PPRIMARY', -2, 3),
      onCall('PPRIMARY', 12, 24),
      onCall('PPRIMARY', 12, 24, 'Search'),
      onCall('PNIGHT', 200, 208),
    ],
  },
  'next-shifts-many': {
    shifts: Array.from({ length: 14 }, (_, day) => onCall('PPRIMARY', 24 * day + 12, 24 * day + 24)),
  },
  'schedules-loading': { ...bySchedule, schedules: undefined },
  'schedules-empty': { ...bySchedule, schedules: new Map() },
  'schedules-failed': { ...bySchedule, schedules: undefined, load: { kind: 'failed', failure } },
  schedules: bySchedule,
  'week-loading': { ...bySchedule, weeks: new Map([['PPRIMARY', week('loading')]]) },
  'week-failed': { ...bySchedule, weeks: new Map([['PPRIMARY', week('failed', shift('Grace', -2, 20))]]) },
  'week-empty': { ...bySchedule, weeks: new Map([['PNIGHT', week('loaded')]]) },
  'week-covered': {
    ...bySchedule,
    weeks: new Map([['PPRIMARY', week('loaded', shift('Ada', -2, 100), shift('Grace', 100, 200))]]),
  },
  'week-with-gaps': {
    ...bySchedule,
    weeks: new Map([
      [
        'PPRIMARY',
        week('loaded', shift('Ada', -9, -3), shift('Ada', -2, 3), shift('Grace', 6, 60), shift('Edsger', 62, 168)),
      ],
    ]),
  },
};

describe('schedules in the on-call view', () => {
  for (const [name, fields] of Object.entries(states)) {
    it(`show ${name.replaceAll('-', ' ')}`, () => {
      assertGolden(`onCalls/${name}.txt`, render(onCallNodes(onCallState(fields), moment)));
    });
  }

  it('tell everything about each row', () => {
    const state = onCallState({ ...states['week-with-gaps'], shifts: states['next-shifts']?.shifts ?? [] });
    assertGolden('onCalls/schedules-everything.txt', render(onCallNodes(state, moment), { details: true }));
  });
});
