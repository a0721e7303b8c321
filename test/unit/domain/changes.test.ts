import assert from 'node:assert/strict';
import {
  type IncidentSnapshot,
  type News,
  type NewsOptions,
  toIncidentNews,
  toShiftNews,
} from '../../../src/domain/changes.ts';
import { type Incident, parseIncident } from '../../../src/domain/incident.ts';
import { type OnCall, parseOnCall } from '../../../src/domain/onCall.ts';
import { isQuiet, parseQuietHours, toMinuteOfDay } from '../../../src/domain/quietHours.ts';
import { createZone } from '../../../src/util/zone.ts';
import { apiIncident, minutesAgo, noon } from '../../support/fakeAccount.ts';

const minute = 60_000;

const incident = (number: number, fields: object = {}): Incident =>
  parseIncident(
    apiIncident(number, { created_at: minutesAgo(0), ...fields }) as unknown as Parameters<typeof parseIncident>[0],
  ) ?? assert.fail('no incident');

const toMap = (incidents: readonly Incident[]) => new Map(incidents.map((one) => [one.id, one]));

const snapshot = (
  at: number,
  mine: readonly Incident[],
  followed: readonly Incident[] = [],
  others: readonly Incident[] = [],
): IncidentSnapshot => ({
  at,
  mine: toMap(mine),
  followed: toMap(followed),
  known: toMap([...others, ...followed, ...mine]),
});

const options: NewsOptions = { me: 'PADA', isOwn: () => false, staleAfter: undefined };

const told = (before: IncidentSnapshot, after: IncidentSnapshot, more: Partial<NewsOptions> = {}): readonly string[] =>
  toIncidentNews(before, after, { ...options, ...more }).map(({ kind, incident: { id } }) => `${kind} ${id}`);

const earlier = noon - minute;

describe('news of incidents', () => {
  it('are new ones that are assigned to me', () => {
    assert.deepEqual(told(snapshot(earlier, [incident(1)]), snapshot(noon, [incident(1), incident(2)])), [
      'assigned P2',
    ]);
    const acknowledged = incident(2, { status: 'acknowledged' });
    assert.deepEqual(told(snapshot(earlier, []), snapshot(noon, [acknowledged])), [], 'somebody has it already');
  });

  it('are those that wait for me again', () => {
    const before = snapshot(earlier, [incident(1, { status: 'acknowledged' })]);
    const [news] = toIncidentNews(before, snapshot(noon, [incident(1)]), options);
    assert.deepEqual([news?.kind, news?.before?.status], ['assigned', 'acknowledged']);
  });

  it('are escalations to me, of what was known or is older than the last load', () => {
    assert.deepEqual(told(snapshot(earlier, [], [], [incident(1)]), snapshot(noon, [incident(1)])), ['escalated P1']);
    const old = incident(2, { created_at: minutesAgo(30) });
    assert.deepEqual(told(snapshot(earlier, []), snapshot(noon, [old])), ['escalated P2']);
    const justNow = incident(3, { created_at: minutesAgo(1.5) });
    assert.deepEqual(told(snapshot(earlier, []), snapshot(noon, [justNow])), ['assigned P3'], 'a list lags a little');
  });

  it('are none that a list of mine, cut at a hundred, may have left out', () => {
    const many = Array.from({ length: 100 }, (_, n) => incident(n + 1, { created_at: minutesAgo(n) }));
    const older = incident(500, { created_at: minutesAgo(500) });
    assert.deepEqual(told(snapshot(earlier, many), snapshot(noon, [...many, older])), []);
    assert.deepEqual(told(snapshot(earlier, many), snapshot(noon, [incident(501), ...many])), ['assigned P501']);
  });

  it('are changes of those that I follow', () => {
    const changed: Readonly<Record<string, object>> = {
      status: { status: 'resolved' },
      urgency: { urgency: 'low' },
      priority: { priority: { summary: 'P1' } },
      title: { title: 'Another title' },
      assignees: { assignments: [{ assignee: { id: 'PBO' } }] },
      service: { service: { id: 'POTHER' } },
    };
    for (const [what, fields] of Object.entries(changed)) {
      const [before, after] = [snapshot(earlier, [], [incident(1)]), snapshot(noon, [], [incident(1, fields)])];
      assert.deepEqual(told(before, after), ['followed P1'], what);
    }
    const untold = incident(1, { updated_at: minutesAgo(0), alert_counts: { all: 9 } });
    assert.deepEqual(told(snapshot(earlier, [], [incident(1)]), snapshot(noon, [], [untold])), []);
    assert.deepEqual(told(snapshot(earlier, []), snapshot(noon, [], [incident(1)])), [], 'following begins');
  });

  it('tell each incident once', () => {
    const before = snapshot(earlier, [], [incident(1, { assignments: [] })]);
    assert.deepEqual(told(before, snapshot(noon, [incident(1)], [incident(1)])), ['escalated P1']);
  });

  it('are never what I did myself, here or elsewhere', () => {
    const before = snapshot(earlier, [incident(1)], [incident(1)]);
    const resolved = incident(1, { status: 'resolved', last_status_change_by: { id: 'PBO' } });
    assert.deepEqual(told(before, snapshot(noon, [], [resolved])), ['followed P1']);
    assert.deepEqual(told(before, snapshot(noon, [], [resolved]), { isOwn: (id) => id === 'P1' }), []);
    const byMe = incident(1, { status: 'resolved', last_status_change_by: { id: 'PADA' } });
    assert.deepEqual(told(before, snapshot(noon, [], [byMe])), []);
    assert.deepEqual(told(snapshot(earlier, []), snapshot(noon, [incident(2)]), { isOwn: () => true }), []);
  });

  it('are acknowledged ones that have become stale, once', () => {
    const acknowledged = incident(1, {
      status: 'acknowledged',
      acknowledgements: [{ at: minutesAgo(60), acknowledger: { id: 'PADA' } }],
    });
    const staleAfter = 59.5 * minute;
    const both = [snapshot(earlier, [acknowledged]), snapshot(noon, [acknowledged])] as const;
    assert.deepEqual(told(...both, { staleAfter }), ['stale P1']);
    assert.deepEqual(told(snapshot(noon, [acknowledged]), snapshot(noon + minute, [acknowledged]), { staleAfter }), []);
    assert.deepEqual(told(...both), []);
    assert.deepEqual(
      told(snapshot(earlier, []), snapshot(noon, [acknowledged]), { staleAfter }),
      [],
      'it was so before',
    );
  });
});

