import type { Behaviour, State } from '../state.ts';
import { type Fields, toFields, toText } from './fields.ts';

/** The service whose incidents a filter asks for: the one named, or that of the incident named. */
const toServiceId = (state: State, input: Fields): string | undefined => {
  if (input.service_id !== undefined) return String(input.service_id);
  if (input.incident_id === undefined) return undefined;
  return toText(toFields(state.collection('incidents').get(String(input.incident_id))?.service).id);
};

const appliesTo = ({ services, is_subscribed_to_all_services: all }: Fields, id: string): boolean =>
  all === true || (Array.isArray(services) && services.some((service) => toFields(service).id === id));

/** Triggers by what starts them, and by the incident or service that they are offered on. */
const listIncidentWorkflowTriggers: Behaviour = ({ state }, input) => {
  const serviceId = toServiceId(state, input);
  const part = toText(input.workflow_name_contains).toLowerCase();
  const triggers = [...state.collection('incident_workflows/triggers').values()].filter((trigger) => {
    const workflow = toFields(trigger.workflow);
    return (
      (input.workflow_id === undefined || workflow.id === input.workflow_id) &&
      (input.trigger_type === undefined || trigger.trigger_type === input.trigger_type) &&
      (input.is_disabled === undefined || trigger.is_disabled === input.is_disabled) &&
      (serviceId === undefined || appliesTo(trigger, serviceId)) &&
      toText(workflow.name).toLowerCase().includes(part)
    );
  });
  return { triggers };
};

/** What starts incident workflows. */
export const workflowBehaviours = { listIncidentWorkflowTriggers } satisfies Record<string, Behaviour>;
