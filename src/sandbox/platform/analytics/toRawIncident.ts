import { toFields, toText } from '../fields.ts';
import type { Facts, Party } from './toFacts.ts';

const ids = (parties: readonly Party[]): readonly string[] => parties.map(({ id }) => id);
const names = (parties: readonly Party[]): readonly string[] => parties.map(({ name }) => name);

const toTimes = ({ toAcknowledge, toResolve, engaged }: Facts): Record<string, number> => ({
  engaged_seconds: engaged,
  snoozed_seconds: 0,
  ...(toAcknowledge === undefined
    ? {}
    : { seconds_to_engage: toAcknowledge, seconds_to_first_ack: toAcknowledge, seconds_to_mobilize: toAcknowledge }),
  ...(toResolve === undefined ? {} : { seconds_to_resolve: toResolve }),
});

const toPeople = ({ acknowledged, assigned, resolvedBy }: Facts): Record<string, unknown> => ({
  acknowledged_user_ids: ids(acknowledged),
  acknowledged_user_names: names(acknowledged),
  acknowledgement_count: acknowledged.length,
  active_user_count: acknowledged.length,
  assigned_user_ids: ids(assigned),
  assigned_user_names: names(assigned),
  assignment_count: assigned.length,
  engaged_user_count: acknowledged.length,
  joined_user_ids: [],
  joined_user_names: [],
  ...(resolvedBy ? { resolved_by_user_id: resolvedBy.id, resolved_by_user_name: resolvedBy.name } : {}),
});

/** One row of the raw incident data. */
export const toRawIncident = (facts: Facts): Record<string, unknown> => {
  const { incident, service, escalationPolicy, team, priority, interruptions } = facts;
  return {
    id: incident.id,
    incident_number: incident.incident_number,
    incident_type_name: toText(toFields(incident.incident_type).name),
    description: toText(incident.title),
    status: incident.status,
    urgency: facts.urgency,
    created_at: incident.created_at,
    updated_at: incident.updated_at ?? incident.created_at,
    ...(typeof incident.resolved_at === 'string' ? { resolved_at: incident.resolved_at } : {}),
    auto_resolved: facts.autoResolved,
    major: priority?.name === 'P1' || priority?.name === 'P2',
    service_id: service.id,
    service_name: service.name,
    escalation_policy_id: escalationPolicy.id,
    escalation_policy_name: escalationPolicy.name,
    team_id: team?.id ?? null,
    team_name: team?.name ?? null,
    priority_id: priority?.id ?? null,
    priority_name: priority?.name ?? null,
    priority_order: null,
    user_defined_effort_seconds: null,
    ...toTimes(facts),
    ...toPeople(facts),
    business_hour_interruptions: interruptions.business,
    off_hour_interruptions: interruptions.off,
    sleep_hour_interruptions: interruptions.sleep,
    total_interruptions: interruptions.business + interruptions.off + interruptions.sleep,
    total_notifications: facts.notifications,
    escalation_count: facts.manualEscalations + facts.timeoutEscalations,
    manual_escalation_count: facts.manualEscalations,
    timeout_escalation_count: facts.timeoutEscalations,
    reassignment_count: facts.reassignments,
  };
};
