import type { Incident } from '../domain/incident.ts';
import type { MaintenanceWindow } from '../domain/maintenanceWindow.ts';
import type { Service } from '../domain/service.ts';
import type { Load } from './load.ts';

/** All that the service view shows. */
export interface ServiceState {
  readonly load: Load;
  /** By id, sorted by name as the server sorts. */
  readonly services: ReadonlyMap<string, Service>;
  /** How many services to load at the most. */
  readonly wanted: number;
  /** Whether another page can be loaded. */
  readonly more: boolean;
  /** Whether another page is on its way. */
  readonly loadingMore: boolean;
  /** Open incidents by service id; undefined until they are known. */
  readonly incidents: ReadonlyMap<string, readonly Incident[]> | undefined;
  /** Maintenance windows by service id, ongoing and to come, soonest first. */
  readonly windows: ReadonlyMap<string, readonly MaintenanceWindow[]>;
}
