import type { Behaviour } from '../state.ts';
import { agentOf, getIncident } from './collections.ts';
import { listFieldValues, setFieldValues } from './customField.ts';
import { objects } from './input.ts';

const listIncidentCustomFieldValues: Behaviour = ({ state }, input) => ({
  custom_fields: listFieldValues(state, getIncident(state, input.id)),
});

const updateIncidentCustomFieldValues: Behaviour = (context, input) => {
  const { state } = context;
  const incident = getIncident(state, input.id);
  const actor = { agent: agentOf(context, incident.service), channel: { type: 'api' } };
  setFieldValues(state, incident, objects(input.custom_fields), actor);
  return { custom_fields: listFieldValues(state, incident) };
};

/** Values of incidents' custom fields. */
export const customFieldBehaviours = {
  listIncidentCustomFieldValues,
  updateIncidentCustomFieldValues,
} satisfies Record<string, Behaviour>;
