import type { Behaviour, Resource, State } from '../state.ts';
import { collectionOf, getIncident, notFound } from './collections.ts';
import { supportersOf } from './dependency.ts';
import { lets, texts } from './input.ts';
import type { Fields, Incident } from './model.ts';
import { openIncidents } from './serviceStatus.ts';

/** Highest first: P1 has the greatest order. */
const orderOf = (state: State, priority: Resource | null): number => {
  const all = [...collectionOf(state, 'priorities').keys()];
  return priority ? all.length - all.indexOf(priority.id) : 0;
};

const threshold = (state: State): number =>
  Number(state.collection('business_services/priority_thresholds').get('.')?.order ?? 0);

const impactsOf = (state: State, incidentId: string): Map<string, Resource> =>
  state.collection(`.business_impacts/${incidentId}`);

/** Open incidents that hurt a business service: of what it rests on, above the threshold, or named by hand. */
const impactorsOf = (state: State, businessServiceId: string): Incident[] => {
  const supporters = [...supportersOf(state, businessServiceId)].filter((id) =>
    collectionOf(state, 'services').has(id),
  );
  const below = supporters.flatMap((id) => openIncidents(state, id));
  const least = threshold(state);
  const own = below.filter((incident) => {
    const named = impactsOf(state, incident.id).get(businessServiceId)?.relation;
    return named ? named === 'impacted' : incident.priority !== null && orderOf(state, incident.priority) >= least;
  });
  const byHand = [...collectionOf(state, 'services').keys()]
    .flatMap((id) => openIncidents(state, id))
    .filter((incident) => impactsOf(state, incident.id).get(businessServiceId)?.relation === 'impacted');
  return [...new Set([...own, ...byHand])];
};

const toImpact = (state: State, service: Resource, names: readonly string[]): Fields => {
  const impactors = impactorsOf(state, service.id);
  const highest = impactors
    .flatMap((incident) => incident.priority ?? [])
    .sort((a, b) => orderOf(state, b) - orderOf(state, a))[0];
  return {
    id: service.id,
    name: service.name,
    type: 'business_service',
    status: impactors.length > 0 ? 'impacted' : 'not_impacted',
    ...(names.includes('services.highest_impacting_priority')
      ? {
          additional_fields: {
            highest_impacting_priority: highest ? { id: highest.id, order: orderOf(state, highest) } : null,
          },
        }
      : {}),
  };
};

/** Live lists show at most 200. */
const mostListed = 200;

const toImpacts = (state: State, services: readonly Resource[], input: Fields): Fields => {
  const names = texts(input.additional_fields);
  const ids = texts(input.ids);
  const impacts = services
    .filter((service) => lets(ids, [service.id]))
    .map((service) => toImpact(state, service, names));
  const impacted = impacts.filter((impact) => impact.status === 'impacted');
  return {
    services: [...impacted, ...impacts.filter((impact) => !impacted.includes(impact))].slice(0, mostListed),
    limit: mostListed,
    more: impacts.length > mostListed,
    ...(names.includes('total_impacted_count') ? { additional_fields: { total_impacted_count: impacted.length } } : {}),
  };
};

const businessServices = (state: State): Resource[] => [...state.collection('business_services').values()];

const listBusinessServiceImpacts: Behaviour = ({ state }, input) => toImpacts(state, businessServices(state), input);

const listBusinessServiceSupportingServiceImpacts: Behaviour = ({ state }, input) => {
  const id = String(input.id);
  if (!state.collection('business_services').has(id)) throw notFound();
  const supporters = supportersOf(state, id);
  return toImpacts(
    state,
    businessServices(state).filter((service) => supporters.has(service.id)),
    input,
  );
};

const listBusinessServiceImpactors: Behaviour = ({ state }, input) => {
  const ids = texts(input.ids);
  const incidents = businessServices(state)
    .filter((service) => lets(ids, [service.id]))
    .flatMap((service) => impactorsOf(state, service.id));
  const impactors = [...new Set(incidents)].map(({ id }) => ({ id, type: 'incident' }));
  return { impactors: impactors.slice(0, mostListed), limit: mostListed, more: impactors.length > mostListed };
};

const listIncidentBusinessServiceImpacts: Behaviour = ({ state }, input) => {
  const incident = getIncident(state, input.id);
  const hurt = businessServices(state).filter((service) => impactorsOf(state, service.id).includes(incident));
  return { services: hurt.map((service) => toImpact(state, service, [])), limit: mostListed, next_cursor: null };
};

const setIncidentBusinessServiceImpact: Behaviour = ({ state }, input) => {
  const incident = getIncident(state, input.id);
  const id = String(input.business_service_id);
  if (!state.collection('business_services').has(id)) throw notFound();
  const { relation } = input;
  impactsOf(state, incident.id).set(id, { id, type: 'impact', relation });
  return { relation };
};

const getBusinessServicePriorityThreshold: Behaviour = ({ state }) => {
  const order = threshold(state);
  const priorities = [...collectionOf(state, 'priorities').values()];
  const priority = priorities.find((p) => orderOf(state, p) === order);
  return { global_threshold: order > 0 ? { id: priority?.id ?? '', order } : null };
};

const setBusinessServicePriorityThreshold: Behaviour = (context, input) => {
  const order = Number(input.order);
  context.state
    .collection('business_services/priority_thresholds')
    .set('.', { id: '.', type: 'priority_threshold', order });
  return getBusinessServicePriorityThreshold(context, {});
};

const deleteBusinessServicePriorityThreshold: Behaviour = ({ state }) => {
  state.collection('business_services/priority_thresholds').clear();
  return undefined;
};

/** How incidents hurt business services. */
export const impactBehaviours = {
  listBusinessServiceImpacts,
  listBusinessServiceSupportingServiceImpacts,
  listBusinessServiceImpactors,
  listIncidentBusinessServiceImpacts,
  setIncidentBusinessServiceImpact,
  getBusinessServicePriorityThreshold,
  setBusinessServicePriorityThreshold,
  deleteBusinessServicePriorityThreshold,
} satisfies Record<string, Behaviour>;
