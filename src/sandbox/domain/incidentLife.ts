import type { State } from '../state.ts';
import { assignLevel, assignUsers, levelOf, planEscalation } from './assign.ts';
import { alertsOf, collectionOf, toRef } from './collections.ts';
import { publishIncident } from './incidentEvent.ts';
import { type Actor, addLogEntry, byService, refOfIncident } from './logEntry.ts';
import type { EscalationPolicy, Incident, IncidentStatus, Ref } from './model.ts';
import { notifyAssignees } from './notify.ts';
import { plan, unplan } from './pending.ts';
import { trackIncident } from './serviceStatus.ts';
import { toIso } from './time.ts';

/** Notes that an incident changed now. */
export const touch = (state: State, incident: Incident): void => {
  incident.updated_at = toIso(state.clock.now());
};

const setStatus = (state: State, incident: Incident, status: IncidentStatus, by: Ref): void => {
  touch(state, incident);
  incident.status = status;
  incident.last_status_change_at = incident.updated_at;
  incident.last_status_change_by = by;
  trackIncident(state, incident);
};

/** Counts an incident's alerts anew. */
export const countAlerts = (state: State, incident: Incident): void => {
  const alerts = [...alertsOf(state, incident.id).values()];
  const resolved = alerts.filter((alert) => alert.status === 'resolved').length;
  incident.alert_counts = { triggered: alerts.length - resolved, resolved, all: alerts.length };
};

const planUnacknowledge = (state: State, incident: Incident, seconds: number): void =>
  plan(state, incident, 'unacknowledge', state.clock.now() + seconds * 1000, () =>
    unacknowledge(state, incident, byService(incident, 'timeout')),
  );

/** Acknowledges: escalation stops, and starts again after the service's acknowledgement timeout. */
export const acknowledge = (state: State, incident: Incident, actor: Actor): void => {
  const { agent } = actor;
  const at = toIso(state.clock.now());
  // Only users and services acknowledge; for an integration it is its service.
  const acknowledger = agent.type === 'integration_reference' ? incident.service : agent;
  const others = incident.acknowledgements.filter((a) => a.acknowledger.id !== acknowledger.id);
  incident.acknowledgements = [...others, { at, acknowledger }];
  setStatus(state, incident, 'acknowledged', agent);
  unplan(incident, 'escalate');
  const timeout = collectionOf(state, 'services').get(incident.service.id)?.acknowledgement_timeout ?? 0;
  if (timeout > 0) planUnacknowledge(state, incident, timeout);
  addLogEntry(state, incident, 'acknowledge', `Acknowledged by ${agent.summary}.`, actor, {
    ...(timeout > 0 ? { acknowledgement_timeout: timeout } : {}),
  });
  publishIncident(state, incident, 'acknowledged', agent);
};

/** Makes an acknowledged incident wait for somebody again: its assignees are notified and escalation goes on. */
export const unacknowledge = (state: State, incident: Incident, actor: Actor): void => {
  incident.acknowledgements = [];
  unplan(incident, 'unacknowledge');
  setStatus(state, incident, 'triggered', actor.agent);
  addLogEntry(state, incident, 'unacknowledge', 'Unacknowledged: it waits for somebody again.', actor);
  publishIncident(state, incident, 'unacknowledged', actor.agent);
  notifyAssignees(state, incident);
  planEscalation(state, incident);
};

/** Resolves an incident and its alerts; nothing more happens to it by itself. */
export const resolve = (state: State, incident: Incident, actor: Actor, resolution?: string): void => {
  incident.pending_actions = [];
  incident.acknowledgements = [];
  incident.assignments = [];
  setStatus(state, incident, 'resolved', actor.agent);
  incident.resolved_at = incident.updated_at;
  for (const alert of alertsOf(state, incident.id).values()) alert.status = 'resolved';
  countAlerts(state, incident);
  addLogEntry(state, incident, 'resolve', `Resolved by ${actor.agent.summary}.`, actor, {
    ...(resolution ? { note: resolution } : {}),
  });
  publishIncident(state, incident, 'resolved', actor.agent);
};

/** Opens a resolved incident again, from the first level of its escalation policy. */
export const reopen = (state: State, incident: Incident, actor: Actor): void => {
  incident.resolved_at = null;
  delete incident.resolve_reason;
  setStatus(state, incident, 'triggered', actor.agent);
  // PagerDuty's timeline has no kind of its own for this.
  addLogEntry(state, incident, 'trigger', `Reopened by ${actor.agent.summary}.`, actor);
  publishIncident(state, incident, 'reopened', actor.agent);
  assignLevel(state, incident, 1, byService(incident), 'assign');
};

const backToTriggered = (state: State, incident: Incident, actor: Actor): void => {
  incident.acknowledgements = [];
  unplan(incident, 'unacknowledge');
  setStatus(state, incident, 'triggered', actor.agent);
};

/** Gives an incident to users by name; it waits for them to acknowledge. */
export const reassign = (state: State, incident: Incident, users: readonly Ref[], actor: Actor): void => {
  backToTriggered(state, incident, actor);
  assignUsers(state, incident, users, actor);
  publishIncident(state, incident, 'reassigned', actor.agent);
};

/** Moves an incident to a level of its escalation policy, to the next one where none is given. */
export const escalate = (
  state: State,
  incident: Incident,
  actor: Actor,
  level = levelOf(state, incident) + 1,
): void => {
  backToTriggered(state, incident, actor);
  assignLevel(state, incident, level, actor, 'escalate');
};

/** Hands an incident to another escalation policy, from its first level on. */
export const delegate = (state: State, incident: Incident, policy: EscalationPolicy, actor: Actor): void => {
  incident.escalation_policy = toRef(policy);
  backToTriggered(state, incident, actor);
  addLogEntry(state, incident, 'delegate', `Delegated to ${policy.name}.`, actor, { assignees: [] });
  publishIncident(state, incident, 'delegated', actor.agent);
  assignLevel(state, incident, 1, actor, 'assign');
};

/** Lets an incident sleep: acknowledged until `seconds` have passed. */
export const snooze = (state: State, incident: Incident, seconds: number, actor: Actor): void => {
  if (incident.status === 'triggered') acknowledge(state, incident, actor);
  touch(state, incident);
  planUnacknowledge(state, incident, seconds);
  const changed = incident.pending_actions.filter((action) => action.type === 'unacknowledge');
  const channel = { ...actor.channel, duration: seconds };
  const summary = `Snoozed by ${actor.agent.summary} until ${changed[0]?.at ?? ''}.`;
  addLogEntry(state, incident, 'snooze', summary, { ...actor, channel }, { changed_actions: changed });
};

/** Moves the sources' alerts to the target and resolves the sources as merged. */
export const merge = (state: State, target: Incident, sources: readonly Incident[], actor: Actor): void => {
  for (const source of sources) {
    const alerts = alertsOf(state, source.id);
    for (const alert of alerts.values()) {
      alert.incident = refOfIncident(target);
      alertsOf(state, target.id).set(alert.id, alert);
    }
    alerts.clear();
    source.resolve_reason = { type: 'merge_resolve_reason', incident: refOfIncident(target) };
    resolve(state, source, actor, `Merged into ${target.summary}`);
  }
  countAlerts(state, target);
  touch(state, target);
};
