import type { Resource, State } from '../state.ts';
import { alertsOf, toRef, urlsOf } from './collections.ts';
import { countAlerts, resolve } from './incidentLife.ts';
import { type Actor, refOfIncident } from './logEntry.ts';
import type { Alert, Fields, Incident } from './model.ts';
import { toIso } from './time.ts';

/** What a new alert is made of. */
export interface NewAlert {
  readonly summary: string;
  readonly key: string;
  readonly severity: Alert['severity'];
  readonly details: Fields;
  readonly contexts?: readonly Fields[] | undefined;
  readonly integration?: Resource | undefined;
  /** PagerDuty's common event format of the same event. */
  readonly common?: Fields | undefined;
}

const byKey = (state: State): Map<string, Alert> => state.collection('.alerts_by_key') as Map<string, Alert>; // Only this file writes there.

/** The open alert of a service with a deduplication key. */
export const openAlert = (state: State, serviceId: string, key: string): Alert | undefined => {
  const alert = byKey(state).get(`${serviceId}/${key}`);
  return alert?.status === 'triggered' ? alert : undefined;
};

/** Adds an alert to an incident. */
export const addAlert = (state: State, incident: Incident, from: NewAlert): Alert => {
  const id = state.nextId('Q');
  const alert: Alert = {
    id,
    type: 'alert',
    summary: from.summary,
    ...urlsOf('alerts', id),
    self: `${String(incident.self)}/alerts/${id}`,
    created_at: toIso(state.clock.now()),
    status: 'triggered',
    alert_key: from.key,
    service: incident.service,
    ...(incident.first_trigger_log_entry ? { first_trigger_log_entry: incident.first_trigger_log_entry } : {}),
    incident: refOfIncident(incident),
    suppressed: false,
    severity: from.severity,
    ...(from.integration ? { integration: toRef(from.integration) } : {}),
    body: {
      type: 'alert_body',
      contexts: [...(from.contexts ?? [])],
      details: from.details,
      ...(from.common ? { cef_details: from.common } : {}),
    },
  };
  alertsOf(state, incident.id).set(id, alert);
  byKey(state).set(`${incident.service.id}/${from.key}`, alert);
  countAlerts(state, incident);
  return alert;
};

/** Sets an alert's state; an incident whose last alert is resolved is resolved with it. */
export const setAlertStatus = (
  state: State,
  incident: Incident,
  alert: Alert,
  status: Alert['status'],
  actor: Actor,
): void => {
  alert.status = status;
  if (status === 'triggered') byKey(state).set(`${alert.service.id}/${alert.alert_key}`, alert);
  countAlerts(state, incident);
  if (incident.alert_counts.triggered === 0 && incident.status !== 'resolved') resolve(state, incident, actor);
};

/** Moves an alert to another incident. */
export const moveAlert = (state: State, from: Incident, to: Incident, alert: Alert): void => {
  alertsOf(state, from.id).delete(alert.id);
  alert.incident = refOfIncident(to);
  alertsOf(state, to.id).set(alert.id, alert);
  countAlerts(state, from);
  countAlerts(state, to);
};
