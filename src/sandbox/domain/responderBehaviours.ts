import type { Behaviour, Context } from '../state.ts';
import { agentOf, getIncident, getNamed, toRef } from './collections.ts';
import { objects } from './input.ts';
import type { Actor } from './logEntry.ts';
import type { Fields, Incident } from './model.ts';
import { cancelTarget, requestResponders, type Target } from './responder.ts';

const actorOf = (context: Context, incident: Incident): Actor => ({
  agent: agentOf(context, incident.service),
  channel: { type: 'api' },
});

/** A target as bodies name it: its kind with or without `_reference`, or wrapped in `responder_request_target`. */
const toTarget = (value: Fields): Target => {
  const { type, id } = (value.responder_request_target as Fields | undefined) ?? value;
  const isPolicy = String(type).startsWith('escalation_policy');
  return { type: isPolicy ? 'escalation_policy_reference' : 'user_reference', id: String(id) };
};

const createIncidentResponderRequest: Behaviour = (context, input) => {
  const { state } = context;
  const incident = getIncident(state, input.id);
  const requester = toRef(getNamed(state, 'users', input.requester_id, 'Requester'));
  const targets = objects(input.responder_request_targets).map(toTarget);
  for (const target of targets) {
    getNamed(
      state,
      target.type === 'user_reference' ? 'users' : 'escalation_policies',
      target.id,
      'Responder request target',
    );
  }
  const message = String(input.message ?? '');
  return {
    responder_request: requestResponders(state, incident, requester, message, targets, actorOf(context, incident)),
  };
};

const cancelIncidentResponderRequest: Behaviour = ({ state }, input) => {
  const incident = getIncident(state, input.id);
  const targets = objects(input.responder_request_targets).map(toTarget);
  return {
    responder_request_targets: targets.map((target) => ({ ...target, result: cancelTarget(state, incident, target) })),
  };
};

/** Requests for more people on an incident. */
export const responderBehaviours = {
  createIncidentResponderRequest,
  cancelIncidentResponderRequest,
} satisfies Record<string, Behaviour>;
