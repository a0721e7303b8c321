import type { Resource, State } from '../state.ts';
import { publishIncident } from './incidentEvent.ts';
import { touch } from './incidentLife.ts';
import { type Actor, addLogEntry, refOfIncident } from './logEntry.ts';
import type { Incident } from './model.ts';
import { toIso } from './time.ts';

/** Publishes a status update of an incident to its subscribers. */
export const addStatusUpdate = (
  state: State,
  incident: Incident,
  update: { readonly message: string; readonly subject?: string | undefined; readonly html?: string | undefined },
  actor: Actor,
): Resource => {
  const made = {
    id: state.nextId(),
    type: 'status_update',
    message: update.message,
    created_at: toIso(state.clock.now()),
    sender: actor.agent,
    ...(update.subject === undefined ? {} : { subject: update.subject }),
    ...(update.html === undefined ? {} : { html_message: update.html }),
  };
  state.collection(`incidents/${incident.id}/status_updates`).set(made.id, made);
  // PagerDuty tells of status updates in the timeline alone, in entries that its published description leaves out.
  addLogEntry(state, incident, 'status_update', `Status update by ${actor.agent.summary}.`, actor, {
    message: made.message,
  });
  touch(state, incident);
  publishIncident(state, incident, 'status_update_published', actor.agent, {
    id: made.id,
    type: 'incident_status_update',
    incident: refOfIncident(incident),
    message: made.message,
    trimmed: false,
  });
  return made;
};
