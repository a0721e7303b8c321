import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/errors.ts';
import { saysLacking } from '../domain/feature.ts';
import type { Incident } from '../domain/incident.ts';
import { type PageIncident, parsePageIncident, toPageIncident } from '../domain/pageIncident.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import { type FetchContext, featureOf, fetchers } from './incidentPageFetch.ts';
import { type IncidentPageParts, type IncidentPageState, noParts } from './incidentPageState.ts';
import type { IncidentStore } from './incidentStore.ts';
import type { Lacks } from './lacks.ts';
import { toFailure } from './load.ts';
import { createLoadedStore, type LoadedStore } from './loadedStore.ts';
import { isOpen } from './openSession.ts';
import type { StoreOptions } from './storeOptions.ts';

/** What the store of an incident's page is given beside what every store is given. */
export interface IncidentPageStoreOptions extends Omit<StoreOptions, 'send'> {
  readonly id: string;
  /** The incident as a view shows it already; it is shown until the whole of it is loaded. */
  readonly known?: Incident | undefined;
  /** Where acts on incidents are pending, and notes are posted. */
  readonly incidents: Pick<IncidentStore, 'state' | 'onDidChange' | 'addNote'>;
  /** Knows which lists the account lacks, and is told of those that turn out to be lacking. */
  readonly lacks: Pick<Lacks, 'state' | 'add'>;
}

/** Knows all of one incident. */
export interface IncidentPageStore extends LoadedStore<IncidentPageState> {
  /** Throws the ApiError when that fails. */
  addNote(content: string): Promise<void>;
}

type PartName = keyof IncidentPageParts;

const allParts: readonly PartName[] = ['alerts', 'notes', 'timeline', 'related', 'past', 'changes', 'fields'];

/** What other incidents and deploys have to do with this one changes slowly, and costs five calls with the fields. */
const slowParts: ReadonlySet<PartName> = new Set(['related', 'past', 'changes', 'fields']);
const slowInterval = 5 * 60_000;

const put = (cell: Cell<IncidentPageState>, fields: Partial<IncidentPageState>): void => {
  if (!isSame({ ...cell.state, ...fields }, cell.state)) cell.update(fields);
};

type ToldLacks = IncidentPageStoreOptions['lacks'];

const isLacking = (part: PartName, { state }: ToldLacks): boolean => {
  const feature = featureOf[part];
  return feature !== undefined && state.has(feature);
};

/** Gives whether there is nothing to be tried again soon. */
const loadPart = async <P extends PartName>(
  part: P,
  cell: Cell<IncidentPageState>,
  context: FetchContext,
  lacks: ToldLacks,
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
    const feature = featureOf[part];
    if (feature === undefined || !saysLacking(error) || signal.aborted) return false;
    lacks.add(feature);
    return true;
  }
};

const notThere = (): ApiError =>
  new ApiError(l10n.t('PagerDuty answered without the incident; try again in a moment.'), {
    kind: 'badAnswer',
    operationId: 'getIncident',
  });

const fetchIncident = async ({ client, id, options }: Omit<FetchContext, 'serviceId'>): Promise<PageIncident> => {
  const incident = parsePageIncident((await client.incidents.getIncident({ id }, options)).incident);
  if (!incident) throw notThere();
  return incident;
};

/** Loads incident and lists side by side, each shown as it comes; rejects where the incident itself fails. */
const createFetch = ({ client, id, now, lacks }: IncidentPageStoreOptions) => {
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
      const parts = allParts.filter((part) => (withSlow || !slowParts.has(part)) && !isLacking(part, lacks));
      const succeeded = await Promise.all(parts.map((part) => loadPart(part, cell, context, lacks, signal)));
      if (withSlow && !signal.aborted && succeeded.every(Boolean)) slowAt = started;
      return { incident: await incident };
    },
  };
};

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
  const { id, known, incidents, session, lacks } = options;
  const { fetch, hurry } = createFetch(options);
  let mayBeKnown = isOpen(session.state);
  const { cell, ...store } = createLoadedStore<IncidentPageState>(options, {
    first: () => {
      hurry();
      const incident = known && mayBeKnown ? toPageIncident(known) : undefined;
      mayBeKnown = false; // Another account's incident is not this one.
      const pending = incidents.state.pending.get(id);
      const hidden = new Set(allParts.filter((part) => isLacking(part, lacks)));
      const load = { kind: isOpen(session.state) ? 'idle' : 'signedOut' } as const;
      return { id, load, incident, pending, hidden, ...noParts };
    },
    fetch,
  });
  const following = followPending(options, cell, () => void store.reload());
  return {
    ...store,
    get state() {
      return cell.state;
    },
    reload: () => {
      hurry();
      return store.reload();
    },
    addNote: (content) => incidents.addNote(id, content),
    dispose: joinDisposables(store, following).dispose,
  };
};
