import { recordWall } from '../api/pages.ts';
import type { Incident } from '../domain/incident.ts';
import { changedKeys } from '../util/keep.ts';
import { createIncidentActions } from './incidentActions.ts';
import { createIncidentDetails } from './incidentDetails.ts';
import { fetchIncidents } from './incidentFetch.ts';
import type { Grouping, IncidentChoices, IncidentState, Scope } from './incidentState.ts';
import { createLoadedStore, type LoadedStore } from './loadedStore.ts';
import type { Memory } from './memory.ts';
import { isOpen, userOf } from './openSession.ts';
import type { StoreOptions } from './storeOptions.ts';

/** What the incident store is given beside what every store is given. */
export interface IncidentStoreOptions extends StoreOptions {
  /** Remembers scope and grouping. */
  readonly memory: Memory<IncidentChoices>;
}

/** Knows the open incidents, and acts on them. */
export interface IncidentStore extends LoadedStore<IncidentState> {
  /** Lists other incidents from now on, and loads them. */
  setScope(scope: Scope): void;
  setGrouping(grouping: Grouping): void;
  /** Loads the next thousand rows too. */
  loadMore(): void;
  /** Loads alerts, notes and timeline of an incident, and keeps them up to date until `closeDetails`. Never rejects. */
  openDetails(id: string): Promise<void>;
  closeDetails(id: string): void;
  /**
   * Acknowledges incidents, 250 in one call. The rows turn at once; when a call fails they tell the truth again and the
   * ApiError is thrown. Gives the incidents that PagerDuty left in another state.
   */
  acknowledge(ids: readonly string[]): Promise<readonly Incident[]>;
  /** Resolves incidents, as `acknowledge`. */
  resolve(ids: readonly string[]): Promise<readonly Incident[]>;
  /** Adds a note to an incident; throws the ApiError when that fails. */
  addNote(id: string, content: string): Promise<void>;
}

const scopes: ReadonlySet<unknown> = new Set<Scope>(['mine', 'myTeams', 'all']);

/** Takes what was remembered, perhaps by an older version; gives choices, the defaults where it says nothing. */
export const parseChoices = (remembered: unknown): IncidentChoices => {
  const { scope, grouping } = (remembered ?? {}) as { readonly scope?: Scope; readonly grouping?: Grouping };
  return {
    scope: scope && scopes.has(scope) ? scope : 'mine',
    grouping: grouping === 'service' ? 'service' : 'status',
  };
};

const firstState = (options: IncidentStoreOptions): IncidentState => {
  const choices = parseChoices(options.memory.get());
  const me = userOf(options.session.state);
  return {
    load: { kind: isOpen(options.session.state) ? 'idle' : 'signedOut' },
    choices,
    me,
    scope: me ? choices.scope : 'all',
    wanted: 1000,
    incidents: new Map(),
    mine: new Map(),
    more: false,
    pending: new Map(),
    details: new Map(),
  };
};

/** Makes the store of incidents; it starts empty and loads nothing by itself. */
export const createIncidentStore = (options: IncidentStoreOptions): IncidentStore => {
  const store = createLoadedStore<IncidentState>(options, {
    first: () => firstState(options),
    renew: () => ({ me: userOf(options.session.state) }),
    fetch: (cell, signal) => fetchIncidents(options, cell, signal),
    loaded: ({ before, after }) => details.follow(changedKeys(before.incidents, after.incidents)),
  });
  const { cell } = store;
  const details = createIncidentDetails(options.client, cell);
  const actions = createIncidentActions(options, cell, details, () => void store.reload());
  const choose = (change: Partial<IncidentChoices>): void => {
    const choices = { ...cell.state.choices, ...change };
    void options.memory.set(choices);
    cell.update({ choices });
  };
  return {
    ...actions,
    get state() {
      return cell.state;
    },
    onDidChange: store.onDidChange,
    refresh: store.refresh,
    reload: store.reload,
    setGrouping: (grouping) => choose({ grouping }),
    setScope: (scope) => {
      choose({ scope });
      const { me, load } = cell.state;
      if (load.kind === 'signedOut') return;
      cell.update({
        scope: me ? scope : 'all',
        load: { kind: 'idle' },
        incidents: new Map(),
        more: false,
        wanted: 1000,
      });
      void store.reload();
    },
    loadMore: () => {
      cell.update({ wanted: Math.min(cell.state.wanted + 1000, recordWall) });
      void store.reload();
    },
    openDetails: details.open,
    closeDetails: details.close,
    dispose: () => {
      details.dispose();
      store.dispose();
    },
  };
};
