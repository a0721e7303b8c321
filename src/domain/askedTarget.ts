import type { Incident as ApiIncident } from '../api/generated/operations.ts';
import { parseReference, type Reference } from './reference.ts';

/** A person or an escalation policy that was asked to help with an incident and whose answer is awaited. */
export interface AskedTarget extends Reference {
  readonly kind: 'user' | 'policy';
  /** Those of them who have not answered. */
  readonly people: readonly Reference[];
}

type ApiTarget = NonNullable<
  NonNullable<ApiIncident['responder_requests']>[number]['responder_request_targets']
>[number];

/** PagerDuty's own examples wrap each target once more. */
const unwrap = (target: ApiTarget & { readonly responder_request_target?: ApiTarget }): ApiTarget =>
  target.responder_request_target ?? target;

/**
 * Takes an incident as the API gives it; gives what was asked for help and not answered, as it was asked: a request
 * to a policy is taken back by the policy alone.
 */
export const parseAskedTargets = (api: ApiIncident): readonly AskedTarget[] => {
  const pending = new Map<string, Reference>();
  for (const row of api.incidents_responders ?? []) {
    const user = row?.state === 'pending' ? parseReference(row.user) : undefined;
    if (user) pending.set(user.id, user);
  }
  const asked = new Map<string, AskedTarget>();
  const named = new Set<string>();
  for (const target of (api.responder_requests ?? []).flatMap((request) => request?.responder_request_targets ?? [])) {
    const { type, incident_responders: responders, ...reference } = unwrap(target);
    const who = parseReference(reference);
    const people = (responders ?? []).flatMap(({ user }) => pending.get(user?.id ?? '') ?? []);
    if (!who || people.length === 0) continue;
    for (const { id } of people) named.add(id);
    asked.set(who.id, { ...who, kind: type?.startsWith('escalation_policy') ? 'policy' : 'user', people });
  }
  const others = [...pending.values()].filter(({ id }) => !named.has(id));
  return [...asked.values(), ...others.map((who): AskedTarget => ({ ...who, kind: 'user', people: [who] }))];
};
