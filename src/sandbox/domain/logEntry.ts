import type { State } from '../state.ts';
import { collectionOf, timelineOf } from './collections.ts';
import type { Fields, Incident, LogEntry, Ref } from './model.ts';
import { toIso } from './time.ts';

/** By whom and how something was done. */
export interface Actor {
  readonly agent: Ref;
  readonly channel: Fields & { readonly type: string };
}

/** Adds an entry to an incident's timeline and the account's log, at the clock's time; `type` without `_log_entry`. */
export const addLogEntry = (
  state: State,
  incident: Incident,
  type: string,
  summary: string,
  { agent, channel }: Actor,
  more: Fields = {},
): LogEntry => {
  const id = state.nextId('R');
  const entry: LogEntry = {
    id,
    type: `${type}_log_entry`,
    summary,
    self: `https://api.pagerduty.com/log_entries/${id}`,
    html_url: `https://sample-account.pagerduty.com/incidents/${incident.id}/log_entries/${id}`,
    created_at: toIso(state.clock.now()),
    agent,
    channel: { summary, ...channel },
    service: incident.service,
    incident: { ...refOfIncident(incident) },
    teams: incident.teams,
    contexts: [],
    ...more,
  };
  collectionOf(state, 'log_entries').set(id, entry);
  timelineOf(state, incident.id).set(id, entry);
  return entry;
};

/** Reference to an incident with its number and title. */
export const refOfIncident = (incident: Incident): Ref => ({
  id: incident.id,
  type: 'incident_reference',
  summary: incident.summary,
  self: String(incident.self),
  html_url: String(incident.html_url),
});

/** The service itself acts: through a timer, an integration or a rule. */
export const byService = (incident: Incident, type = 'auto'): Actor => ({ agent: incident.service, channel: { type } });
