import type { Resource, State } from '../state.ts';
import { collectionOf } from './collections.ts';
import { publishIncident } from './incidentEvent.ts';
import { type Actor, addLogEntry, byService } from './logEntry.ts';
import type { EscalationPolicy, Incident, Ref } from './model.ts';
import { notifyAssignees } from './notify.ts';
import { usersOfRule } from './onCall.ts';
import { plan, unplan } from './pending.ts';
import { minute, toIso } from './time.ts';

/** How far an incident has got on its escalation policy. */
interface Escalation extends Resource {
  level: number;
  /** How often the whole policy has been repeated. */
  loop: number;
}

const escalations = (state: State): Map<string, Escalation> =>
  state.collection('.escalations') as Map<string, Escalation>; // Only this file writes there.

const policyOf = (state: State, incident: Incident): EscalationPolicy | undefined =>
  collectionOf(state, 'escalation_policies').get(incident.escalation_policy.id);

const nextTurn = (state: State, ruleId: string): number => {
  const turns = state.collection('.round_robin');
  const turn = Number(turns.get(ruleId)?.turn ?? 0);
  turns.set(ruleId, { id: ruleId, type: 'turn', turn: turn + 1 });
  return turn;
};

/** First level from the given one on where somebody is on call, and who. */
const reachFrom = (
  state: State,
  policy: EscalationPolicy,
  level: number,
): { level: number; users: Ref[] } | undefined => {
  for (let n = Math.max(1, level); n <= policy.escalation_rules.length; n++) {
    const rule = policy.escalation_rules[n - 1];
    if (!rule) continue;
    const turn = rule.escalation_rule_assignment_strategy === 'round_robin' ? nextTurn(state, rule.id) : 0;
    const users = usersOfRule(state, rule, state.clock.now(), turn);
    if (users.length > 0) return { level: n, users };
  }
  return undefined;
};

const setAssignees = (state: State, incident: Incident, users: readonly Ref[], via: Incident['assigned_via']): void => {
  const at = toIso(state.clock.now());
  incident.assignments = users.map((assignee) => ({ at, assignee }));
  incident.assigned_via = via;
};

/** Plans the step to the next level, after the delay of the level that the incident is on. */
export const planEscalation = (state: State, incident: Incident): void => {
  const policy = policyOf(state, incident);
  const escalation = escalations(state).get(incident.id);
  const rule = policy?.escalation_rules[(escalation?.level ?? 1) - 1];
  if (!policy || !escalation || !rule || incident.assigned_via !== 'escalation_policy') return;
  // A single level that is not repeated has nowhere to go.
  if (policy.escalation_rules.length === 1 && policy.num_loops === 0) return;
  plan(state, incident, 'escalate', state.clock.now() + rule.escalation_delay_in_minutes * minute, () =>
    escalateByTime(state, incident, policy, escalation),
  );
};

const escalateByTime = (state: State, incident: Incident, policy: EscalationPolicy, escalation: Escalation): void => {
  const actor = byService(incident, 'timeout');
  if (reachFrom(state, policy, escalation.level + 1)) {
    assignLevel(state, incident, escalation.level + 1, actor, 'escalate');
  } else if (escalation.loop < policy.num_loops) {
    escalation.loop += 1;
    addLogEntry(state, incident, 'repeat_escalation_path', `Repeated the escalation policy ${policy.name}.`, actor);
    assignLevel(state, incident, 1, actor, 'escalate');
  } else {
    addLogEntry(state, incident, 'exhaust_escalation_path', `Nobody left to escalate to on ${policy.name}.`, actor);
  }
};

const names = (users: readonly Ref[]): string => users.map((user) => user.summary).join(', ');

/**
 * Assigns an incident to whoever is on call at a level of its escalation policy, or at the next level with somebody
 * on call, notifies them and plans the next step. `how` is what the timeline calls it.
 */
export const assignLevel = (
  state: State,
  incident: Incident,
  level: number,
  actor: Actor,
  how: 'assign' | 'escalate',
): void => {
  const policy = policyOf(state, incident);
  const reached = policy && reachFrom(state, policy, level);
  unplan(incident, 'escalate');
  const loop = how === 'escalate' ? (escalations(state).get(incident.id)?.loop ?? 0) : 0;
  escalations(state).set(incident.id, { id: incident.id, type: 'escalation', level: reached?.level ?? level, loop });
  setAssignees(state, incident, reached?.users ?? [], 'escalation_policy');
  if (!reached) return;
  const summary = how === 'escalate' ? 'Escalated to' : 'Assigned to';
  addLogEntry(state, incident, how, `${summary} ${names(reached.users)}.`, actor, { assignees: reached.users });
  if (how === 'escalate') publishIncident(state, incident, 'escalated', actor.agent);
  notifyAssignees(state, incident);
  planEscalation(state, incident);
};

/** Assigns an incident to users by name; nobody else is asked after them. */
export const assignUsers = (state: State, incident: Incident, users: readonly Ref[], actor: Actor): void => {
  unplan(incident, 'escalate');
  setAssignees(state, incident, users, 'direct_assignment');
  addLogEntry(state, incident, 'assign', `Assigned to ${names(users)}.`, actor, { assignees: users });
  notifyAssignees(state, incident);
};

/** Level of the escalation policy that an incident is on, 1 at first. */
export const levelOf = (state: State, incident: Incident): number => escalations(state).get(incident.id)?.level ?? 1;
