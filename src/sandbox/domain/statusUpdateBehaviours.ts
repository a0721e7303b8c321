import type { Behaviour } from '../state.ts';
import { agentOf, getIncident } from './collections.ts';
import { addStatusUpdate } from './statusUpdate.ts';

const createIncidentStatusUpdate: Behaviour = (context, input) => {
  const { state } = context;
  const incident = getIncident(state, input.id);
  const { message, subject, html_message: html } = input;
  const actor = { agent: agentOf(context, incident.service), channel: { type: 'api' } };
  const made = addStatusUpdate(
    state,
    incident,
    {
      message: String(message),
      subject: subject === undefined ? undefined : String(subject),
      html: html === undefined ? undefined : String(html),
    },
    actor,
  );
  return { status_update: made };
};

/** Status updates of incidents. */
export const statusUpdateBehaviours = { createIncidentStatusUpdate } satisfies Record<string, Behaviour>;
