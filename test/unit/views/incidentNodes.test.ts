import assert from 'node:assert/strict';
import { parseAlert } from '../../../src/domain/alert.ts';
import { parseLogEntry } from '../../../src/domain/logEntry.ts';
import { parseNote } from '../../../src/domain/note.ts';
import { defaultIncidentSettings } from '../../../src/store/incidentSettings.ts';
import type { IncidentDetails, IncidentState, Pending } from '../../../src/store/incidentState.ts';
import { countMyTriggered, incidentNodes } from '../../../src/views/incidentNodes.ts';
import { toIncidentPicks } from '../../../src/views/incidentPicks.ts';
import { ada, apiIncident, minutesAgo, noon } from '../../support/fakeAccount.ts';
import { assertGolden, render } from '../../support/golden.ts';
import { choices, failure, incidentState, moment, sampleIncidents, toRows } from '../../support/viewStates.ts';

const empty = new Map();

const snoozed = toRows([
  ...sampleIncidents.slice(1, 2),
  apiIncident(15, {
    status: 'acknowledged',
    created_at: minutesAgo(90),
    acknowledgements: [{ at: minutesAgo(60), acknowledger: { id: 'PGRACE', summary: 'Grace Hopper' } }],
    pending_actions: [{ type: 'unacknowledge', at: minutesAgo(-300) }],
    service: { id: 'PSVC1', summary: 'Checkout API', acknowledgement_timeout: null },
  }),
]);

const details: IncidentDetails = {
  alerts: {
    kind: 'loaded',
    rows: [
      {
        id: 'A1',
        type: 'alert',
        summary: 'p99 latency 2.4 s',
        severity: 'critical',
        status: 'triggered',
        created_at: minutesAgo(12),
        service: { id: 'PSVC1', summary: 'Checkout API' },
        integration: { id: 'PI', summary: 'Prometheus' },
      },
      {
        id: 'A2',
        type: 'alert',
        summary: 'Error rate <b>4 %</b>',
        severity: 'warning',
        status: 'resolved',
        created_at: minutesAgo(10),
      },
      { id: 'A3', type: 'alert', summary: null, suppressed: true },
    ].flatMap((row) => parseAlert(row as Parameters<typeof parseAlert>[0]) ?? []),
  },
  notes: {
    kind: 'loaded',
    rows: [
      {
        id: 'N2',
        content: 'Rolled back **build 118**.\nWatching the graphs.',
        created_at: minutesAgo(2),
        user: { id: 'PADA', summary: 'Ada Lovelace' },
        channel: { summary: 'The PagerDuty website or APIs' },
      },
      { id: 'N1', content: '' },
    ].flatMap((row) => parseNote(row as Parameters<typeof parseNote>[0]) ?? []),
  },
  timeline: {
    kind: 'loaded',
    rows: [
      {
        id: 'L3',
        type: 'acknowledge_log_entry',
        summary: 'Acknowledged by Ada Lovelace.',
        created_at: minutesAgo(8),
        agent: { id: 'PADA', type: 'user_reference', summary: 'Ada Lovelace' },
        note: 'On it',
      },
      {
        id: 'L2',
        type: 'notify_log_entry',
        summary: 'Notified Ada Lovelace by push.',
        created_at: minutesAgo(11),
        agent: { id: 'PSVC1', type: 'service_reference', summary: 'Checkout API' },
      },
      {
        id: 'L1',
        type: 'trigger_log_entry',
        summary: 'Triggered through the API.',
        created_at: minutesAgo(12),
        html_url: 'https://example.pagerduty.com/log/L1',
      },
      { id: 'L0', type: 'brand_new_log_entry', summary: '', created_at: null },
    ].flatMap((row) => parseLogEntry(row) ?? []),
  },
};

