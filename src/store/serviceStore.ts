import type { Client } from '../api/client.ts';
import { table } from '../api/generated/table.ts';
import { pages } from '../api/pages.ts';
import type { Incident } from '../domain/incident.ts';
import { type MaintenanceWindow, parseMaintenanceWindow } from '../domain/maintenanceWindow.ts';
import { parseService, type Service } from '../domain/service.ts';
import { keepOne, keepSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import { addIncidents, withServices } from './incidentFetch.ts';
import { createLoadedStore, type LoadedStore } from './loadedStore.ts';
import type { Memory } from './memory.ts';
import { isOpen, userOf } from './openSession.ts';
import { createServiceDependencies } from './serviceDependencies.ts';
import {
  isMineOnly,
  type ServiceChoices,
  type ServiceGrouping,
  type ServiceScope,
  type ServiceState,
} from './serviceState.ts';
import type { StoreOptions } from './storeOptions.ts';

/** Knows the services page by page, their open incidents and their maintenance. */
export interface ServiceStore extends LoadedStore<ServiceState> {
  /** Loads the next page too. Never rejects. */
  loadMore(): Promise<void>;
  /** Lists other services from now on, and loads them. */
  setScope(scope: ServiceScope): void;
  setGrouping(grouping: ServiceGrouping): void;
  /** Loads what a service needs and what needs it, and keeps it. Never rejects. */
  openDependencies(id: string): Promise<void>;
}

/** What the service store is given beside what every store is given. */
export interface ServiceStoreOptions extends StoreOptions {
  /** Remembers what the user chose to see. */
  readonly memory?: Memory<ServiceChoices>;
}

const pageSize = 100;
/** Open incidents counted at the most, for all services together. */
const incidentLimit = 1000;

const groupByService = <T>(
  rows: Iterable<T>,
  idsOf: (row: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    for (const id of idsOf(row)) {
      const group = groups.get(id);
      if (group) group.push(row);
      else groups.set(id, [row]);
    }
  }
  return groups;
};

/** Only services in these states have open incidents, or may have them while they are not receiving new ones. */
const mayHaveIncidents = ({ status }: Service): boolean => status !== 'active';

const fetchOpenIncidents = async (
  { send }: StoreOptions,
  services: readonly Service[],
  signal: AbortSignal,
): Promise<Iterable<Incident>> => {
  const ids = services.filter(mayHaveIncidents).map(({ id }) => id);
  const rows = new Map<string, Incident>();
  // Ids go into the address, which has its limits: a hundred at a time.
  for (let start = 0; start < ids.length && rows.size < incidentLimit; start += pageSize) {
    const input = {
      statuses: ['triggered', 'acknowledged'],
      date_range: 'all',
      service_ids: ids.slice(start, start + pageSize),
      include: withServices,
    } as const;
    for await (const page of pages(send, table.incidents.listIncidents, input, { signal })) {
      addIncidents(rows, page);
      if (rows.size >= incidentLimit) break;
    }
  }
  return rows.values();
};

const fetchWindows = async (client: Client, signal: AbortSignal): Promise<readonly MaintenanceWindow[]> =>
  (
    await client.maintenanceWindows.listMaintenanceWindows({ filter: 'open', limit: 100 }, { signal })
  ).maintenance_windows
    .flatMap((row) => parseMaintenanceWindow(row) ?? [])
    .sort((a, b) => a.start - b.start);

const fetchServices = async (
  options: StoreOptions,
  cell: Cell<ServiceState>,
  signal: AbortSignal,
): Promise<Partial<ServiceState>> => {
  const before = cell.state;
  const { services: known, wanted } = before;
  const mineOnly = isMineOnly(before);
  const teams = before.me?.teams.map(({ id }) => id) ?? [];
  // Who is in no team has no services; without a filter PagerDuty would give all.
  if (mineOnly && teams.length === 0) return { services: new Map(), more: false, incidents: new Map() };
  const windows = fetchWindows(options.client, signal);
  windows.catch(() => undefined); // Told below; until then it is not unhandled.
  const services = new Map<string, Service>();
  let more = false;
  const input = { sort_by: 'name', ...(mineOnly ? { team_ids: teams } : {}) } as const;
  for await (const page of pages(options.send, table.services.listServices, input, { signal, ahead: wanted })) {
    for (const row of page) {
      const service = parseService(row);
      if (service) services.set(service.id, keepOne(known.get(service.id), service));
    }
    more = services.size >= wanted;
    if (more) break;
  }
  // Services are there though their incidents or maintenance should fail to load.
  if (!signal.aborted) cell.update({ services, more });
  const incidents = groupByService(await fetchOpenIncidents(options, [...services.values()], signal), ({ service }) =>
    service ? [service.id] : [],
  );
  return {
    services,
    more,
    incidents: keepSame(before.incidents ?? new Map(), incidents),
    windows: keepSame(
      before.windows,
      groupByService(await windows, (window) => window.services.map(({ id }) => id)),
    ),
  };
};

const parseChoices = (remembered: unknown): ServiceChoices => {
  const { scope, grouping } = (remembered ?? {}) as Partial<ServiceChoices>;
  return {
    scope: scope === 'mine' ? 'mine' : 'all',
    grouping: grouping === 'team' || grouping === 'state' ? grouping : 'none',
  };
};

/** Of a list that is begun anew. */
const fresh = { services: new Map(), wanted: pageSize, more: false, incidents: undefined } as const;

const firstState = ({ session, memory }: ServiceStoreOptions): ServiceState => ({
  load: { kind: isOpen(session.state) ? 'idle' : 'signedOut' },
  choices: parseChoices(memory?.get()),
  me: userOf(session.state),
  ...fresh,
  loadingMore: false,
  windows: new Map(),
  dependencies: new Map(),
});

/** Makes the store of services; it starts empty and loads nothing by itself. */
export const createServiceStore = (options: ServiceStoreOptions): ServiceStore => {
  const { cell, ...store } = createLoadedStore<ServiceState>(options, {
    first: () => firstState(options),
    renew: () => ({ me: userOf(options.session.state) }),
    fetch: (cell, signal) => fetchServices(options, cell, signal),
  });
  const dependencies = createServiceDependencies(options, cell);
  const choose = (change: Partial<ServiceChoices>): void => {
    const choices = { ...cell.state.choices, ...change };
    void options.memory?.set(choices);
    cell.update({ choices });
  };
  return {
    ...store,
    get state() {
      return cell.state;
    },
    setGrouping: (grouping) => choose({ grouping }),
    setScope: (scope) => {
      choose({ scope });
      if (cell.state.load.kind === 'signedOut') return;
      cell.update({ ...fresh, load: { kind: 'idle' } });
      void store.reload();
    },
    loadMore: async () => {
      cell.update({ wanted: cell.state.wanted + pageSize, loadingMore: true });
      await store.reload();
      cell.update({ loadingMore: false });
    },
    openDependencies: dependencies.open,
    dispose: () => {
      dependencies.dispose();
      store.dispose();
    },
  };
};
