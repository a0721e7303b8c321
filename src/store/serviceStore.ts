import type { Client } from '../api/client.ts';
import { table } from '../api/generated/table.ts';
import { pages } from '../api/pages.ts';
import type { Incident } from '../domain/incident.ts';
import { type MaintenanceWindow, parseMaintenanceWindow } from '../domain/maintenanceWindow.ts';
import { parseService, type Service } from '../domain/service.ts';
import { keepSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import { addIncidents } from './incidentFetch.ts';
import { createLoadedStore, type LoadedStore } from './loadedStore.ts';
import { isOpen } from './openSession.ts';
import type { ServiceState } from './serviceState.ts';
import type { StoreOptions } from './storeOptions.ts';

/** Knows the services page by page, their open incidents and their maintenance. */
export interface ServiceStore extends LoadedStore<ServiceState> {
  /** Loads the next page too. Never rejects. */
  loadMore(): Promise<void>;
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
  const windows = fetchWindows(options.client, signal);
  windows.catch(() => undefined); // Told below; until then it is not unhandled.
  const rows = new Map<string, Service>();
  let more = false;
  for await (const page of pages(options.send, table.services.listServices, { sort_by: 'name' }, { signal })) {
    for (const row of page) {
      const service = parseService(row);
      if (service) rows.set(service.id, service);
    }
    more = rows.size >= cell.state.wanted;
    if (more) break;
  }
  const services = keepSame(cell.state.services, rows);
  // Services are there though their incidents or maintenance should fail to load.
  if (!signal.aborted) cell.update({ services, more });
  const incidents = groupByService(await fetchOpenIncidents(options, [...services.values()], signal), ({ service }) =>
    service ? [service.id] : [],
  );
  return {
    services,
    more,
    incidents,
    windows: groupByService(await windows, (window) => window.services.map(({ id }) => id)),
  };
};

/** Makes the store of services; it starts empty and loads nothing by itself. */
export const createServiceStore = (options: StoreOptions): ServiceStore => {
  const { cell, ...store } = createLoadedStore<ServiceState>(options, {
    first: () => ({
      load: { kind: isOpen(options.session.state) ? 'idle' : 'signedOut' },
      services: new Map(),
      wanted: pageSize,
      more: false,
      loadingMore: false,
      incidents: undefined,
      windows: new Map(),
    }),
    fetch: (cell, signal) => fetchServices(options, cell, signal),
  });
  return {
    ...store,
    get state() {
      return cell.state;
    },
    loadMore: async () => {
      cell.update({ wanted: cell.state.wanted + pageSize, loadingMore: true });
      await store.reload();
      cell.update({ loadingMore: false });
    },
  };
};
