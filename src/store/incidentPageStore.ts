import { ApiError } from '../api/errors.ts';
import type { Incident } from '../domain/incident.ts';
import { type PageIncident, parsePageIncident, toPageIncident } from '../domain/pageIncident.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import { type FetchContext, fetchers } from './incidentPageFetch.ts';
import { type IncidentPageParts, type IncidentPageState, noParts } from './incidentPageState.ts';
import type { IncidentStore } from './incidentStore.ts';
import { toFailure } from './load.ts';
import { createLoadedStore, type LoadedStore } from './loadedStore.ts';
import { isOpen } from './openSession.ts';
import type { StoreOptions } from './storeOptions.ts';

/** What the store of an incident's page is given beside what every store is given. */
export interface IncidentPageStoreOptions extends Omit<StoreOptions, 'send'> {
  readonly id: string;
  /** The incident as a view shows it already; it is shown until the whole of it is loaded. */
  readonly known?: Incident | undefined;
  /** Where acts on incidents are made, and are pending. */
  readonly incidents: Pick<IncidentStore, 'state' | 'onDidChange' | 'acknowledge' | 'resolve' | 'addNote'>;
}

/** Knows all of one incident, and acts on it. */
export interface IncidentPageStore extends LoadedStore<IncidentPageState> {
  /** Throws the ApiError when the call fails, or one that names the state that PagerDuty left the incident in. */
  acknowledge(): Promise<void>;
  /** As `acknowledge`. */
  resolve(): Promise<void>;
  /** Throws the ApiError when that fails. */
  addNote(content: string): Promise<void>;
}

type PartName = keyof IncidentPageParts;

const allParts: readonly PartName[] = ['alerts', 'notes', 'timeline', 'related', 'past', 'changes'];

/** What other incidents and deploys have to do with this one changes slowly, and costs four calls. */
const slowParts: ReadonlySet<PartName> = new Set(['related', 'past', 'changes']);
const slowInterval = 5 * 60_000;

const put = (cell: Cell<IncidentPageState>, fields: Partial<IncidentPageState>): void => {
  if (!isSame({ ...cell.state, ...fields }, cell.state)) cell.update(fields);
};

const loadPart = async <P extends PartName>(
  part: P,
  cell: Cell<IncidentPageState>,
  context: FetchContext,
  signal: AbortSignal,
): Promise<boolean> => {
  const show = (value: IncidentPageParts[P]): void => {
    if (!signal.aborted) put(cell, { [part]: value });
  };
  try {
    const rows = await fetchers[part](context);
    show({ kind: 'loaded', rows } as IncidentPageParts[P]); // The fetcher's type says that the rows are this part's.
    return true;
  } catch (error) {
    show({ kind: 'failed', rows: cell.state[part].rows, failure: toFailure(error) } as IncidentPageParts[P]);
    return false;
  }
};

const notThere = (): ApiError =>
  new ApiError('PagerDuty answered without the incident; try again in a moment.', {
    kind: 'badAnswer',
    operationId: 'getIncident',
  });

const fetchIncident = async ({ client, id, options }: Omit<FetchContext, 'serviceId'>): Promise<PageIncident> => {
  const incident = parsePageIncident((await client.incidents.getIncident({ id }, options)).incident);
  if (!incident) throw notThere();
  return incident;
};

/** Loads incident and lists side by side, each shown as it comes; rejects where the incident itself fails. */
const createFetch = ({ client, id, now }: IncidentPageStoreOptions) => {
  let slowAt = Number.NEGATIVE_INFINITY;
  return {
    /** Lets the next load fetch the slow lists too. */
    hurry: () => {
      slowAt = Number.NEGATIVE_INFINITY;
    },
    fetch: async (cell: Cell<IncidentPageState>, signal: AbortSignal): Promise<Partial<IncidentPageState>> => {
      const started = now();
      const incident = fetchIncident({ client, id, now: started, options: { signal } });
      incident.catch(() => undefined); // Told below; until then it is not unhandled.
      void incident.then((loaded) => !signal.aborted && put(cell, { incident: loaded })).catch(() => undefined);
      const known = cell.state.incident?.service?.id;
      const serviceId = known === undefined ? incident.then(({ service }) => service?.id) : Promise.resolve(known);
      serviceId.catch(() => undefined);
      const context: FetchContext = { client, id, serviceId, now: started, options: { signal } };
      const withSlow = started - slowAt >= slowInterval;
      const parts = allParts.filter((part) => withSlow || !slowParts.has(part));
      const succeeded = await Promise.all(parts.map((part) => loadPart(part, cell, context, signal)));
      if (withSlow && !signal.aborted && succeeded.every(Boolean)) slowAt = started;
      return { incident: await incident };
    },
  };
};

const leftAs = ({ status }: Incident, wanted: string): ApiError =>
  new ApiError(`PagerDuty did not turn the incident ${wanted}: it is ${status}.`, {
    kind: 'refused',
    operationId: 'updateIncidents',
  });

/** Follows what is pending on the incident, and loads anew once nothing is. */
const followPending = (
  { id, incidents }: IncidentPageStoreOptions,
  cell: Cell<IncidentPageState>,
  reload: () => void,
): Disposable =>
  incidents.onDidChange(({ after }) => {
    const pending = after.pending.get(id);
    if (isSame(pending, cell.state.pending)) return;
    cell.update({ pending });
    if (!pending && cell.state.load.kind !== 'signedOut') reload();
  });

/** Makes the store of an incident's page; it loads nothing by itself. */
export const createIncidentPageStore = (options: IncidentPageStoreOptions): IncidentPageStore => {
  const { id, known, incidents, session } = options;
  const { fetch, hurry } = createFetch(options);
  let mayBeKnown = isOpen(session.state);
  const { cell, ...store } = createLoadedStore<IncidentPageState>(options, {
    first: () => {
      hurry();
      const incident = known && mayBeKnown ? toPageIncident(known) : undefined;
      mayBeKnown = false; // Another account's incident is not this one.
      const pending = incidents.state.pending.get(id);
      return { id, load: { kind: isOpen(session.state) ? 'idle' : 'signedOut' }, incident, pending, ...noParts };
    },
    fetch,
  });
  const following = followPending(options, cell, () => void store.reload());
  const expect = async (wanted: string, work: Promise<readonly Incident[]>): Promise<void> => {
    const other = (await work).find((incident) => incident.id === id);
    if (other) throw leftAs(other, wanted);
  };
  return {
    ...store,
    get state() {
      return cell.state;
    },
    reload: () => {
      hurry();
      return store.reload();
    },
    acknowledge: () => expect('acknowledged', incidents.acknowledge([id])),
    resolve: () => expect('resolved', incidents.resolve([id])),
    addNote: (content) => incidents.addNote(id, content),
    dispose: joinDisposables(store, following).dispose,
  };
};
