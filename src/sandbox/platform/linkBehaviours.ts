import { toReference } from '../generic/toResource.ts';
import type { Behaviour, Context, Resource } from '../state.ts';
import { type Fields, getThing, toFields, toList } from './fields.ts';

const withServices = ({ state }: Context, trigger: Resource, services: readonly Fields[]): Fields => {
  const changed = { ...trigger, services };
  state.collection('incident_workflows/triggers').set(trigger.id, changed);
  return { trigger: changed };
};

const addService: Behaviour = (context, input) => {
  const trigger = getThing(context.state.collection('incident_workflows/triggers'), input.id);
  const service = getThing(context.state.collection('services'), toFields(input.service).id);
  const others = toList(trigger.services).filter(({ id }) => id !== service.id);
  return withServices(context, trigger, [...others, toReference(service, 'service')]);
};

const removeService: Behaviour = (context, input) => {
  const trigger = getThing(context.state.collection('incident_workflows/triggers'), input.trigger_id);
  const service = getThing(context.state.collection('services'), input.service_id);
  return withServices(
    context,
    trigger,
    toList(trigger.services).filter(({ id }) => id !== service.id),
  );
};

const migrate: Behaviour = ({ state }, input) => {
  const orchestrations = state.collection('event_orchestrations');
  const to = state.collection(`event_orchestrations/${getThing(orchestrations, input.id).id}/integrations`);
  const from = state.collection(`event_orchestrations/${getThing(orchestrations, input.source_id).id}/integrations`);
  const integration = getThing(from, input.integration_id);
  from.delete(integration.id);
  to.set(integration.id, integration);
  return { integrations: [...to.values()], total: to.size };
};

/** What ties things to others: services to workflow triggers, integrations to orchestrations. */
export const linkBehaviours: Readonly<Record<string, Behaviour>> = {
  addServiceToIncidentWorkflowTrigger: addService,
  removeServiceFromIncidentWorkflowTrigger: removeService,
  migrateEventOrchestrationIntegration: migrate,
};