describe('news of shifts', () => {
  const onCall = (user: string, schedule: string | undefined, start: number, end: number | undefined): OnCall =>
    parseOnCall({
      user: { id: user, summary: user },
      escalation_policy: { id: 'PEP', summary: 'Policy' },
      escalation_level: 1,
      schedule: schedule === undefined ? null : { id: schedule, summary: schedule },
      start: minutesAgo(-start),
      end: end === undefined ? null : minutesAgo(-end),
    } as unknown as Parameters<typeof parseOnCall>[0]) ?? assert.fail('no on-call');
  const shifts = (before: readonly OnCall[], after: readonly OnCall[]): readonly string[] =>
    toShiftNews({ at: earlier, onCalls: before }, { at: noon, onCalls: after }, 'PADA').map((news: News) =>
      news.kind === 'shifts'
        ? `${news.what} ${news.onCalls.map(({ schedule }) => schedule?.id ?? 'policy').join()}`
        : '',
    );

  it('are their beginnings and ends', () => {
    assert.deepEqual(shifts([], [onCall('PADA', 'S1', -0.5, 60)]), ['began S1']);
    assert.deepEqual(shifts([onCall('PADA', 'S1', -60, -0.5)], []), ['ended S1']);
    assert.deepEqual(shifts([onCall('PADA', 'S1', -60, 9)], [onCall('PADA', 'S2', -1, 9)]), ['ended S1', 'began S2']);
    assert.deepEqual(shifts([], [onCall('PADA', undefined, -1, undefined)]), ['began policy']);
  });

  it('are none where a shift goes on, is of somebody else, or is told for a second policy', () => {
    assert.deepEqual(shifts([onCall('PADA', 'S1', -60, -0.5)], [onCall('PADA', 'S1', -0.5, 60)]), []);
    assert.deepEqual(shifts([onCall('PBO', 'S1', -60, 60)], [onCall('PBO', 'S2', -60, 60)]), []);
    assert.deepEqual(
      shifts([onCall('PADA', 'S1', -60, 60)], [onCall('PADA', 'S1', -60, 60), onCall('PADA', 'S1', -60, 60)]),
      [],
    );
  });
});

describe('quiet hours', () => {
  it('are a range of the day, past midnight too', () => {
    const night = parseQuietHours('22:00-07:30');
    assert.deepEqual(night, { start: 1320, end: 450 });
    assert.deepEqual(
      [1319, 1320, 0, 449, 450].map((minutes) => isQuiet(night, minutes)),
      [false, true, true, true, false],
    );
    assert.deepEqual(
      [719, 720, 779, 780].map((minutes) => isQuiet(parseQuietHours('12 – 13'), minutes)),
      [false, true, true, false],
    );
  });

  it('go by the clocks of a zone, also when those change', () => {
    const minuteAt = (time: string, zone: string) => toMinuteOfDay(Date.parse(time), createZone(zone));
    assert.deepEqual(
      ['2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z'].map((time) => minuteAt(time, 'Europe/Berlin')),
      [119, 180],
    );
    assert.deepEqual(
      ['2026-11-01T05:59:00Z', '2026-11-01T06:00:00Z'].map((time) => minuteAt(time, 'America/New_York')),
      [119, 60],
    );
  });

  it('are none where nothing sensible is set', () => {
    for (const text of ['', 'night', '22:00', '25:00-07:00', '22:61-07:00', '08:00-08:00'])
      assert.equal(parseQuietHours(text), undefined, text);
    assert.equal(isQuiet(undefined, 0), false);
  });
});
