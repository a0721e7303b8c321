import { parseDetailedAlert } from '../../src/domain/alertDetails.ts';
import { parseChangeEvent } from '../../src/domain/changeEvent.ts';
import { parseCustomField } from '../../src/domain/customField.ts';
import { parseNote } from '../../src/domain/note.ts';
import { parsePageIncident } from '../../src/domain/pageIncident.ts';
import { parsePastIncident, parseRelatedIncident } from '../../src/domain/relatedIncident.ts';
import { parseTimelineEntry } from '../../src/domain/timelineEntry.ts';
import { type IncidentPageState, noParts } from '../../src/store/incidentPageState.ts';
import type { Part } from '../../src/store/incidentState.ts';
import { apiIncident, minutesAgo } from './fakeAccount.ts';
import { failure, loaded } from './viewStates.ts';

const ada = {
  id: 'PADA',
  type: 'user_reference',
  summary: 'Ada Lovelace',
  html_url: 'https://example.pagerduty.com/users/PADA',
};
const grace = { id: 'PGRACE', type: 'user_reference', summary: 'Grace Hopper' };
const service = { id: 'PSVC1', type: 'service_reference', summary: 'Checkout API' };

/** Parses what the API gives as a parser wants it. */
const parseAll = <I, T>(parse: (row: I) => T | undefined, rows: readonly unknown[]): Part<T> => ({
  kind: 'loaded',
  rows: rows.flatMap((row) => parse(row as I) ?? []), // The tests write what the API writes.
});

/** An incident as `getIncident` gives it. */
export const apiPageIncident = (fields: Readonly<Record<string, unknown>> = {}) =>
  apiIncident(12, {
    title: 'Checkout latency above 2 s (p99)',
    priority: { id: 'PP1', summary: 'P1' },
    escalation_policy: {
      id: 'PEP1',
      summary: 'Payments: primary',
      html_url: 'https://example.pagerduty.com/escalation_policies/PEP1',
    },
    teams: [{ id: 'PTEAM1', summary: 'Payments' }],
    incident_type: { name: 'major_incident' },
    body: { details: 'See https://wiki.example.com/checkout.\nLook at src/checkout/pay.ts:12 first.' },
    last_status_change_at: minutesAgo(12),
    pending_actions: [{ type: 'escalate', at: minutesAgo(-18) }],
    conference_bridge: { conference_number: '+1 555 0100,,42#', conference_url: 'https://meet.example.com/42' },
    incidents_responders: [{ state: 'pending', user: grace, updated_at: minutesAgo(4) }],
    ...fields,
  });

/** Takes an incident as the API gives it; fails the test where it is none. */
export const toPageIncident = (api: unknown) => {
  const incident = parsePageIncident(api as Parameters<typeof parsePageIncident>[0]);
  if (!incident) throw new Error('This is no incident.');
  return incident;
};

const alerts = [
  {
    id: 'A1',
    type: 'alert',
    summary: 'p99 latency 2.4 s',
    severity: 'critical',
    status: 'triggered',
    created_at: minutesAgo(12),
    html_url: 'https://example.pagerduty.com/alerts/A1',
    integration: { id: 'PI', summary: 'Sentry' },
    body: {
      contexts: [{ type: 'link', href: 'https://runbooks.example.com/checkout', text: 'Runbook' }],
      details: {
        culprit: 'pay(src/checkout/pay)',
        project: 'checkout',
        level: 'fatal',
        message: 'TimeoutError: 2000 ms',
        exception: {
          type: 'TimeoutError',
          stacktrace: {
            frames: [
              { filename: 'node_modules/express/lib/router.js', lineno: 47, function: 'handle', in_app: false },
              { filename: 'src/checkout/pay.ts', lineno: 12, colno: 5, function: 'pay', in_app: true },
            ],
          },
        },
      },
    },
  },
  {
    id: 'A2',
    type: 'alert',
    summary: 'Error rate <b>4 %</b>',
    severity: 'warning',
    status: 'resolved',
    created_at: minutesAgo(10),
  },
];

