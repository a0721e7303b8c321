import { type Incident, parseIncident } from '../../src/domain/incident.ts';
import { parseChoices } from '../../src/store/incidentChoices.ts';
import { defaultIncidentSettings } from '../../src/store/incidentSettings.ts';
import type { IncidentChoices, IncidentState } from '../../src/store/incidentState.ts';
import type { Failure } from '../../src/store/load.ts';
import type { OnCallState } from '../../src/store/onCallState.ts';
import type { ServiceState } from '../../src/store/serviceState.ts';
import { createFormat } from '../../src/util/format.ts';
import type { Moment } from '../../src/views/moment.ts';
import { ada, apiIncident, minutesAgo, noon } from './fakeAccount.ts';
import { toMarkedFormat } from './marked.ts';

/** Saturday noon in London's winter. */
export const moment: Moment = { now: noon, format: toMarkedFormat(createFormat('en-GB', 'UTC')) };

export const failure: Failure = {
  message: 'PagerDuty failed with status 503; try again in a moment.',
  kind: 'server',
  retryAfter: undefined,
};

export const loaded = { kind: 'loaded', at: noon } as const;

const search = { id: 'PSVC2', summary: 'Search Index', html_url: 'https://example.pagerduty.com/services/PSVC2' };
const grace = { id: 'PGRACE', summary: 'Grace Hopper' };
const edsger = { id: 'PEDSGER', summary: 'Edsger Dijkstra' };

/** Incidents of all kinds, in no order. */
export const sampleIncidents = [
  apiIncident(11, {
    title: 'Queue backlog on email-out',
    urgency: 'low',
    created_at: minutesAgo(190),
    assignments: [{ assignee: grace }, { assignee: edsger }],
  }),
  apiIncident(12, {
    title: 'Checkout latency above 2 s (p99)',
    created_at: minutesAgo(12),
    priority: { id: 'PP1', summary: 'P1' },
    escalation_policy: { id: 'PEP1', summary: 'Payments: primary' },
    teams: [{ id: 'PTEAM1', summary: 'Payments' }],
    alert_counts: { triggered: 3, resolved: 1, all: 4 },
  }),
  apiIncident(13, {
    title: '[disk](http://evil.example) *95 %* full on `db-3` $(flame) \u202Egnp.exe\u202C 🔥',
    status: 'acknowledged',
    service: search,
    created_at: minutesAgo(3 * 24 * 60),
    acknowledgements: [{ at: minutesAgo(30), acknowledger: grace }],
  }),
  apiIncident(14, {
    title: 'TLS certificate expires in 6 days',
    created_at: minutesAgo(0),
    assignments: [],
    service: null,
    incident_number: null,
    html_url: null,
  }),
];

/** Parses incidents of the API into the map that stores keep. */
export const toRows = (rows: readonly ReturnType<typeof apiIncident>[]): ReadonlyMap<string, Incident> =>
  new Map(
    rows
      .flatMap((row) => parseIncident(row as unknown as Parameters<typeof parseIncident>[0]) ?? [])
      .map((incident) => [incident.id, incident]),
  );

/** What a person chose who never chose, but for the scope. */
export const choices: IncidentChoices = { ...parseChoices(undefined), scope: 'all' };

/** The incident store's state with some rows, loaded. */
export const incidentState = (fields: Partial<IncidentState> = {}): IncidentState => ({
  load: loaded,
  mineLoad: loaded,
  choices,
  settings: defaultIncidentSettings,
  me: ada,
  scope: 'all',
  wanted: 1000,
  incidents: toRows(sampleIncidents),
  mine: toRows(sampleIncidents.slice(1, 2)),
  followed: new Map(),
  badge: undefined,
  nothing: undefined,
  more: false,
  pending: new Map(),
  details: new Map(),
  ...fields,
});

/** The on-call store's state, loaded and empty. */
export const onCallState = (fields: Partial<OnCallState> = {}): OnCallState => ({
  load: loaded,
  mineLoad: loaded,
  choices: { grouping: 'policy' },
  me: ada,
  onCalls: [],
  more: false,
  shifts: [],
  schedules: undefined,
  weeks: new Map(),
  ...fields,
});

/** The service store's state, loaded and empty. */
export const serviceState = (fields: Partial<ServiceState> = {}): ServiceState => ({
  load: loaded,
  choices: { scope: 'all', grouping: 'none' },
  me: ada,
  services: new Map(),
  wanted: 100,
  more: false,
  loadingMore: false,
  incidents: new Map(),
  windows: new Map(),
  dependencies: new Map(),
  ...fields,
});
