import type { Resource, State } from '../state.ts';
import { alertsOf, collectionOf, getNamed, invalid, toRef } from './collections.ts';
import { publishIncident } from './incidentEvent.ts';
import { acknowledge, delegate, escalate, reassign, reopen, resolve, touch, unacknowledge } from './incidentLife.ts';
import { objects } from './input.ts';
import { type Actor, addLogEntry } from './logEntry.ts';
import type { EscalationPolicy, Fields, Incident, IncidentStatus, Ref, Service, Urgency } from './model.ts';
import { trackIncident, untrackIncident } from './serviceStatus.ts';

/** A change of an incident whose names have all been found. */
export interface CheckedUpdate {
  readonly status?: IncidentStatus | undefined;
  readonly resolution?: string | undefined;
  readonly title?: string | undefined;
  readonly urgency?: Urgency | undefined;
  readonly priority?: Resource | null | undefined;
  readonly level?: number | undefined;
  readonly assignees?: readonly Ref[] | undefined;
  readonly policy?: EscalationPolicy | undefined;
  readonly service?: Service | undefined;
  readonly incidentType?: string | undefined;
  readonly conferenceBridge?: Fields | undefined;
}

const priorityOf = (state: State, value: unknown): Resource | null | undefined => {
  if (value === undefined) return undefined;
  if (value === null || value === '' || value === 'null') return null;
  const id = typeof value === 'string' ? value : String((value as Fields).id);
  return getNamed(state, 'priorities', id, 'Priority');
};

const levelOf = (state: State, policyId: string, value: unknown): number | undefined => {
  if (value === undefined) return undefined;
  const levels = collectionOf(state, 'escalation_policies').get(policyId)?.escalation_rules.length ?? 0;
  const level = Number(value);
  if (!Number.isInteger(level) || level < 1 || level > levels)
    throw invalid(`Escalation level must be between 1 and ${levels}`);
  return level;
};

/** Looks up everything that a change names, and refuses what PagerDuty refuses; nothing is changed yet. */
export const checkUpdate = (state: State, incident: Incident, change: Fields): CheckedUpdate => {
  const status = change.status as IncidentStatus | undefined; // The schema allows these three alone.
  if (incident.status === 'resolved' && status !== 'triggered') {
    const acts = ['status', 'assignments', 'escalation_level', 'escalation_policy'].filter(
      (name) => change[name] !== undefined,
    );
    if (acts.length > 0) throw invalid('Incident Already Resolved');
  }
  const { escalation_policy: policy, service, incident_type: type, conference_bridge: bridge } = change;
  return {
    status,
    resolution: change.resolution === undefined ? undefined : String(change.resolution),
    title: change.title === undefined ? undefined : String(change.title),
    urgency: change.urgency as Urgency | undefined, // The schema allows these two alone.
    priority: priorityOf(state, change.priority),
    level: levelOf(state, incident.escalation_policy.id, change.escalation_level),
    assignees:
      change.assignments === undefined
        ? undefined
        : objects(change.assignments).map((a) => toRef(getNamed(state, 'users', a.assignee, 'Assignee'))),
    policy: policy === undefined ? undefined : getNamed(state, 'escalation_policies', policy, 'Escalation policy'),
    service: service === undefined ? undefined : getNamed(state, 'services', service, 'Service'),
    incidentType: type === undefined ? undefined : String((type as Fields).name),
    conferenceBridge: bridge as Fields | undefined, // The schema says that it is an object.
  };
};

const changeField = (state: State, incident: Incident, name: string, value: unknown, actor: Actor): void => {
  const before = incident[name];
  incident[name] = value;
  const summary = (v: unknown): string => String((v as Fields | null | undefined)?.summary ?? v ?? 'none');
  addLogEntry(
    state,
    incident,
    'field_value_change',
    `Changed ${name} from ${summary(before)} to ${summary(value)}.`,
    actor,
  );
};

const changeUrgency = (state: State, incident: Incident, urgency: Urgency, actor: Actor): void => {
  if (urgency === incident.urgency) return;
  incident.urgency = urgency;
  addLogEntry(state, incident, 'urgency_change', `Urgency changed to ${urgency} by ${actor.agent.summary}.`, actor);
};

const changeService = (state: State, incident: Incident, service: Service): void => {
  untrackIncident(state, incident);
  incident.service = toRef(service);
  incident.teams = service.teams;
  for (const alert of alertsOf(state, incident.id).values()) alert.service = incident.service;
  trackIncident(state, incident);
};

const changeFields = (state: State, incident: Incident, change: CheckedUpdate, actor: Actor): void => {
  touch(state, incident);
  if (change.title !== undefined) {
    changeField(state, incident, 'title', change.title, actor);
    incident.summary = `[#${incident.incident_number}] ${change.title}`;
  }
  if (change.urgency) changeUrgency(state, incident, change.urgency, actor);
  if (change.priority !== undefined && change.priority?.id !== incident.priority?.id) {
    changeField(state, incident, 'priority', change.priority, actor);
    publishIncident(state, incident, 'priority_updated', actor.agent);
  }
  if (change.incidentType) incident.incident_type = { name: change.incidentType };
  if (change.conferenceBridge) {
    incident.conference_bridge = change.conferenceBridge;
    publishIncident(state, incident, 'conference_bridge.updated', actor.agent);
  }
  if (change.service && change.service.id !== incident.service.id) changeService(state, incident, change.service);
};

const changeStatus = (state: State, incident: Incident, { status, resolution }: CheckedUpdate, actor: Actor): void => {
  if (status === 'acknowledged') acknowledge(state, incident, actor);
  else if (status === 'resolved') resolve(state, incident, actor, resolution);
  else if (status === 'triggered' && incident.status === 'acknowledged') unacknowledge(state, incident, actor);
  else if (status === 'triggered' && incident.status === 'resolved') reopen(state, incident, actor);
};

/** Makes a checked change: fields first, then who has the incident, then its state. */
export const updateIncident = (state: State, incident: Incident, change: CheckedUpdate, actor: Actor): void => {
  changeFields(state, incident, change, actor);
  if (change.policy) delegate(state, incident, change.policy, actor);
  if (change.level !== undefined) escalate(state, incident, actor, change.level);
  if (change.assignees && change.assignees.length > 0) reassign(state, incident, change.assignees, actor);
  changeStatus(state, incident, change, actor);
};
