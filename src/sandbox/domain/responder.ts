import type { State } from '../state.ts';
import { collectionOf } from './collections.ts';
import { publishIncident } from './incidentEvent.ts';
import { type Actor, refOfIncident } from './logEntry.ts';
import type { Fields, Incident, Ref, Responder, ResponderRequest } from './model.ts';
import { usersOfRule } from './onCall.ts';
import { userRef } from './schedule.ts';
import { toIso } from './time.ts';

/** A user or an escalation policy that is asked to help. */
export interface Target {
  readonly type: 'user_reference' | 'escalation_policy_reference';
  readonly id: string;
}

const usersOf = (state: State, target: Target): Ref[] => {
  if (target.type === 'user_reference') return [userRef(state, target.id)];
  const rule = collectionOf(state, 'escalation_policies').get(target.id)?.escalation_rules[0];
  return rule ? usersOfRule(state, rule, state.clock.now()) : [];
};

const nameOf = (state: State, { type, id }: Target): string =>
  String(state.collection(type === 'user_reference' ? 'users' : 'escalation_policies').get(id)?.summary ?? id);

/** Asks users, or whoever is on call for a policy, to join an incident. */
export const requestResponders = (
  state: State,
  incident: Incident,
  requester: Ref,
  message: string,
  targets: readonly Target[],
  actor: Actor,
): ResponderRequest => {
  const now = toIso(state.clock.now());
  const ref = refOfIncident(incident);
  const toResponder = (user: Ref): Responder => ({
    state: 'pending',
    user,
    incident: ref,
    updated_at: now,
    message,
    requester,
    requested_at: now,
  });
  const request: ResponderRequest = {
    id: state.nextId(),
    incident: ref,
    requester,
    requested_at: now,
    message,
    responder_request_targets: targets.map((target) => ({
      ...target,
      summary: nameOf(state, target),
      incident_responders: usersOf(state, target).map(toResponder),
    })),
  };
  const responders = request.responder_request_targets.flatMap((target) => target.incident_responders);
  const asked = new Set(responders.map((r) => r.user.id));
  incident.responder_requests.push(request);
  incident.incidents_responders = [
    ...incident.incidents_responders.filter((r) => !asked.has(r.user.id)),
    ...responders,
  ];
  for (const responder of responders) {
    const data: Fields = { type: 'incident_responder', incident: ref, user: responder.user, message, state: 'pending' };
    publishIncident(state, incident, 'responder.added', actor.agent, data);
  }
  return request;
};

/** Lets a responder answer a request. */
export const answerRequest = (
  state: State,
  incident: Incident,
  userId: string,
  answer: 'joined' | 'declined',
  actor: Actor,
): void => {
  for (const responder of incident.incidents_responders) {
    if (responder.user.id !== userId || responder.state !== 'pending') continue;
    responder.state = answer;
    responder.updated_at = toIso(state.clock.now());
    publishIncident(state, incident, 'responder.replied', actor.agent, {
      type: 'incident_responder',
      incident: refOfIncident(incident),
      user: responder.user,
      message: responder.message,
      state: answer,
    });
  }
};

/** Takes back what was asked of a target; says what became of it. */
export const cancelTarget = (
  state: State,
  incident: Incident,
  target: Target,
): 'cancelled' | 'joined' | 'declined' | 'not_found' => {
  const asked = incident.responder_requests
    .flatMap((request) => request.responder_request_targets)
    .filter((t) => t.id === target.id)
    .flatMap((t) => t.incident_responders.map((r) => r.user.id));
  const responders = incident.incidents_responders.filter((r) => asked.includes(r.user.id));
  const pending = responders.filter((r) => r.state === 'pending');
  if (pending.length === 0) {
    const state = responders[0]?.state;
    return state === 'joined' || state === 'declined' ? state : 'not_found';
  }
  for (const responder of pending) {
    responder.state = 'user_cancelled';
    responder.updated_at = toIso(state.clock.now());
  }
  return 'cancelled';
};
