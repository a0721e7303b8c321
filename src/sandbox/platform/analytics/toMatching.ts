import type { State } from '../../state.ts';
import { type Fields, toFields } from '../fields.ts';
import { type Facts, toFacts } from './toFacts.ts';

const among = (wanted: unknown, value: string | undefined): boolean =>
  !Array.isArray(wanted) || wanted.length === 0 || (value !== undefined && wanted.includes(value));

const atLeast = (wanted: unknown, value: number): boolean => typeof wanted !== 'number' || value >= wanted;

const isMajor = ({ priority }: Facts): boolean => priority?.name === 'P1' || priority?.name === 'P2';

const matches = (filters: Fields, facts: Facts): boolean => {
  const start = Date.parse(String(filters.created_at_start ?? filters.date_range_start ?? '1970-01-01'));
  const end = Date.parse(String(filters.created_at_end ?? filters.date_range_end ?? '9999-01-01'));
  return (
    facts.createdAt >= start &&
    facts.createdAt < end &&
    (filters.urgency === undefined || filters.urgency === facts.urgency) &&
    (filters.major === undefined || filters.major === isMajor(facts)) &&
    among(filters.team_ids, facts.team?.id) &&
    among(filters.service_ids, facts.service.id) &&
    among(filters.escalation_policy_ids, facts.escalationPolicy.id) &&
    among(filters.priority_ids, facts.priority?.id) &&
    among(filters.priority_names, facts.priority?.name) &&
    atLeast(filters.min_ackowledgements, facts.acknowledged.length) &&
    atLeast(filters.min_timeout_escalations, facts.timeoutEscalations) &&
    atLeast(filters.min_manual_escalations, facts.manualEscalations)
  );
};

/** Facts of the incidents that the filters of an analytics call let through. */
export const toMatching = (state: State, filters: unknown): readonly Facts[] =>
  [...state.collection('incidents').values()]
    .map((incident) => toFacts(state, incident))
    .filter((facts) => matches(toFields(filters), facts));