const states: Readonly<Record<string, Partial<IncidentState>>> = {
  'signed-out': { load: { kind: 'signedOut' }, incidents: empty },
  idle: { load: { kind: 'idle' }, incidents: empty },
  loading: { load: { kind: 'loading' }, incidents: empty },
  'first-page': { load: { kind: 'loading' } },
  'by-status': {},
  'by-service': { choices: { ...choices, grouping: 'service' } },
  more: { more: true },
  wall: { more: true, wanted: 10_000 },
  failed: { load: { kind: 'failed', failure }, incidents: empty },
  'failed-with-rows': { load: { kind: 'failed', failure } },
  'empty-mine': { incidents: empty, scope: 'mine', choices: { ...choices, scope: 'mine' } },
  'empty-my-teams': { incidents: empty, scope: 'myTeams', choices: { ...choices, scope: 'myTeams' } },
  'empty-all': { incidents: empty },
  'no-team': {
    incidents: empty,
    scope: 'myTeams',
    choices: { ...choices, scope: 'myTeams' },
    me: { ...ada, teams: [] },
  },
  'by-team': { choices: { ...choices, grouping: 'team' } },
  'by-urgency': { choices: { ...choices, grouping: 'urgency', sorting: 'newest' } },
  'not-grouped': { choices: { ...choices, grouping: 'none', sorting: 'urgency' } },
  'newest-first': { choices: { ...choices, grouping: 'none', sorting: 'newest' } },
  query: { scope: 'query:P1 only', choices: { ...choices, scope: 'query:P1 only' } },
  'query-empty': { incidents: empty, scope: 'query:P1 only', choices: { ...choices, scope: 'query:P1 only' } },
  'query-impossible': {
    incidents: empty,
    scope: 'query:Here',
    choices: { ...choices, scope: 'query:Here' },
    nothing: 'This workspace names no services: list them in the setting pagerduty.workspaceServices.',
  },
  'snoozed-shown': { incidents: snoozed },
  'snoozed-hidden': { incidents: snoozed, choices: { ...choices, hideSnoozed: true } },
  'all-snoozed': {
    incidents: new Map([...snoozed].slice(-1)),
    choices: { ...choices, hideSnoozed: true },
  },
  stale: { settings: { ...defaultIncidentSettings, staleAfter: 20 * 60_000 } },
  followed: { choices: { ...choices, followed: ['P11'] } },
  'no-user': { scope: 'all', choices: { ...choices, scope: 'mine' }, me: undefined },
  pending: {
    pending: new Map<string, Pending>([
      ['P12', { status: 'acknowledged', notes: [] }],
      ['P13', { status: 'resolved', notes: [] }],
    ]),
  },
  'details-loading': {
    details: new Map([
      [
        'P12',
        {
          alerts: { kind: 'loading', rows: [] },
          notes: { kind: 'loading', rows: [] },
          timeline: { kind: 'loading', rows: [] },
        },
      ],
    ]),
  },
  'details-empty': {
    details: new Map([
      [
        'P12',
        {
          alerts: { kind: 'loaded', rows: [] },
          notes: { kind: 'loaded', rows: [] },
          timeline: { kind: 'loaded', rows: [] },
        },
      ],
    ]),
  },
  'details-failed': {
    details: new Map([
      [
        'P12',
        {
          alerts: { kind: 'failed', rows: [], failure },
          notes: { ...details.notes, kind: 'failed', failure },
          timeline: { kind: 'failed', rows: [], failure },
        },
      ],
    ]),
  },
  'details-note-pending': {
    details: new Map([['P12', details]]),
    pending: new Map([['P12', { status: undefined, notes: ['Deployed\nthe fix'] }]]),
  },
};

describe('the incident view', () => {
  for (const [name, fields] of Object.entries(states)) {
    it(`shows ${name.replaceAll('-', ' ')}`, () => {
      assertGolden(`incidents/${name}.txt`, render(incidentNodes(incidentState(fields), moment)));
    });
  }

  it('tells everything about each row', () => {
    const state = incidentState({ details: new Map([['P12', details]]) });
    assertGolden('incidents/everything.txt', render(incidentNodes(state, moment), { details: true }));
  });

  it('has ids that are unique and stable', () => {
    const ids = (state: IncidentState): readonly string[] => {
      const walk = (nodes: ReturnType<typeof incidentNodes>): readonly string[] =>
        nodes.flatMap(({ id, children }) => [id, ...walk(children ?? [])]);
      return walk(incidentNodes(state, moment));
    };
    const all = ids(incidentState({ details: new Map([['P12', details]]), more: true }));
    assert.equal(new Set(all).size, all.length);
    const later = incidentNodes(incidentState({ details: new Map([['P12', details]]), more: true }), {
      ...moment,
      now: noon + 60_000,
    });
    assert.deepEqual(
      later.map(({ id }) => id),
      incidentNodes(incidentState({ more: true }), moment).map(({ id }) => id),
    );
  });

  it('counts my triggered incidents for the badge, those being acknowledged apart', () => {
    assert.equal(countMyTriggered(incidentState()), 1);
    assert.equal(
      countMyTriggered(incidentState({ pending: new Map([['P12', { status: 'acknowledged', notes: [] }]]) })),
      0,
    );
  });
});

describe('the pick list of incidents', () => {
  it('shows mine first, each once, and only what the command takes', () => {
    const picks = toIncidentPicks(incidentState(), moment, ({ status }) => status === 'triggered');
    assertGolden(
      'incidents/picks.txt',
      picks.map(({ label, description, icon }) => `(${icon.id}) ${label} — ${description}`).join('\n'),
    );
  });

  it('follows what is pending', () => {
    const pending = new Map<string, Pending>([['P12', { status: 'acknowledged', notes: [] }]]);
    const ids = toIncidentPicks(incidentState({ pending }), moment, ({ status }) => status === 'triggered').map(
      ({ id }) => id,
    );
    assert.deepEqual(ids, ['P11', 'P14']);
  });
});
