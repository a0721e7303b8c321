import type { Resource, State } from '../../state.ts';
import { type Fields, toFields, toList, toText } from '../fields.ts';

/** Someone or something that an incident has to do with. */
export interface Party {
  readonly id: string;
  readonly name: string;
}

/** What analytics count of one incident; times in seconds, undefined where it did not happen. */
export interface Facts {
  readonly incident: Resource;
  readonly createdAt: number;
  readonly service: Party;
  readonly escalationPolicy: Party;
  readonly team: Party | undefined;
  readonly priority: Party | undefined;
  readonly urgency: string;
  readonly toAcknowledge: number | undefined;
  readonly toResolve: number | undefined;
  readonly assigned: readonly Party[];
  readonly acknowledged: readonly Party[];
  readonly resolvedBy: Party | undefined;
  readonly autoResolved: boolean;
  /** Seconds that people spent on it: from the first acknowledgement to the end. */
  readonly engaged: number;
  readonly notifications: number;
  /** Notifications by the hour that they came in, UTC: nine to five, the evening, the night. */
  readonly interruptions: { readonly business: number; readonly off: number; readonly sleep: number };
  readonly manualEscalations: number;
  readonly timeoutEscalations: number;
  readonly reassignments: number;
}

const toParty = (value: unknown): Party | undefined => {
  const { id, summary, name } = toFields(value);
  return typeof id === 'string' ? { id, name: toText(summary ?? name) } : undefined;
};

const unknown: Party = { id: '', name: '' };

const distinct = (parties: readonly (Party | undefined)[]): readonly Party[] => [
  ...new Map(parties.filter((party) => party !== undefined).map((party) => [party.id, party])).values(),
];

const isPerson = (agent: unknown): boolean => toText(toFields(agent).type).startsWith('user');

const countHours = (entries: readonly Fields[]): Facts['interruptions'] => {
  const hours = entries.map((entry) => new Date(toText(entry.created_at)).getUTCHours());
  const business = hours.filter((hour) => hour >= 9 && hour < 17).length;
  const sleep = hours.filter((hour) => hour < 7 || hour >= 22).length;
  return { business, sleep, off: hours.length - business - sleep };
};

/** Reads an incident and its timeline. */
export const toFacts = (state: State, incident: Resource): Facts => {
  const createdAt = Date.parse(toText(incident.created_at));
  const timeline = [...state.collection(`incidents/${incident.id}/log_entries`).values()];
  const of = (type: string): readonly Fields[] => timeline.filter((entry) => entry.type === `${type}_log_entry`);
  const since = (value: unknown): number | undefined =>
    typeof value === 'string' ? Math.round((Date.parse(value) - createdAt) / 1000) : undefined;
  const acks = of('acknowledge').toSorted((a, b) => toText(a.created_at).localeCompare(toText(b.created_at)));
  const resolve = incident.status === 'resolved' ? of('resolve').at(-1) : undefined;
  const toResolve = incident.status === 'resolved' ? since(incident.resolved_at ?? resolve?.created_at) : undefined;
  const toAcknowledge = since(acks[0]?.created_at ?? toList(incident.acknowledgements)[0]?.at);
  const resolver = resolve?.agent;
  const escalations = of('escalate');
  return {
    incident,
    createdAt,
    service: toParty(incident.service) ?? unknown,
    escalationPolicy: toParty(incident.escalation_policy) ?? unknown,
    team: toParty(toList(incident.teams)[0]),
    priority: toParty(incident.priority),
    urgency: toText(incident.urgency),
    toAcknowledge,
    toResolve,
    assigned: distinct([
      ...of('assign').flatMap((entry) => toList(entry.assignees).map(toParty)),
      ...toList(incident.assignments).map((assignment) => toParty(assignment.assignee)),
    ]),
    acknowledged: distinct(acks.filter((entry) => isPerson(entry.agent)).map((entry) => toParty(entry.agent))),
    resolvedBy: isPerson(resolver) ? toParty(resolver) : undefined,
    autoResolved: resolve !== undefined && !isPerson(resolver),
    engaged:
      toAcknowledge === undefined
        ? 0
        : Math.max((toResolve ?? Math.round((state.clock.now() - createdAt) / 1000)) - toAcknowledge, 0),
    notifications: of('notify').length,
    interruptions: countHours(of('notify')),
    manualEscalations: escalations.filter((entry) => isPerson(entry.agent)).length,
    timeoutEscalations: escalations.filter((entry) => !isPerson(entry.agent)).length,
    reassignments: Math.max(of('assign').length - 1, 0),
  };
};
