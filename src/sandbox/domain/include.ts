import type { Resource, State } from '../state.ts';
import { collectionOf } from './collections.ts';
import type { Fields, Incident, LogEntry, Ref } from './model.ts';

/** The resource in place of its reference, where it is still there. */
const whole = (state: State, name: string, ref: Ref): Resource => state.collection(name).get(ref.id) ?? { ...ref };

const people = (state: State, ref: Ref): Resource =>
  ref.type === 'user_reference' ? whole(state, 'users', ref) : { ...ref };

/** What each `include` value of an incident puts in place of references. */
const expansions: Readonly<Record<string, (state: State, incident: Incident) => Fields>> = {
  services: (state, i) => ({ service: whole(state, 'services', i.service) }),
  escalation_policies: (state, i) => ({ escalation_policy: whole(state, 'escalation_policies', i.escalation_policy) }),
  teams: (state, i) => ({ teams: i.teams.map((team) => whole(state, 'teams', team)) }),
  assignees: (state, i) => ({
    assignments: i.assignments.map((a) => ({ ...a, assignee: people(state, a.assignee) })),
  }),
  acknowledgers: (state, i) => ({
    acknowledgements: i.acknowledgements.map((a) => ({ ...a, acknowledger: people(state, a.acknowledger) })),
  }),
  agents: (state, i) => ({ last_status_change_by: people(state, i.last_status_change_by) }),
  users: (state, i) => ({
    assignments: i.assignments.map((a) => ({ ...a, assignee: people(state, a.assignee) })),
    last_status_change_by: people(state, i.last_status_change_by),
  }),
  first_trigger_log_entries: (state, i) =>
    i.first_trigger_log_entry
      ? { first_trigger_log_entry: whole(state, 'log_entries', i.first_trigger_log_entry) }
      : {},
  custom_fields: (state, i) => ({
    custom_fields: [...state.collection(`incidents/${i.id}/custom_fields/values`).values()],
  }),
};

/** An incident with whole resources in place of the references that `include` names. */
export const includeInIncident = (state: State, incident: Incident, include: unknown): Fields => {
  if (!Array.isArray(include) || include.length === 0) return incident;
  return Object.assign({}, incident, ...include.map((name) => expansions[String(name)]?.(state, incident) ?? {}));
};

/** A log entry with whole resources in place of the references that `include` names. */
export const includeInLogEntry = (state: State, entry: LogEntry, include: unknown): Fields => {
  const names: readonly unknown[] = Array.isArray(include) ? include : [];
  if (names.length === 0) return entry;
  return {
    ...entry,
    ...(names.includes('incidents')
      ? { incident: collectionOf(state, 'incidents').get(entry.incident.id) ?? entry.incident }
      : {}),
    ...(names.includes('services') ? { service: whole(state, 'services', entry.service) } : {}),
    ...(names.includes('teams') ? { teams: entry.teams.map((team) => whole(state, 'teams', team)) } : {}),
  };
};
