import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/errors.ts';
import { recordWall } from '../api/pages.ts';
import type { Incident } from '../domain/incident.ts';
import type { User } from '../domain/user.ts';
import { changedKeys, isSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import { createLook, type LookingStore } from './createLook.ts';
import { createIncidentActions, type IncidentCalls } from './incidentActions.ts';
import { mostFollowed, parseChoices } from './incidentChoices.ts';
import { createIncidentDetails } from './incidentDetails.ts';
import { fetchIncidents, fetchMyIncidents } from './incidentFetch.ts';
import { defaultIncidentSettings, type IncidentSettings } from './incidentSettings.ts';
import {
  type Grouping,
  type IncidentChoices,
  type IncidentState,
  type Scope,
  type Sorting,
  toQueryName,
} from './incidentState.ts';
import { createLoadedStore } from './loadedStore.ts';
import type { Memory } from './memory.ts';
import { createNameIds } from './nameIds.ts';
import { isOpen, userOf } from './openSession.ts';
import type { StoreOptions } from './storeOptions.ts';
import type { Wish } from './wishes.ts';

/** What the incident store is given beside what every store is given. */
export interface IncidentStoreOptions extends StoreOptions {
  /** Remembers what the user chose to see. */
  readonly memory: Memory<IncidentChoices>;
  /** What the settings say now; the defaults where it is left out. */
  readonly settings?: () => IncidentSettings;
}

/** Knows the open incidents, and acts on them. */
export interface IncidentStore extends LookingStore<IncidentState> {
  /** Lists other incidents from now on, and loads them. */
  setScope(scope: Scope): void;
  setGrouping(grouping: Grouping): void;
  setSorting(sorting: Sorting): void;
  /** Leaves snoozed incidents out of the list, or shows them again. */
  setHideSnoozed(hide: boolean): void;
  /** Follows incidents whatever list they are in; throws an ApiError where they would be too many. */
  follow(ids: readonly string[]): void;
  unfollow(ids: readonly string[]): void;
  /** Takes up what the settings say now, and loads anew where that changes what is listed or counted. */
  takeSettings(): void;
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
  /** Puts another text in place of a note's; throws the ApiError when that fails. */
  updateNote(id: string, noteId: string, content: string): Promise<void>;
  /** Snoozes incidents for so many seconds, at most a week; the rows turn at once, as for `acknowledge`. */
  snooze(ids: readonly string[], seconds: number): Promise<void>;
  /**
   * Does anything else to incidents: shows the wish in their rows while the calls are made, takes what they answer as
   * what PagerDuty last told, and loads anew. Throws what the calls throw. Gives the answered incidents.
   */
  run(wish: Wish, calls: IncidentCalls): Promise<readonly Incident[]>;
}

/** Without a user nothing is mine: all are listed, unless the user has described what to list. */
const toScope = (chosen: Scope, me: User | undefined): Scope =>
  me || toQueryName(chosen) !== undefined ? chosen : 'all';

/** Of a list that is begun anew. */
const fresh = { incidents: new Map(), more: false, nothing: undefined, wanted: 1000 } as const;

const firstState = (options: IncidentStoreOptions): IncidentState => {
  const choices = parseChoices(options.memory.get());
  const me = userOf(options.session.state);
  const settings = options.settings?.() ?? defaultIncidentSettings;
  const load = { kind: isOpen(options.session.state) ? 'idle' : 'signedOut' } as const;
  return {
    load,
    mineLoad: load,
    choices,
    settings,
    me,
    scope: toScope(choices.scope, me),
    ...fresh,
    mine: new Map(),
    followed: new Map(),
    badge: undefined,
    pending: new Map(),
    details: new Map(),
  };
};

type Choosing = Pick<
  IncidentStore,
  'setScope' | 'setGrouping' | 'setSorting' | 'setHideSnoozed' | 'follow' | 'unfollow' | 'takeSettings'
>;

/** What the user can choose to see; each choice is remembered, and loaded where it asks for other rows. */
const createChoosing = (
  { memory, settings = () => defaultIncidentSettings }: IncidentStoreOptions,
  cell: Cell<IncidentState>,
  reload: () => void,
): Choosing => {
  const choose = (change: Partial<IncidentChoices>): void => {
    const choices = { ...cell.state.choices, ...change };
    void memory.set(choices);
    cell.update({ choices });
  };
  const isIn = (): boolean => cell.state.load.kind !== 'signedOut';
  const restart = (): void => {
    const { choices, me } = cell.state;
    cell.update({ ...fresh, scope: toScope(choices.scope, me), load: { kind: 'idle' } });
    reload();
  };
  return {
    setGrouping: (grouping) => choose({ grouping }),
    setSorting: (sorting) => choose({ sorting }),
    setHideSnoozed: (hideSnoozed) => choose({ hideSnoozed }),
    setScope: (scope) => {
      choose({ scope });
      if (isIn()) restart();
    },
    follow: (ids) => {
      const followed = [...new Set([...cell.state.choices.followed, ...ids])];
      if (followed.length > mostFollowed) throw tooManyFollowed();
      choose({ followed });
      if (isIn()) reload();
    },
    unfollow: (ids) => {
      choose({ followed: cell.state.choices.followed.filter((id) => !ids.includes(id)) });
      cell.update({ followed: new Map([...cell.state.followed].filter(([id]) => !ids.includes(id))) });
    },
    takeSettings: () => {
      const before = cell.state.settings;
      const after = settings();
      if (isSame(before, after)) return;
      cell.update({ settings: after });
      if (!isIn() || isSame({ ...before, staleAfter: 0 }, { ...after, staleAfter: 0 })) return;
      if (toQueryName(cell.state.scope) === undefined) reload();
      else restart();
    },
  };
};

const tooManyFollowed = (): ApiError =>
  new ApiError(l10n.t('At most {0} incidents can be followed at a time: unfollow one first.', mostFollowed), {
    kind: 'refused',
    operationId: 'getIncident',
  });

/** Makes the store of incidents; it starts empty and loads nothing by itself. */
export const createIncidentStore = (options: IncidentStoreOptions): IncidentStore => {
  const names = createNameIds(options.client);
  const store = createLoadedStore<IncidentState>(options, {
    first: () => {
      names.clear();
      return firstState(options);
    },
    renew: () => ({ me: userOf(options.session.state) }),
    fetch: (cell, signal) => fetchIncidents(options, names, cell, signal),
    loaded: ({ before, after }) => details.follow(changedKeys(before.incidents, after.incidents)),
  });
  const { cell } = store;
  const details = createIncidentDetails(options, cell);
  const loads = createLook(options, store, (into, signal) => fetchMyIncidents(options, names, into, signal));
  const reload = (): void => void loads.reload();
  return {
    ...loads,
    ...createIncidentActions(options, cell, details, reload),
    ...createChoosing(options, cell, reload),
    get state() {
      return cell.state;
    },
    onDidChange: store.onDidChange,
    loadMore: () => {
      cell.update({ wanted: Math.min(cell.state.wanted + 1000, recordWall) });
      reload();
    },
    openDetails: details.open,
    closeDetails: details.close,
    dispose: () => {
      details.dispose();
      loads.dispose();
    },
  };
};
