import { type Context, type Resource, SandboxError, type State } from '../state.ts';
import type {
  Alert,
  EscalationPolicy,
  Fields,
  Incident,
  LogEntry,
  MaintenanceWindow,
  Ref,
  Schedule,
  Service,
} from './model.ts';

/** Names and types of the collections that the domain reads by type; all others are plain resources. */
interface Kinds {
  incidents: Incident;
  alerts: Alert;
  log_entries: LogEntry;
  services: Service;
  escalation_policies: EscalationPolicy;
  schedules: Schedule;
  maintenance_windows: MaintenanceWindow;
  users: Resource;
  teams: Resource;
  priorities: Resource;
}

/** A collection with the type of what lies in it; the domain and the sample put nothing else there. */
export const collectionOf = <K extends keyof Kinds>(state: State, name: K): Map<string, Kinds[K]> =>
  state.collection(name) as Map<string, Kinds[K]>;

/** Alerts of an incident by id. */
export const alertsOf = (state: State, incidentId: string): Map<string, Alert> =>
  state.collection(`incidents/${incidentId}/alerts`) as Map<string, Alert>;

/** Timeline of an incident by id, oldest first. */
export const timelineOf = (state: State, incidentId: string): Map<string, LogEntry> =>
  state.collection(`incidents/${incidentId}/log_entries`) as Map<string, LogEntry>;

/** PagerDuty's answer for what is not there or not visible. */
export const notFound = (): SandboxError => new SandboxError(404, 2100, 'Not Found');

/** PagerDuty's answer for input that it does not accept. */
export const invalid = (...errors: readonly string[]): SandboxError =>
  new SandboxError(400, 2001, 'Invalid Input Provided', errors);

/** One resource of a typed collection; throws 404 where there is none. */
export const get = <K extends keyof Kinds>(state: State, name: K, id: unknown): Kinds[K] => {
  const found = collectionOf(state, name).get(String(id));
  if (!found) throw notFound();
  return found;
};

/** An incident by id or by number; throws 404 where there is none. */
export const getIncident = (state: State, id: unknown): Incident => {
  const incidents = collectionOf(state, 'incidents');
  const found = incidents.get(String(id));
  if (found) return found;
  // Only a whole number can be an incident's number.
  if (/^\d+$/.test(String(id))) {
    for (const incident of incidents.values()) if (incident.incident_number === Number(id)) return incident;
  }
  throw notFound();
};

/** What the body names by `{id}`; throws 400 with the field's name where there is none. */
export const getNamed = <K extends keyof Kinds>(state: State, name: K, value: unknown, field: string): Kinds[K] => {
  const id = typeof value === 'string' ? value : (value as Fields | null | undefined)?.id;
  const found = collectionOf(state, name).get(String(id));
  if (!found) throw invalid(`${field} not found`);
  return found;
};

/** Addresses of a resource in the API and in the web app of the sample account. */
export const urlsOf = (path: string, id: string): { self: string; html_url: string } => ({
  self: `https://api.pagerduty.com/${path}/${id}`,
  html_url: `https://sample-account.pagerduty.com/${path}/${id}`,
});

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Reference to a resource, `incident` as `incident_reference`. */
export const toRef = (resource: Resource): Ref => ({
  id: resource.id,
  type: resource.type.endsWith('_reference') ? resource.type : `${resource.type}_reference`,
  summary: String(resource.summary ?? resource.name ?? resource.id),
  self: textOrNull(resource.self),
  html_url: textOrNull(resource.html_url),
});

/** Who acts: the calling user, or the given resource where the call is made for nobody. */
export const agentOf = (context: Context, otherwise: Ref): Ref => (context.user ? toRef(context.user) : otherwise);
