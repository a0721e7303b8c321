import type { Resource, State } from '../state.ts';
import { publishIncident } from './incidentEvent.ts';
import { touch } from './incidentLife.ts';
import { type Actor, addLogEntry, refOfIncident } from './logEntry.ts';
import type { Incident } from './model.ts';
import { toIso } from './time.ts';

/** Notes of an incident by id, in the order they were written. */
export const notesOf = (state: State, incidentId: string): Map<string, Resource> =>
  state.collection(`incidents/${incidentId}/notes`);

/** Adds a note to an incident, its timeline and the subscribers' queues; `via` says how it came about. */
export const addNote = (state: State, incident: Incident, content: string, actor: Actor, via: string): Resource => {
  const now = toIso(state.clock.now());
  const note = {
    id: state.nextId(),
    // Notes bear no type of their own in the API; the sandbox's resources do.
    type: 'incident_note',
    user: actor.agent,
    channel: { summary: via },
    content,
    created_at: now,
    updated_at: now,
  };
  notesOf(state, incident.id).set(note.id, note);
  touch(state, incident);
  const summary = `Note by ${actor.agent.summary}.`;
  addLogEntry(
    state,
    incident,
    'annotate',
    summary,
    { ...actor, channel: { type: 'note', summary: content } },
    { note: content },
  );
  publishIncident(state, incident, 'annotated', actor.agent, {
    id: note.id,
    type: 'incident_note',
    incident: refOfIncident(incident),
    content,
    trimmed: false,
  });
  return note;
};
