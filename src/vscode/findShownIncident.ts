import type { Incident } from '../domain/incident.ts';
import { findIncident } from '../store/incidentState.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { ServiceStore } from '../store/serviceStore.ts';

/** Finds an incident by its id as the incident view shows it, or else the service view. */
export type FindIncident = (id: string) => Incident | undefined;

/** Looks for incidents in the stores behind the views. */
export const createFindIncident =
  (incidents: Pick<IncidentStore, 'state'>, services: Pick<ServiceStore, 'state'>): FindIncident =>
  (id) =>
    findIncident(incidents.state, id) ??
    [...(services.state.incidents?.values() ?? [])].flat().find((incident) => incident.id === id);
