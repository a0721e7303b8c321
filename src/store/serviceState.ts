import type { Incident } from '../domain/incident.ts';
import type { MaintenanceWindow } from '../domain/maintenanceWindow.ts';
import type { Service } from '../domain/service.ts';
import type { User } from '../domain/user.ts';
import type { Failure, Load } from './load.ts';

/** Whose services are listed. */
export type ServiceScope = 'all' | 'mine';

/** What the list is grouped by. */
export type ServiceGrouping = 'none' | 'team' | 'state';

/** What the user chose to see; remembered over restarts. */
export interface ServiceChoices {
  readonly scope: ServiceScope;
  readonly grouping: ServiceGrouping;
}

/** A service at the other end of a dependency. */
export interface Neighbour {
  readonly id: string;
  readonly name: string;
  /** A business service is what customers know; the others are technical. */
  readonly business: boolean;
  /** Whether the service rests on this neighbour, or this neighbour on the service. */
  readonly role: 'needed' | 'needing';
  readonly url: string | undefined;
}

/** The dependencies of an opened service, with the rows it had before after a load that failed. */
export type Dependencies =
  | { readonly kind: 'loading'; readonly rows: readonly Neighbour[] }
  | { readonly kind: 'loaded'; readonly rows: readonly Neighbour[] }
  | { readonly kind: 'failed'; readonly rows: readonly Neighbour[]; readonly failure: Failure };

/** All that the service view shows. */
export interface ServiceState {
  readonly load: Load;
  readonly choices: ServiceChoices;
  readonly me: User | undefined;
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
  /** Of the services whose dependencies were opened, by id. */
  readonly dependencies: ReadonlyMap<string, Dependencies>;
}

/** Whether only the services of my teams are listed: not where nobody knows whose those are. */
export const isMineOnly = ({ choices, me }: Pick<ServiceState, 'choices' | 'me'>): boolean =>
  choices.scope === 'mine' && me !== undefined;