const entry = (id: string, type: string, minutes: number, fields: object) => ({
  id,
  type: `${type}_log_entry`,
  created_at: minutesAgo(minutes),
  agent: service,
  ...fields,
});

const notified = (id: string, minutes: number, type: string) =>
  entry(id, 'notify', minutes, {
    summary: `Notified Ada Lovelace by ${type}.`,
    user: ada,
    channel: { notification: { type: `${type}_notification` } },
  });

const entries = [
  entry('L7', 'status_update', 2, {
    summary: 'Status update by Ada Lovelace.',
    agent: ada,
    message: 'Payments are slow.\nWe are on it.',
  }),
  entry('L6', 'acknowledge', 8, { summary: 'Acknowledged by Ada Lovelace.', agent: ada }),
  notified('L5', 9, 'phone'),
  notified('L4', 11, 'sms'),
  notified('L3', 12, 'push'),
  entry('L2', 'assign', 12, { summary: 'Assigned to Ada Lovelace.', assignees: [ada] }),
  entry('L1', 'trigger', 12, { summary: 'Triggered through Sentry.' }),
];

const changes = [
  {
    id: 'C1',
    summary: 'Deployed checkout 4.18',
    timestamp: minutesAgo(20),
    source: 'deploy.example.com',
    services: [service],
    links: [
      { href: 'https://git.example.com/checkout/4.18', text: 'Changes' },
      { href: 'javascript:alert(1)', text: 'Evil' },
    ],
    correlation_reason: { reason: 'most_recent' },
  },
];

const fields = [
  { id: 'F1', display_name: 'Region', data_type: 'string', field_type: 'single_value', value: 'eu-west-1' },
  {
    id: 'F2',
    display_name: 'Ticket',
    data_type: 'url',
    field_type: 'single_value',
    value: 'https://jira.example.com/7',
  },
  { id: 'F3', display_name: 'Breach', data_type: 'boolean', field_type: 'single_value', value: false },
  { id: 'F4', display_name: 'Root cause', data_type: 'string', field_type: 'single_value', value: null },
];

/** All lists of the page, loaded and full. */
export const fullParts = {
  alerts: parseAll(parseDetailedAlert, alerts),
  notes: parseAll(parseNote, [
    { id: 'N1', content: 'Rolled back **4.18**.\nSee src/checkout/pay.ts:12.', created_at: minutesAgo(2), user: ada },
  ]),
  timeline: parseAll(parseTimelineEntry, entries),
  related: parseAll(parseRelatedIncident, [
    { incident: apiIncident(14, { title: 'Cart is slow' }), relationships: [{ type: 'service_dependency' }] },
  ]),
  past: parseAll(parsePastIncident, [
    { incident: { id: 'P3', title: 'Checkout latency above 1 s', created_at: minutesAgo(50_000) }, score: 81.4 },
  ]),
  changes: parseAll(parseChangeEvent, changes),
  fields: parseAll(parseCustomField, fields),
} as const;

const empty = { kind: 'loaded', rows: [] } as const;
const failed = { kind: 'failed', rows: [], failure } as const;

/** All lists of the page, loaded and empty. */
export const emptyParts = {
  alerts: empty,
  notes: empty,
  timeline: empty,
  related: empty,
  past: empty,
  changes: empty,
  fields: empty,
};

/** All lists of the page, failed at the first load. */
export const failedParts = {
  alerts: failed,
  notes: failed,
  timeline: failed,
  related: failed,
  past: failed,
  changes: failed,
  fields: failed,
};

/** The page store's state, loaded and full. */
export const pageState = (fields: Partial<IncidentPageState> = {}): IncidentPageState => ({
  id: 'P12',
  load: loaded,
  incident: toPageIncident(apiPageIncident()),
  pending: undefined,
  hidden: new Set(),
  ...noParts,
  ...fullParts,
  ...fields,
});
