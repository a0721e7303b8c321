import type { Resource, State } from '../state.ts';
import { collectionOf } from './collections.ts';
import type { Incident, Service } from './model.ts';
import { toIso } from './time.ts';

/** Ids of a service's open incidents: lets its state be known without a look at every incident. */
const openOf = (state: State, serviceId: string): Map<string, Resource> => state.collection(`.open/${serviceId}`);

/** Open incidents of a service, oldest first. */
export const openIncidents = (state: State, serviceId: string): Incident[] =>
  [...openOf(state, serviceId).keys()].flatMap((id) => collectionOf(state, 'incidents').get(id) ?? []);

/** Whether a maintenance window silences the service now. */
export const isInMaintenance = (state: State, serviceId: string): boolean => {
  const now = toIso(state.clock.now());
  return [...collectionOf(state, 'maintenance_windows').values()].some(
    (w) => w.start_time <= now && now < w.end_time && w.services.some((s) => s.id === serviceId),
  );
};

const toStatus = (state: State, service: Service): Service['status'] => {
  if (service.status === 'disabled') return 'disabled';
  if (isInMaintenance(state, service.id)) return 'maintenance';
  const open = openIncidents(state, service.id);
  if (open.some((incident) => incident.status === 'triggered')) return 'critical';
  return open.length > 0 ? 'warning' : 'active';
};

/** Brings a service's state up to date with its incidents and maintenance windows. */
export const refreshService = (state: State, serviceId: string): void => {
  const service = collectionOf(state, 'services').get(serviceId);
  if (service) service.status = toStatus(state, service);
};

/** Notes that an incident is open or closed now, and what that makes of its service. */
export const trackIncident = (state: State, incident: Incident): void => {
  const open = openOf(state, incident.service.id);
  if (incident.status === 'resolved') open.delete(incident.id);
  else open.set(incident.id, { id: incident.id, type: 'incident_reference' });
  refreshService(state, incident.service.id);
};

/** Forgets an incident of a service, when it moves to another. */
export const untrackIncident = (state: State, incident: Incident): void => {
  openOf(state, incident.service.id).delete(incident.id);
  refreshService(state, incident.service.id);
};
