import type { Operation } from '../api/operation.ts';
import type { Load } from '../store/load.ts';

/** A store that can be told that what it shows has changed. */
export interface Touchable {
  readonly state: { readonly load: Load; readonly mineLoad?: Load };
  reload(): Promise<unknown>;
  /** Loads only what is mine; of a store that is watched while nobody sees its view. */
  look?(): Promise<unknown>;
}

/** Which areas of the API change what the views show. */
const areasOf = {
  incidents: ['incidents', 'events', 'incidentWorkflows', 'responsePlays', 'users', 'teams'],
  onCalls: ['schedules', 'schedulesV3', 'escalationPolicies', 'users', 'teams'],
  services: ['services', 'maintenanceWindows', 'incidents', 'events', 'escalationPolicies', 'businessServices'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Makes what is called after a write that the views did not make: those that it touches load anew. */
export const createRefreshTouched =
  (stores: Readonly<Record<keyof typeof areasOf, Touchable>>) =>
  ({ area }: Pick<Operation, 'area'>): void => {
    for (const [name, areas] of Object.entries<readonly string[]>(areasOf)) {
      const store = stores[name as keyof typeof areasOf]; // The keys of the one are the keys of the other.
      const { load, mineLoad } = store.state;
      if (!areas.includes(area)) continue;
      // What nobody has looked at yet is not loaded for this.
      if (load.kind === 'loaded' || load.kind === 'failed') void store.reload();
      else if (mineLoad?.kind === 'loaded') void store.look?.();
    }
  };

/** Makes what is called when the cause of failures may be gone: what failed loads anew. */
export const createRetryFailed = (stores: Readonly<Record<string, Touchable>>) => (): void => {
  for (const store of Object.values(stores)) if (store.state.load.kind === 'failed') void store.reload();
};
