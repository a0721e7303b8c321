import assert from 'node:assert/strict';
import type { IncidentNews, News } from '../../../src/domain/changes.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { parseOnCall } from '../../../src/domain/onCall.ts';
import { createFormat } from '../../../src/util/format.ts';
import { toNewsMessage } from '../../../src/views/newsText.ts';
import { toSnoozes } from '../../../src/views/snoozes.ts';
import { toStatusPicks } from '../../../src/views/statusPicks.ts';
import { apiIncident, minutesAgo, noon } from '../../support/fakeAccount.ts';
import { assertGolden } from '../../support/golden.ts';
import {
  choices,
  failure,
  incidentState,
  moment,
  onCallState,
  sampleIncidents,
  toRows,
} from '../../support/viewStates.ts';

const rows = toRows(sampleIncidents);
const get = (id: string): Incident => rows.get(id) ?? assert.fail(id);
const news = (kind: IncidentNews['kind'], incident: Incident, before?: Incident): News => ({ kind, incident, before });

const onCall = (name: string, end: number | undefined, start = 120) =>
  parseOnCall({
    user: { id: 'PADA', summary: 'Ada Lovelace' },
    escalation_policy: { id: 'PEP', summary: 'Payments' },
    escalation_level: 1,
    schedule: { id: `P${name}`, summary: name },
    start: minutesAgo(start),
    end: end === undefined ? null : minutesAgo(-end),
  } as unknown as Parameters<typeof parseOnCall>[0])!;

const acknowledged = get('P13');
const byBo: Incident = {
  ...get('P12'),
  status: 'resolved',
  statusChangedBy: { id: 'PBO', name: 'Bo Diaz', url: undefined },
};
const moved: Incident = {
  ...get('P12'),
  urgency: 'low',
  priority: undefined,
  title: 'Renamed',
  assignees: [],
  service: { id: 'PX', name: 'Search', url: undefined },
};

const cases: Readonly<Record<string, readonly News[]>> = {
  'assigned to me': [news('assigned', get('P12'))],
  'without number and service': [news('assigned', get('P14'))],
  'waits again': [news('assigned', get('P12'), { ...get('P12'), status: 'acknowledged' })],
  'escalated to me': [news('escalated', get('P11'))],
  'a long title': [news('assigned', { ...get('P12'), title: 'word '.repeat(60) })],
  'followed and resolved': [news('followed', byBo, get('P12'))],
  'followed and changed in all ways': [news('followed', moved, get('P12'))],
  'followed and reassigned': [news('followed', { ...get('P12'), assignees: get('P11').assignees }, get('P12'))],
  stale: [news('stale', { ...acknowledged, acknowledgedAt: noon - 5 * 3_600_000 }, acknowledged)],
  'shift began': [{ kind: 'shifts', what: 'began', onCalls: [onCall('Primary', 200), onCall('Backup', 500)] }],
  'shift began without an end': [{ kind: 'shifts', what: 'began', onCalls: [onCall('Primary', undefined)] }],
  'shift ended': [{ kind: 'shifts', what: 'ended', onCalls: [onCall('Primary', 0)] }],
  'many of one kind': [11, 12, 13, 21, 22, 23, 24].map((number) => news('assigned', { ...get('P12'), number })),
  'many of all kinds': [
    news('assigned', get('P12')),
    news('escalated', get('P11')),
    news('followed', acknowledged, get('P12')),
    news('stale', acknowledged),
    { kind: 'shifts', what: 'ended', onCalls: [onCall('Primary', 0)] },
  ],
  'two shifts': [
    { kind: 'shifts', what: 'ended', onCalls: [onCall('Primary', 0)] },
    { kind: 'shifts', what: 'began', onCalls: [onCall('Backup', 60)] },
  ],
};

describe('the message about news', () => {
  it('says what happened, and offers what can be done', () => {
    const lines = Object.entries(cases).map(([name, told]) => {
      const { text, severity, actions } = toNewsMessage(told, moment);
      return `${name} [${severity}]\n  ${text}\n  ${actions.join(' | ')}`;
    });
    assertGolden('news/messages.txt', lines.join('\n'));
  });
});

describe('the list behind the status bar', () => {
  const print = (...states: Parameters<typeof toStatusPicks>): string =>
    toStatusPicks(...states)
      .flatMap(({ title, picks }) => [
        `— ${title}`,
        ...picks.map(({ label, description, icon, incidentId, acts, command }) =>
          [
            `(${icon?.id})`,
            label,
            description && `— ${description}`,
            acts && `[${acts.join(' ')}]`,
            `→ ${incidentId ?? command}`,
          ]
            .filter(Boolean)
            .join(' '),
        ),
      ])
      .join('\n');

  it('shows my incidents with what can be done to them, and when I am on call', () => {
    const shifts = [onCall('Primary', 200), onCall('Night', 1500, -1000)];
    const mine = toRows([...sampleIncidents.slice(1, 3), apiIncident(30, { status: 'acknowledged' })]);
    const state = incidentState({ mine, choices: { ...choices, followed: ['P12'] } });
    assertGolden('news/status-full.txt', print(state, onCallState({ onCalls: [shifts[0]!], shifts }), moment));
  });

  it('says so where there is nothing, and why', () => {
    assertGolden('news/status-empty.txt', print(incidentState({ mine: new Map() }), onCallState(), moment));
    const failed = { load: { kind: 'failed', failure }, mineLoad: { kind: 'idle' } } as const;
    const state = incidentState({ ...failed, mine: new Map() });
    assertGolden('news/status-failed.txt', print(state, onCallState(failed), moment));
  });

  it('leaves out what is being resolved', () => {
    const pending = new Map([['P12', { status: 'resolved', notes: [] }]] as const);
    assert.doesNotMatch(print(incidentState({ pending }), onCallState(), moment), /#12/);
  });
});

describe('the times to snooze for', () => {
  it('end in the future, and within the week that PagerDuty allows', () => {
    for (let day = 0; day < 7; day++) {
      const snoozes = toSnoozes({ ...moment, now: noon + day * 86_400_000 });
      for (const { seconds, label } of snoozes) assert.ok(seconds > 0 && seconds <= 604_800, `${label}: ${seconds}`);
      assert.equal(new Set(snoozes.map(({ seconds }) => seconds)).size, snoozes.length);
    }
    assert.equal(toSnoozes(moment)[1]?.until, 'until 13:00');
  });

  it('never end before the time that they name', () => {
    const late = noon + 400; // A part of a second is over.
    const morning = toSnoozes({ ...moment, now: late }).find(({ label }) => label === 'Until tomorrow morning');
    assert.ok(morning);
    assert.equal(new Date(late + morning.seconds * 1000).getUTCHours(), 9);
    assert.match(morning.until, /^until .*09:00 \(UTC\)$/);
  });

  it('name a morning by the clocks of the zone, also where those change in the night', () => {
    const [now, format] = [Date.parse('2026-03-28T20:00:00+01:00'), createFormat('en-GB', 'Europe/Berlin')];
    const morning = toSnoozes({ now, format }).find(({ label }) => label === 'Until tomorrow morning');
    assert.equal(morning?.seconds, 12 * 3600);
    assert.match(morning?.until ?? '', /09:00 \(CEST\)$/);
  });
});
