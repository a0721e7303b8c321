import assert from 'node:assert/strict';
import { parseIncident } from '../../../src/domain/incident.ts';
import { parseIncidentQueries, parseSince } from '../../../src/domain/incidentQuery.ts';
import { isStale } from '../../../src/domain/stale.ts';
import { apiIncident, minutesAgo, noon } from '../../support/fakeAccount.ts';

const minute = 60_000;

describe('queries in the settings', () => {
  it('are taken as far as they make sense', () => {
    const [query, ...others] = parseIncidentQueries([
      {
        name: ' Loud\u202E here ',
        status: 'triggered',
        urgency: 'high',
        priority: ['P1', 7, ' '],
        teams: 'Payments',
        services: [' Checkout '],
        people: null,
        since: '7d',
      },
      { status: ['triggered'] },
      { name: '' },
      null,
      'all',
    ]);
    assert.deepEqual(others, [], 'what has no name cannot be shown');
    assert.deepEqual(query, {
      name: 'Loud here',
      statuses: ['triggered'],
      urgency: 'high',
      priorities: ['P1'],
      teams: ['Payments'],
      services: ['Checkout'],
      people: [],
      since: '7d',
      problem: undefined,
    });
  });

  it('ask for open incidents when they do not say', () => {
    assert.deepEqual(parseIncidentQueries([{ name: 'All' }])[0]?.statuses, ['triggered', 'acknowledged']);
    for (const nothing of [undefined, null, {}, 'x', []]) assert.deepEqual(parseIncidentQueries(nothing), []);
  });

  it('count once by their name, the first one', () => {
    const found = parseIncidentQueries([{ name: 'A', urgency: 'high' }, { name: 'B' }, { name: 'A', urgency: 'low' }]);
    assert.deepEqual(
      found.map(({ name, urgency }) => [name, urgency]),
      [
        ['A', 'high'],
        ['B', undefined],
      ],
    );
  });

  it('say in a sentence what is wrong with them', () => {
    const problem = (fields: object): string | undefined =>
      parseIncidentQueries([{ name: 'Q', ...fields }])[0]?.problem;
    assert.match(
      problem({ status: ['open'] }) ?? '',
      /status “open”.*mend it in the setting pagerduty\.incidents\.queries\.$/,
    );
    assert.match(problem({ urgency: 'medium' }) ?? '', /urgency “medium”/);
    assert.match(problem({ since: 'yesterday' }) ?? '', /looks back to “yesterday”/);
    assert.match(problem({ since: 7 }) ?? '', /looks back to “7”/);
    assert.equal(problem({ since: '2026-11-01' }), undefined);
  });

  it('look back by spans and dates', () => {
    assert.equal(parseSince('30m', noon), noon - 30 * minute);
    assert.equal(parseSince('24 h', noon), noon - 24 * 60 * minute);
    assert.equal(parseSince('2w', noon), noon - 14 * 24 * 60 * minute);
    assert.equal(parseSince('2026-11-21T11:00:00Z', noon), noon - 60 * minute);
    assert.equal(parseSince('2026-11-01', noon), new Date(2026, 10, 1).getTime(), 'midnight here');
    for (const text of ['', '7', '7y', 'd', 'tomorrow']) assert.equal(parseSince(text, noon), undefined, text);
  });
});

describe('a stale incident', () => {
  const incident = (fields: object) =>
    parseIncident(
      apiIncident(1, {
        status: 'acknowledged',
        acknowledgements: [{ at: minutesAgo(300), acknowledger: { id: 'PADA' } }],
        ...fields,
      }) as unknown as Parameters<typeof parseIncident>[0],
    ) ?? assert.fail('no incident');
  const limit = 240 * minute;

  it('was acknowledged long ago', () => {
    assert.equal(isStale(incident({}), limit, noon), true);
    assert.equal(isStale(incident({}), 301 * minute, noon), false);
    assert.equal(isStale(incident({}), undefined, noon), false, 'nothing is stale where nobody wants to know');
  });

  it('is still acknowledged, by the last one who did so', () => {
    assert.equal(isStale(incident({ status: 'triggered' }), limit, noon), false);
    const acknowledgements = [300, 10].map((minutes) => ({ at: minutesAgo(minutes), acknowledger: { id: 'PADA' } }));
    assert.equal(isStale(incident({ acknowledgements }), limit, noon), false);
    const changed = { acknowledgements: [], last_status_change_at: minutesAgo(500) };
    assert.equal(isStale(incident(changed), limit, noon), true, 'where nobody is named, the change of status tells');
  });

  it('is not one that is snoozed', () => {
    const snoozed = {
      service: { id: 'PS', acknowledgement_timeout: null },
      pending_actions: [{ type: 'unacknowledge', at: minutesAgo(-60) }],
    };
    assert.equal(isStale(incident(snoozed), limit, noon), false);
  });
});
