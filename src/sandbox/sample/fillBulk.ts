import { alertsOf, collectionOf, timelineOf, toRef, urlsOf } from '../domain/collections.ts';
import { refOfIncident } from '../domain/logEntry.ts';
import type { Alert, Incident, LogEntry, Ref, Service } from '../domain/model.ts';
import { toNewIncident } from '../domain/openIncident.ts';
import { trackIncident } from '../domain/serviceStatus.ts';
import { day, minute, toIso } from '../domain/time.ts';
import type { State } from '../state.ts';
import type { Account } from './account.ts';

/** How large the account shall be at least; what the sample lacks is made up in bulk. */
export interface Scale {
  readonly incidents?: number | undefined;
  readonly services?: number | undefined;
  /** Share of the incidents made up in bulk that are still open, above 0 and up to 1; a hundredth where it is left out. */
  readonly open?: number | undefined;
}

/** What the sample itself brings. */
const sampleIncidents = 60;

const signals = [
  'CPU above 90%',
  'Error rate above 2%',
  'Queue is older than 10 minutes',
  'Health check fails',
  'Disk 85% full',
  'p95 latency above 1 s',
];
const parts = ['api', 'worker', 'cache', 'scheduler', 'importer', 'exporter', 'gateway', 'db'];
const areas = ['orders', 'prices', 'stock', 'users', 'media', 'search', 'billing', 'parcels', 'returns', 'vouchers'];
const regions = ['eu', 'us', 'ap'];

const addServices = ({ state }: Account, count: number): void => {
  const collection = collectionOf(state, 'services');
  const policies = [...collectionOf(state, 'escalation_policies').values()];
  const created = toIso(state.clock.now() - 200 * day);
  for (let n = collection.size; n < count; n++) {
    const policy = policies[n % policies.length];
    if (!policy) return;
    const id = state.nextId();
    const name = `${areas[n % 10]}-${parts[n % 8]}-${regions[n % 3]}-${String(n).padStart(4, '0')}`;
    collection.set(id, {
      id,
      type: 'service',
      summary: name,
      ...urlsOf('service-directory', id),
      self: `https://api.pagerduty.com/services/${id}`,
      name,
      description: 'One of many.',
      created_at: created,
      status: 'active',
      escalation_policy: toRef(policy),
      teams: policy.teams,
      integrations: [],
      auto_resolve_timeout: null,
      acknowledgement_timeout: null,
      last_incident_timestamp: null,
      alert_creation: 'create_alerts_and_incidents',
      incident_urgency_rule: { type: 'constant', urgency: n % 3 === 0 ? 'low' : 'high' },
    });
  }
};

const addEntry = (
  state: State,
  incident: Incident,
  type: string,
  summary: string,
  agent: Ref,
  at: string,
): LogEntry => {
  const id = state.nextId('R');
  const entry: LogEntry = {
    id,
    type: `${type}_log_entry`,
    summary,
    self: `https://api.pagerduty.com/log_entries/${id}`,
    html_url: `https://sample-account.pagerduty.com/incidents/${incident.id}/log_entries/${id}`,
    created_at: at,
    agent,
    channel: { type: 'api', summary },
    service: incident.service,
    incident: refOfIncident(incident),
    teams: incident.teams,
  };
  timelineOf(state, incident.id).set(id, entry);
  return entry;
};

const addAlert = (state: State, incident: Incident, n: number): void => {
  const id = state.nextId('Q');
  const isOpen = incident.status !== 'resolved';
  const alert: Alert = {
    id,
    type: 'alert',
    summary: incident.title,
    self: `${String(incident.self)}/alerts/${id}`,
    html_url: `https://sample-account.pagerduty.com/alerts/${id}`,
    created_at: incident.created_at,
    status: isOpen ? 'triggered' : 'resolved',
    alert_key: `bulk/${n}`,
    service: incident.service,
    incident: refOfIncident(incident),
    suppressed: false,
    severity: 'error',
    body: { type: 'alert_body', contexts: [], details: { value: n % 100, threshold: 90 } },
  };
  alertsOf(state, incident.id).set(id, alert);
  incident.alert_counts = { triggered: isOpen ? 1 : 0, resolved: isOpen ? 0 : 1, all: 1 };
};

/** One in so many is still open. */
const addIncident = (state: State, service: Service, user: Ref, n: number, oneIn: number): Incident[] => {
  const policy = collectionOf(state, 'escalation_policies').get(service.escalation_policy.id);
  if (!policy) return [];
  const title = `${signals[n % signals.length]} on ${service.name}`;
  const incident = toNewIncident(
    state,
    { title, service, policy, urgency: n % 3 === 0 ? 'low' : 'high' },
    toRef(service),
  );
  incident.first_trigger_log_entry = toRef(
    addEntry(state, incident, 'trigger', `Triggered ${title}`, incident.service, incident.created_at),
  );
  if (n % oneIn === 0) {
    incident.assignments = [{ at: incident.created_at, assignee: user }];
    if (n % (2 * oneIn) === 0) {
      incident.status = 'acknowledged';
      incident.acknowledgements = [{ at: incident.created_at, acknowledger: user }];
    }
    trackIncident(state, incident);
  } else {
    const at = toIso(state.clock.now() + (5 + (n % 90)) * minute);
    Object.assign(incident, {
      status: 'resolved',
      resolved_at: at,
      updated_at: at,
      last_status_change_at: at,
      last_status_change_by: user,
    });
    addEntry(state, incident, 'resolve', `Resolved by ${user.summary}.`, user, at);
  }
  addAlert(state, incident, n);
  service.last_incident_timestamp = incident.created_at;
  collectionOf(state, 'incidents').set(incident.id, incident);
  return [incident];
};

/** Makes up plain services and incidents until the account is as large as asked for: cheaply, without timers. */
export const fillBulk = (account: Account, { incidents = 0, services = 0, open = 0.01 }: Scale): void => {
  const { state } = account;
  addServices(account, services);
  const all = [...collectionOf(state, 'services').values()];
  const users = account.users.map(toRef);
  const count = incidents - sampleIncidents;
  const oneIn = Math.round(1 / open);
  const present = state.clock.now();
  // Between 29 and 15 days ago: before the sample's own incidents, and within what PagerDuty lists unasked.
  const begin = present - 29 * day;
  const made: Incident[] = [];
  for (let n = 0; n < count; n++) {
    const at = begin + (n * 14 * day) / count;
    const service = all[(n * 7919) % all.length];
    const user = users[n % users.length];
    if (service && user)
      made.push(...addIncident({ ...state, clock: { ...state.clock, now: () => at } }, service, user, n, oneIn));
  }
  // The account's log is in order of time, which the single timelines are not when seen side by side.
  const entries = made.flatMap((incident) => [...timelineOf(state, incident.id).values()]);
  entries.sort((a, b) => (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0));
  for (const entry of entries) collectionOf(state, 'log_entries').set(entry.id, entry);
};
