import type { Resource, State } from '../state.ts';
import { assignLevel, assignUsers } from './assign.ts';
import { collectionOf, toRef, urlsOf } from './collections.ts';
import { publishIncident } from './incidentEvent.ts';
import { resolve } from './incidentLife.ts';
import { type Actor, addLogEntry, byService } from './logEntry.ts';
import type { EscalationPolicy, Fields, Incident, Ref, Service, Urgency } from './model.ts';
import { plan } from './pending.ts';
import { openIncidents, trackIncident } from './serviceStatus.ts';
import { toIso } from './time.ts';

/** What a new incident is made of. */
export interface NewIncident {
  readonly title: string;
  readonly service: Service;
  readonly policy: EscalationPolicy;
  readonly urgency: Urgency;
  readonly key?: string | undefined;
  readonly priority?: Resource | undefined;
  /** Users to assign in place of those on call. */
  readonly assignees?: readonly Ref[] | undefined;
  readonly more?: Fields | undefined;
}

/** Takes the next incident number of the account. */
export const nextNumber = (state: State): number => {
  const counters = state.collection('.counters');
  const number = Number(counters.get('incident')?.value ?? 0) + 1;
  counters.set('incident', { id: 'incident', type: 'counter', value: number });
  return number;
};

/** An incident as it is at its first moment, not yet kept. */
export const toNewIncident = (state: State, from: NewIncident, by: Ref): Incident => {
  const now = toIso(state.clock.now());
  const id = state.nextId('Q');
  const number = nextNumber(state);
  return {
    id,
    type: 'incident',
    summary: `[#${number}] ${from.title}`,
    ...urlsOf('incidents', id),
    incident_number: number,
    title: from.title,
    created_at: now,
    updated_at: now,
    status: 'triggered',
    incident_key: from.key ?? state.nextId('key').toLowerCase(),
    service: toRef(from.service),
    assignments: [],
    assigned_via: 'escalation_policy',
    last_status_change_at: now,
    last_status_change_by: by,
    resolved_at: null,
    alert_counts: { triggered: 0, resolved: 0, all: 0 },
    is_mergeable: true,
    incident_type: { name: 'incident_default' },
    escalation_policy: toRef(from.policy),
    teams: from.service.teams,
    pending_actions: [],
    acknowledgements: [],
    priority: from.priority ?? null,
    incidents_responders: [],
    responder_requests: [],
    urgency: from.urgency,
    ...from.more,
  };
};

/** Opens an incident: assigns it, notifies, starts its timers and tells subscribers. */
export const openIncident = (state: State, from: NewIncident, actor: Actor): Incident => {
  const incident = toNewIncident(state, from, actor.agent);
  collectionOf(state, 'incidents').set(incident.id, incident);
  const { service } = from;
  service.last_incident_timestamp = incident.created_at;
  trackIncident(state, incident);
  const entry = addLogEntry(state, incident, 'trigger', `Triggered ${incident.title}`, actor, {
    event_details: { description: incident.title },
  });
  incident.first_trigger_log_entry = toRef(entry);
  if (from.assignees) assignUsers(state, incident, from.assignees, actor);
  else assignLevel(state, incident, 1, byService(incident), 'assign');
  const timeout = service.auto_resolve_timeout ?? 0;
  if (timeout > 0) {
    plan(state, incident, 'resolve', state.clock.now() + timeout * 1000, () =>
      resolve(state, incident, byService(incident, 'timeout')),
    );
  }
  publishIncident(state, incident, 'triggered', actor.agent);
  return incident;
};

/** The open incident of a service with a key, which a second one would double. */
export const openWithKey = (state: State, serviceId: string, key: string): Incident | undefined =>
  openIncidents(state, serviceId).find((incident) => incident.incident_key === key);
