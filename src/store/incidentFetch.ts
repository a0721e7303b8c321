import { ApiError } from '../api/errors.ts';
import type { Incident as ApiIncident } from '../api/generated/operations.ts';
import { table } from '../api/generated/table.ts';
import { pages } from '../api/pages.ts';
import { type Incident, parseIncident } from '../domain/incident.ts';
import { keepOne, keepSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import { type FilterOptions, type IncidentFilter, openIncidents, toIncidentFilter } from './incidentFilter.ts';
import { type Badge, type IncidentState, type Scope, toQueryName } from './incidentState.ts';
import { toFailure } from './load.ts';
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

const pageSize = 100;

/** Incidents that are counted at the most, and pages that are looked through for them; each page costs a call. */
const mostCounted = 100;
const mostPages = 10;

/** What was read of a list, and whether there may be more. */
interface Listed {
  readonly rows: Rows;
  readonly more: boolean;
}

/** As much of what a filter lets through as is counted, in so many pages at the most. */
const fetchCounted = async ({ store, signal }: Loading, filter: IncidentFilter, most: number): Promise<Listed> => {
  const rows = new Map<string, Incident>();
  for (let page = 0; page < most && rows.size < mostCounted; page++) {
    const { incidents, more } = await store.client.incidents.listIncidents(
      { ...filter.input, include: withServices, limit: pageSize, ...(page === 0 ? {} : { offset: page * pageSize }) },
      { signal },
    );
    addKept(rows, incidents, filter);
    if (more !== true) return { rows, more: false };
  }
  return { rows, more: true };
};

const fetchMine = async (loading: Loading): Promise<Rows> => {
  const { me } = loading;
  if (!me) return new Map();
  const filter = { input: { ...openIncidents, user_ids: [me.id] }, keeps: () => true };
  return (await fetchCounted(loading, filter, 1)).rows;
};

/** What was counted before, if anything, and why it cannot be known now. */
const toUncounted = ({ badge: old }: IncidentState, query: string, error: unknown): Badge => ({
  ...(old?.query === query ? old : { query, incidents: new Map(), more: false }),
  failure: toFailure(error),
});

/** What the number on the icon counts. Where that cannot be known, why, beside what was counted before. */
const fetchBadge = async (loading: Loading, query: string): Promise<Badge> => {
  try {
    const filter = await toIncidentFilter(`query:${query}`, loading);
    if ('nothing' in filter) return { query, incidents: new Map(), more: false };
    const { rows, more } = await fetchCounted(loading, filter, mostPages);
    return { query, incidents: rows, more };
  } catch (error) {
    if (loading.signal.aborted) throw error;
    return toUncounted(loading.cell.state, query, error);
  }
};

/** Rows of the scope in force; during the first load each page is shown as it comes. */
const fetchListed = async ({ store, cell, signal }: Loading, filter: IncidentFilter): Promise<Listed> => {
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

const fetchScope = async (
  loading: Loading,
  scope: Scope,
): Promise<Pick<IncidentState, 'incidents' | 'more' | 'nothing'>> => {
  const filter = await toIncidentFilter(scope, loading);
  if ('nothing' in filter) return { incidents: new Map(), more: false, nothing: filter.nothing };
  const { rows, more } = await fetchListed(loading, filter);
  return { incidents: keepSame(loading.cell.state.incidents, rows), more, nothing: undefined };
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
      if (signal.aborted) throw error;
      // Gone, or of another account: there is nothing to follow. Else what was known of it is the best there is.
      return error instanceof ApiError && error.kind === 'notFound' ? undefined : cell.state.followed.get(id);
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

/** What is known beside the list: what is mine, what is counted and what is followed. */
type Beside = Pick<IncidentState, 'mine' | 'badge' | 'followed'>;

const fetchBeside = async (loading: Loading, mine: Rows, badge: Badge | undefined, listed?: Rows): Promise<Beside> => {
  const { state } = loading.cell;
  const lists = [...(listed ? [listed] : []), mine, badge?.incidents ?? new Map()];
  const followed = await fetchFollowed(loading, lists);
  return { mine: keepSame(state.mine, mine), badge, followed: keepSame(state.followed, followed) };
};

const toLoading = (store: StoreOptions, names: NameIds, cell: Cell<IncidentState>, signal: AbortSignal): Loading => {
  const { me, settings } = cell.state;
  return { store, cell, me, settings, names, now: store.now(), signal };
};

/**
 * Fetches the incidents of the scope in force, mine, those that the badge counts and those that are followed. Later
 * loads are swapped in whole; where the list of the scope fails, the others are laid down all the same.
 */
export const fetchIncidents = async (
  store: StoreOptions,
  names: NameIds,
  cell: Cell<IncidentState>,
  signal: AbortSignal,
): Promise<Partial<IncidentState>> => {
  const { scope, settings } = cell.state;
  const loading = toLoading(store, names, cell, signal);
  const mine = scope === 'mine' ? undefined : later(fetchMine(loading));
  const query = settings.badge;
  const isShown = query !== undefined && query === toQueryName(scope);
  const badge = query === undefined || isShown ? undefined : later(fetchBadge(loading, query));
  const [listed] = await Promise.allSettled([fetchScope(loading, scope)]);
  if (listed.status === 'fulfilled') {
    const { incidents, more } = listed.value;
    const shown = isShown ? { query, incidents, more } : await badge;
    const beside = await fetchBeside(loading, (await mine) ?? incidents, shown, incidents);
    return { ...listed.value, ...beside, mineLoad: { kind: 'loaded', at: store.now() } };
  }
  if (!mine || signal.aborted) throw listed.reason;
  const unlisted = isShown ? toUncounted(cell.state, query, listed.reason) : await badge;
  const beside = await fetchBeside(loading, await mine, unlisted);
  if (!signal.aborted) cell.update({ ...beside, mineLoad: { kind: 'loaded', at: store.now() } });
  throw listed.reason;
};

/** Rows of a list that nobody looks at, told anew where what is newer says another status: acts ask for that. */
const withNewer = (listed: Rows, newer: readonly Rows[]): Rows =>
  new Map(
    [...listed].map(([id, row]): [string, Incident] => {
      const told = newer.map((rows) => rows.get(id)).find(Boolean);
      return [id, told && told.status !== row.status ? told : row];
    }),
  );

/** A look counts less of the list that is shown than a load of it does: the larger count stays. */
const keepCount = ({ badge: old, scope }: IncidentState, told: Badge | undefined): Badge | undefined =>
  old &&
  told?.more &&
  told.query === toQueryName(scope) &&
  old.query === told.query &&
  old.incidents.size > told.incidents.size
    ? { ...told, incidents: withNewer(old.incidents, [told.incidents]) }
    : told;

/**
 * Fetches what concerns me whatever list is shown: my incidents in one call, one or few more for what the badge counts,
 * and one for each followed incident that is in neither.
 */
export const fetchMyIncidents = async (
  store: StoreOptions,
  names: NameIds,
  cell: Cell<IncidentState>,
  signal: AbortSignal,
): Promise<Partial<IncidentState>> => {
  const { badge: query } = cell.state.settings;
  const loading = toLoading(store, names, cell, signal);
  const [mine, badge] = await Promise.all([
    fetchMine(loading),
    query === undefined ? undefined : fetchBadge(loading, query),
  ]);
  const beside = await fetchBeside(loading, mine, keepCount(cell.state, badge));
  return { ...beside, incidents: withNewer(cell.state.incidents, [mine, beside.followed]) };
};
