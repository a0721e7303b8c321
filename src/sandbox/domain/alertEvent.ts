import type { State } from '../state.ts';
import { addAlert, openAlert, setAlertStatus } from './alert.ts';
import { collectionOf, toRef } from './collections.ts';
import { acknowledge } from './incidentLife.ts';
import { type Actor, addLogEntry } from './logEntry.ts';
import type { Alert, Fields, Incident, Service } from './model.ts';
import { openIncident } from './openIncident.ts';
import type { Route } from './routing.ts';
import { isInMaintenance, openIncidents } from './serviceStatus.ts';
import { minute, toTime } from './time.ts';
import { urgencyOf } from './urgency.ts';

/** An event of a monitoring tool, of either version of the Events API. */
export interface AlertEvent {
  readonly action: 'trigger' | 'acknowledge' | 'resolve';
  readonly key: string;
  readonly summary: string;
  readonly severity: Alert['severity'];
  readonly details: Fields;
  readonly contexts: readonly Fields[];
  readonly common?: Fields | undefined;
}

const actorOf = (service: Service, route: Route, event: AlertEvent): Actor => ({
  agent: route.integration ? { ...toRef(route.integration), type: 'integration_reference' } : toRef(service),
  channel: {
    type: 'api',
    summary: event.summary,
    incident_key: event.key,
    description: event.summary,
    details: event.details,
  },
});

/** The open incident that a new alert joins by the service's grouping by time or by likeness. */
const groupOf = (state: State, service: Service): Incident | undefined => {
  const grouping = service.alert_grouping_parameters;
  if (grouping?.type !== 'time' && grouping?.type !== 'intelligent') return undefined;
  // Minutes for grouping by time, seconds for the intelligent one; 0 means for as long as the incident is open.
  const { timeout = 0, time_window: window = 300 } = grouping.config ?? {};
  const span = grouping.type === 'time' ? timeout * minute : window * 1000;
  const latest = openIncidents(state, service.id).at(-1);
  const age = latest ? state.clock.now() - toTime(latest.created_at, 'created_at') : 0;
  return span === 0 || age <= span ? latest : undefined;
};

const trigger = (state: State, service: Service, route: Route, event: AlertEvent): Incident | undefined => {
  const actor = actorOf(service, route, event);
  const known = openAlert(state, service.id, event.key);
  if (known) {
    const incident = collectionOf(state, 'incidents').get(known.incident.id);
    if (incident) addLogEntry(state, incident, 'trigger', `Triggered again: ${event.summary}`, actor);
    return incident;
  }
  const policy = collectionOf(state, 'escalation_policies').get(service.escalation_policy.id);
  if (!policy) return undefined;
  const urgency = urgencyOf(service, state.clock.now(), event.severity);
  const incident =
    groupOf(state, service) ??
    openIncident(state, { title: event.summary, service, policy, urgency, key: event.key }, actor);
  addAlert(state, incident, { ...event, integration: route.integration });
  return incident;
};

/** Takes in an event that its key led to a service; gives the incident that it touched. */
export const takeEvent = (state: State, route: Route, event: AlertEvent): Incident | undefined => {
  const { service } = route;
  if (!service || service.status === 'disabled') return undefined;
  if (event.action === 'trigger') {
    return isInMaintenance(state, service.id) ? undefined : trigger(state, service, route, event);
  }
  const alert = openAlert(state, service.id, event.key);
  const incident = alert && collectionOf(state, 'incidents').get(alert.incident.id);
  if (!alert || !incident) return undefined;
  const actor = actorOf(service, route, event);
  if (event.action === 'resolve') setAlertStatus(state, incident, alert, 'resolved', actor);
  else if (incident.status === 'triggered') acknowledge(state, incident, actor);
  return incident;
};
