import { ApiError } from '../api/errors.ts';
import type { Incident as ApiIncident } from '../api/generated/operations.ts';
import { table } from '../api/generated/table.ts';
import { pages } from '../api/pages.ts';
import { type Incident, parseIncident } from '../domain/incident.ts';
import { keepOne, keepSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import { type FilterOptions, type IncidentFilter, openIncidents, toIncidentFilter } from './incidentFilter.ts';
import { type Badge, type IncidentState, type Scope, toQueryName } from './incidentState.ts';
import type { NameIds } from './nameIds.ts';
import type { StoreOptions } from './storeOptions.ts';

type Rows = ReadonlyMap<string, Incident>;

/** Puts incidents of the API into a map by id, in their order; those that say what the known one says are that one. */
export const addIncidents = (rows: Map<string, Incident>, page: readonly ApiIncident[], known?: Rows): void => {
  for (const row of page) {
    const incident = parseIncident(row);
    if (incident) rows.set(incident.id, keepOne(known?.get(incident.id), incident));
  }
};

/** What the parts of one load share. */
interface Loading extends FilterOptions {
  readonly store: StoreOptions;
  readonly cell: Cell<IncidentState>;
}

const addKept = (
  rows: Map<string, Incident>,
  page: readonly ApiIncident[],
  { keeps }: IncidentFilter,
  known?: Rows,
): void => {
  const told = new Map<string, Incident>();
  addIncidents(told, page, known);
  for (const [id, incident] of told) if (keeps(incident)) rows.set(id, incident);
};

/** With each incident its service: only that tells a snooze from an acknowledgement that ends by itself. */
export const withServices = ['services'] as const;

/** One page of what a filter lets through: enough to count. */
const fetchPage = async ({ store, signal }: Loading, filter: IncidentFilter): Promise<Rows> => {
  const rows = new Map<string, Incident>();
  const { incidents } = await store.client.incidents.listIncidents(
    { ...filter.input, include: withServices, limit: 100 },
    { signal },
  );
  addKept(rows, incidents, filter);
  return rows;
};

const fetchMine = async (loading: Loading): Promise<Rows> =>
  loading.me
    ? fetchPage(loading, { input: { ...openIncidents, user_ids: [loading.me.id] }, keeps: () => true })
    : new Map();

const fetchBadge = async (loading: Loading, query: string): Promise<Badge> => {
  const filter = await toIncidentFilter(`query:${query}`, loading);
  return { query, incidents: 'nothing' in filter ? new Map() : await fetchPage(loading, filter) };
};

/** Rows of the scope in force; during the first load each page is shown as it comes. */
const fetchListed = async (
  { store, cell, signal }: Loading,
  filter: IncidentFilter,
): Promise<{ readonly rows: Rows; readonly more: boolean }> => {
  const { wanted, load, incidents: known } = cell.state;
  const rows = new Map<string, Incident>();
  const input = { ...filter.input, include: withServices };
  for await (const page of pages(store.send, table.incidents.listIncidents, input, { signal, ahead: wanted })) {
    // Compared page by page: all at once would hold up the editor.
    addKept(rows, page, filter, known);
    if (rows.size >= wanted) return { rows, more: true };
    // A load that began anew shows nothing less than the one before had shown.
    if (load.kind === 'loading' && !signal.aborted && rows.size > known.size) cell.update({ incidents: new Map(rows) });
  }
  return { rows, more: false };
};

/** The followed incidents: from what was just listed, and one by one where they are in no list, as resolved ones are. */
const fetchFollowed = async ({ store, cell, signal }: Loading, listed: readonly Rows[]): Promise<Rows> => {
  const fetchOne = async (id: string): Promise<Incident | undefined> => {
    const known = listed.map((rows) => rows.get(id)).find(Boolean);
    if (known) return known;
    try {
      return parseIncident(
        (await store.client.incidents.getIncident({ id, include: withServices }, { signal })).incident,
      );
    } catch (error) {
      // Gone, or of another account: there is nothing to follow.
      if (error instanceof ApiError && error.kind === 'notFound') return undefined;
      throw error;
    }
  };
  const found = await Promise.all(cell.state.choices.followed.map(fetchOne));
  return new Map(found.flatMap((incident) => (incident ? [[incident.id, incident]] : [])));
};

/** Says now that a failure is told later, where it is awaited. */
const later = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined);
  return promise;
};

const isMine = (scope: Scope): boolean => scope === 'mine';

/**
 * Fetches the incidents of the scope in force, mine, those that the badge counts and those that are followed. Later
 * loads are swapped in whole.
 */
export const fetchIncidents = async (
  store: StoreOptions,
  names: NameIds,
  cell: Cell<IncidentState>,
  signal: AbortSignal,
): Promise<Partial<IncidentState>> => {
  const { scope, me, settings } = cell.state;
  const loading: Loading = { store, cell, me, settings, names, now: store.now(), signal };
  const mine = isMine(scope) ? undefined : later(fetchMine(loading));
  const query = settings.badge;
  const badge = query === undefined || query === toQueryName(scope) ? undefined : later(fetchBadge(loading, query));
  const filter = await toIncidentFilter(scope, loading);
  const nothing = 'nothing' in filter ? filter.nothing : undefined;
  const { rows, more } = 'nothing' in filter ? { rows: new Map(), more: false } : await fetchListed(loading, filter);
  const incidents = keepSame(cell.state.incidents, rows);
  const allMine = keepSame(cell.state.mine, (await mine) ?? incidents);
  const counted = query === undefined ? undefined : ((await badge) ?? { query, incidents });
  const followed = await fetchFollowed(loading, [incidents, allMine, counted?.incidents ?? new Map()]);
  return {
    incidents,
    more,
    nothing,
    mine: allMine,
    badge: counted,
    followed: keepSame(cell.state.followed, followed),
    mineLoad: { kind: 'loaded', at: store.now() },
  };
};

/** Rows of a list that nobody looks at, told anew where what is newer says another status: acts ask for that. */
const withNewer = (listed: Rows, newer: readonly Rows[]): Rows =>
  new Map(
    [...listed].map(([id, row]): [string, Incident] => {
      const told = newer.map((rows) => rows.get(id)).find(Boolean);
      return [id, told && told.status !== row.status ? told : row];
    }),
  );

/**
 * Fetches what concerns me whatever list is shown: my incidents in one call, one more for what the badge counts, and one
 * for each followed incident that is in neither.
 */
export const fetchMyIncidents = async (
  store: StoreOptions,
  names: NameIds,
  cell: Cell<IncidentState>,
  signal: AbortSignal,
): Promise<Partial<IncidentState>> => {
  const { me, settings } = cell.state;
  const loading: Loading = { store, cell, me, settings, names, now: store.now(), signal };
  const [mine, badge] = await Promise.all([
    fetchMine(loading),
    settings.badge === undefined ? undefined : fetchBadge(loading, settings.badge),
  ]);
  const followed = await fetchFollowed(loading, [mine, badge?.incidents ?? new Map()]);
  return {
    incidents: withNewer(cell.state.incidents, [mine, followed]),
    mine: keepSame(cell.state.mine, mine),
    badge,
    followed: keepSame(cell.state.followed, followed),
  };
};
