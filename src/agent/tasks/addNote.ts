import { findIncident } from './incidents.ts';
import type { RunTask } from './task.ts';
import { titleOf } from './text.ts';

/** Writes a note on an incident. */
export const addNote: RunTask = async (context, args) => {
  const incident = await findIncident(context, String(args.incident).trim());
  await context.call('createIncidentNote', { id: incident.id, content: args.note });
  return { text: `Note written on ${titleOf(incident)}.` };
};
