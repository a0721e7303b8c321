import type { Behaviour, Resource } from '../state.ts';
import { agentOf, getIncident, invalid, notFound } from './collections.ts';
import { addNote, notesOf } from './note.ts';
import { toIso } from './time.ts';

const contentOf = (value: unknown): string => {
  const content = String(value ?? '');
  if (content.trim() === '') throw invalid("Content can't be blank");
  return content;
};

const listIncidentNotes: Behaviour = ({ state }, input) => ({
  notes: [...notesOf(state, getIncident(state, input.id).id).values()],
});

const createIncidentNote: Behaviour = (context, input) => {
  const { state } = context;
  const incident = getIncident(state, input.id);
  const actor = { agent: agentOf(context, incident.service), channel: { type: 'api' } };
  return { note: addNote(state, incident, contentOf(input.content), actor, 'The PagerDuty website or APIs') };
};

const updateIncidentNote: Behaviour = ({ state }, input) => {
  const note: Resource | undefined = notesOf(state, getIncident(state, input.id).id).get(String(input.note_id));
  if (!note) throw notFound();
  note.content = contentOf(input.content);
  note.updated_at = toIso(state.clock.now());
  return { note };
};

const deleteIncidentNote: Behaviour = ({ state }, input) => {
  if (!notesOf(state, getIncident(state, input.id).id).delete(String(input.note_id))) throw notFound();
  return undefined;
};

/** Notes of incidents. */
export const noteBehaviours = {
  listIncidentNotes,
  createIncidentNote,
  updateIncidentNote,
  deleteIncidentNote,
} satisfies Record<string, Behaviour>;
