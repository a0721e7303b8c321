import type { Behaviour, Context } from '../../state.ts';
import { type Fields, getThing, toFields } from '../fields.ts';
import { type Facts, type Party, toFacts } from './toFacts.ts';
import { toMatching } from './toMatching.ts';
import { toMetrics, toShares } from './toMetrics.ts';
import { toRawIncident } from './toRawIncident.ts';
import { toResponderIncidents, toResponderMetrics } from './toResponders.ts';
import { toUserMetrics, toUsers } from './toUsers.ts';

/** The part of a call that its answer says again. */
const toEcho = (input: Fields, orderBy = 'created_at'): Fields => ({
  filters: toFields(input.filters),
  time_zone: input.time_zone ?? 'Etc/UTC',
  order: input.order ?? 'desc',
  order_by: input.order_by ?? orderBy,
});

const unitOf = (input: Fields): Fields => ({ aggregate_unit: input.aggregate_unit ?? null });

/** First day of the month, Monday of the week, or the day that a time lies in. */
const toRangeStart = (time: number, unit: unknown): string => {
  const date = new Date(time);
  const back = unit === 'week' ? (date.getUTCDay() + 6) % 7 : unit === 'month' ? date.getUTCDate() - 1 : 0;
  return `${new Date(time - back * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
};

const groupBy = <K>(facts: readonly Facts[], key: (facts: Facts) => K): readonly (readonly Facts[])[] => {
  const groups = new Map<K, Facts[]>();
  for (const one of facts) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups.values()];
};

const byPeriod = (facts: readonly Facts[], unit: unknown): readonly (readonly Facts[])[] =>
  unit === undefined || unit === null ? [facts] : groupBy(facts, (one) => toRangeStart(one.createdAt, unit));

const toRow = (facts: readonly Facts[], unit: unknown, more: Fields = {}): Fields => ({
  ...toMetrics(facts),
  ...(facts[0] && typeof unit === 'string' ? { range_start: toRangeStart(facts[0].createdAt, unit) } : {}),
  ...more,
});

const sorted = (rows: readonly Fields[], input: Fields): readonly Fields[] => {
  const field = String(input.order_by ?? 'total_incident_count');
  const sign = input.order === 'asc' ? 1 : -1;
  const value = (row: Fields): number => Number(row[field] ?? 0);
  return rows.some((row) => typeof row[field] === 'number')
    ? rows.toSorted((a, b) => sign * (value(a) - value(b)))
    : rows;
};

const ofAll =
  (withShares: boolean): Behaviour =>
  ({ state }, input) => {
    const groups = byPeriod(toMatching(state, input.filters), input.aggregate_unit);
    const data = groups.map((facts) => toRow(facts, input.aggregate_unit, withShares ? toShares(facts) : {}));
    return { data, ...toEcho(input), ...unitOf(input) };
  };

const ofEach =
  (kind: 'service' | 'team' | 'escalationPolicy', name: string): Behaviour =>
  ({ state }, input) => {
    const parties = toMatching(state, input.filters).filter((facts) => facts[kind]);
    const rows = groupBy(parties, (facts) => facts[kind]?.id).flatMap((own) => {
      const party: Party | undefined = own[0]?.[kind];
      const named = party ? { [`${name}_id`]: party.id, [`${name}_name`]: party.name } : {};
      return byPeriod(own, input.aggregate_unit).map((facts) => toRow(facts, input.aggregate_unit, named));
    });
    return { data: sorted(rows, input), ...toEcho(input), ...unitOf(input) };
  };

const ofResponders: Behaviour = ({ state }, input) => ({
  data: sorted(toResponderMetrics(toMatching(state, input.filters)), input),
  ...toEcho(input),
});

const byCreation = (facts: readonly Facts[], input: Fields): readonly Facts[] =>
  facts.toSorted((a, b) => (input.order === 'asc' ? 1 : -1) * (a.createdAt - b.createdAt));

const rawOf = (context: Context, input: Fields): readonly Facts[] =>
  byCreation(toMatching(context.state, input.filters), input);

const toResponses = ({ assigned, acknowledged, toAcknowledge, incident }: Facts): readonly Fields[] =>
  assigned.map(({ id, name }) => ({
    responder_id: id,
    responder_name: name,
    response_status: acknowledged.some((party) => party.id === id) ? 'joined' : 'pending',
    responder_type: 'assigned',
    requested_at: incident.created_at,
    ...(toAcknowledge !== undefined && acknowledged.some((party) => party.id === id)
      ? { time_to_respond_seconds: toAcknowledge }
      : {}),
  }));

/** Metrics and raw data computed from the account's incidents. */
export const analyticsBehaviours: Readonly<Record<string, Behaviour>> = {
  getIncidentAnalytics: ofAll(true),
  getIncidentAnalyticsByEscalationPolicy: ofEach('escalationPolicy', 'escalation_policy'),
  getIncidentAnalyticsAllEscalationPolicies: ofAll(false),
  getIncidentAnalyticsByService: ofEach('service', 'service'),
  getIncidentAnalyticsAllServices: ofAll(false),
  getIncidentAnalyticsByTeam: ofEach('team', 'team'),
  getIncidentAnalyticsAllTeams: ofAll(false),
  getResponderAnalytics: ofResponders,
  getResponderAnalyticsByTeam: ofResponders,
  getPdAdvanceUsageAnalytics: (_, input) => ({ data: [], ...toEcho(input) }),
  getUserAnalytics: ({ state }, input) => ({ ...toEcho(input), data: [toUserMetrics(toUsers(state))] }),
  listAnalyticsUsers: ({ state }, input) => ({ ...toEcho(input), data: toUsers(state) }),
  listAnalyticsIncidents: (context, input) => ({ ...toEcho(input), data: rawOf(context, input).map(toRawIncident) }),
  getAnalyticsIncident: ({ state }, input) =>
    toRawIncident(toFacts(state, getThing(state.collection('incidents'), input.id))),
  listAnalyticsIncidentResponses: ({ state }, input) => {
    const facts = toFacts(state, getThing(state.collection('incidents'), input.id));
    return {
      ...toEcho(input, 'requested_at'),
      incident_id: facts.incident.id,
      limit: input.limit ?? 100,
      responses: toResponses(facts),
    };
  },
  listAnalyticsResponderIncidents: (context, input) => {
    const { id } = getThing(context.state.collection('users'), input.responder_id);
    return {
      ...toEcho(input, 'incident_created_at'),
      responder_id: id,
      data: toResponderIncidents(context.state, rawOf(context, input), id),
    };
  },
};
