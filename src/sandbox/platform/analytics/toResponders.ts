import type { State } from '../../state.ts';
import { type Fields, toText } from '../fields.ts';
import type { Facts, Party } from './toFacts.ts';

const involves = (facts: Facts, id: string): boolean =>
  [...facts.assigned, ...facts.acknowledged].some((party) => party.id === id);

const byResponder = (
  facts: readonly Facts[],
): ReadonlyMap<string, { readonly party: Party; readonly own: Facts[] }> => {
  const found = new Map<string, { party: Party; own: Facts[] }>();
  for (const one of facts) {
    for (const party of new Map([...one.assigned, ...one.acknowledged].map((p) => [p.id, p])).values()) {
      const entry = found.get(party.id) ?? { party, own: [] };
      entry.own.push(one);
      found.set(party.id, entry);
    }
  }
  return found;
};

const interruptions = (facts: readonly Facts[]) => {
  const of = (name: 'business' | 'off' | 'sleep'): number =>
    facts.reduce((total, one) => total + one.interruptions[name], 0);
  return {
    total_business_hour_interruptions: of('business'),
    total_off_hour_interruptions: of('off'),
    total_sleep_hour_interruptions: of('sleep'),
    total_interruptions: of('business') + of('off') + of('sleep'),
  };
};

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : Math.round(numbers.reduce((a, b) => a + b, 0) / numbers.length);

const answered = (facts: readonly Facts[], id: string): readonly number[] =>
  facts
    .filter((one) => one.acknowledged.some((party) => party.id === id))
    .flatMap(({ toAcknowledge }) => toAcknowledge ?? []);

/** One row of metrics for each person that had to do with an incident. */
export const toResponderMetrics = (facts: readonly Facts[]): readonly Fields[] =>
  [...byResponder(facts).values()].map(({ party, own }) => ({
    responder_id: party.id,
    responder_name: party.name,
    ...(own[0]?.team ? { team_id: own[0].team.id, team_name: own[0].team.name } : {}),
    mean_engaged_seconds: mean(own.map(({ engaged }) => engaged)),
    mean_time_to_acknowledge_seconds: mean(answered(own, party.id)),
    total_engaged_seconds: own.reduce((total, { engaged }) => total + engaged, 0),
    total_incident_count: own.length,
    total_incidents_acknowledged: answered(own, party.id).length,
    total_notifications: own.reduce((total, { notifications }) => total + notifications, 0),
    ...interruptions(own),
  }));

/** The incidents that one person had to do with. */
export const toResponderIncidents = (state: State, facts: readonly Facts[], id: string): readonly Fields[] =>
  facts
    .filter((one) => involves(one, id))
    .map((one) => ({
      incident_id: one.incident.id,
      incident_number: one.incident.incident_number,
      incident_created_at: one.incident.created_at,
      incident_description: toText(one.incident.title),
      incident_urgency: one.urgency,
      incident_priority_id: one.priority?.id ?? null,
      incident_priority_name: one.priority?.name ?? null,
      responder_id: id,
      responder_name: toText(state.collection('users').get(id)?.name),
      service_id: one.service.id,
      service_name: one.service.name,
      service_team_id: one.team?.id ?? null,
      service_team_name: one.team?.name ?? null,
      mean_time_to_acknowledge_seconds: mean(answered([one], id)),
      total_acknowledgements: answered([one], id).length,
      total_engaged_seconds: one.engaged,
      ...interruptions([one]),
    }));
