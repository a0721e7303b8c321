import type { CallOptions, Client } from '../api/client.ts';
import { type ApiReference, parseReference, type Reference } from '../domain/reference.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import { createLazyLoads } from './lazyLoads.ts';
import { toFailure } from './load.ts';
import { onDidLeaveAccount } from './openSession.ts';
import type { Dependencies, Neighbour, ServiceState } from './serviceState.ts';
import type { StoreOptions } from './storeOptions.ts';

/** Keeps the dependencies of opened services. */
export interface ServiceDependencies extends Disposable {
  /** Loads the dependencies of a service and keeps them; a newer call takes the place of an older one. Never rejects. */
  open(id: string): Promise<void>;
}

interface End extends ApiReference {
  readonly type?: string | null | undefined;
}

const isBusiness = ({ type }: End): boolean => (type ?? '').startsWith('business_service');

/** Names of services that are in no list; dependencies bear ids alone. */
type Names = Map<string, Promise<Reference | undefined>>;

const fetchName = async (client: Client, end: End, options: CallOptions): Promise<Reference | undefined> => {
  const id = end.id ?? '';
  return parseReference(
    isBusiness(end)
      ? (await client.businessServices.getBusinessService({ id }, options)).business_service
      : (await client.services.getService({ id }, options)).service,
  );
};

const fetchNeighbours = async (
  client: Client,
  { services }: ServiceState,
  names: Names,
  id: string,
  options: CallOptions,
): Promise<readonly Neighbour[]> => {
  const { relationships = [] } = await client.serviceDependencies.listTechnicalServiceDependencies({ id }, options);
  const nameOf = async (end: End): Promise<Reference | undefined> => {
    const key = end.id ?? '';
    const known = services.get(key);
    if (known) return known;
    const asked = names.get(key) ?? fetchName(client, end, options);
    names.set(key, asked);
    // A service that may not be seen is called by its id; the next time it is asked for anew.
    return asked.catch(() => {
      if (names.get(key) === asked) names.delete(key);
      return undefined;
    });
  };
  const neighbours = relationships.map(async (relationship): Promise<Neighbour | undefined> => {
    const supporting: End = relationship?.supporting_service ?? {};
    const dependent: End = relationship?.dependent_service ?? {};
    const [end, role] = supporting.id === id ? ([dependent, 'needing'] as const) : ([supporting, 'needed'] as const);
    if (!end.id) return undefined;
    const reference = (await nameOf(end)) ?? parseReference(end);
    return { id: end.id, name: reference?.name ?? end.id, business: isBusiness(end), role, url: reference?.url };
  });
  return (await Promise.all(neighbours)).flatMap((neighbour) => neighbour ?? []);
};

/** Makes the loader of dependencies. What comes for a service that was asked for anew meanwhile is dropped. */
export const createServiceDependencies = (
  { client, session }: Pick<StoreOptions, 'client' | 'session'>,
  cell: Cell<ServiceState>,
): ServiceDependencies => {
  const names: Names = new Map();
  const loads = createLazyLoads(session);
  const put = (id: string, dependencies: Dependencies): void => {
    if (isSame(cell.state.dependencies.get(id), dependencies)) return;
    cell.update({ dependencies: new Map(cell.state.dependencies).set(id, dependencies) });
  };
  const load = async (id: string, signal: AbortSignal): Promise<void> => {
    const old = cell.state.dependencies.get(id)?.rows ?? [];
    if (old.length === 0) put(id, { kind: 'loading', rows: [] });
    // Without an entry the account is another one now.
    const show = (dependencies: Dependencies): void => {
      if (!signal.aborted && cell.state.dependencies.has(id)) put(id, dependencies);
    };
    try {
      show({ kind: 'loaded', rows: await fetchNeighbours(client, cell.state, names, id, { signal }) });
    } catch (error) {
      show({ kind: 'failed', rows: old, failure: toFailure(error) });
    }
  };
  return {
    open: (id) => loads.run(id, (signal) => load(id, signal)),
    // Another account has other names.
    dispose: joinDisposables(
      loads,
      onDidLeaveAccount(session, () => names.clear()),
    ).dispose,
  };
};
