import type { Alert } from '../domain/alert.ts';
import type { Incident, IncidentStatus } from '../domain/incident.ts';
import type { LogEntry } from '../domain/logEntry.ts';
import type { Note } from '../domain/note.ts';
import type { User } from '../domain/user.ts';
import type { IncidentSettings } from './incidentSettings.ts';
import type { Failure, Load } from './load.ts';

/** Lists that are always there. */
export type OwnScope = 'mine' | 'myTeams' | 'all';

/** Which incidents are listed: whose open ones, or those that a query of the settings describes. */
export type Scope = OwnScope | `query:${string}`;

/** What the list is grouped by. */
export type Grouping = 'status' | 'service' | 'team' | 'urgency' | 'none';

/** What stands first in each group: what waits for somebody, what calls loudest, or what came last. */
export type Sorting = 'status' | 'urgency' | 'newest';

/** What the user chose to see; remembered over restarts. */
export interface IncidentChoices {
  readonly scope: Scope;
  readonly grouping: Grouping;
  readonly sorting: Sorting;
  readonly hideSnoozed: boolean;
  /** Ids of the incidents whose changes the user wants to be told of. */
  readonly followed: readonly string[];
}

/** The name of the query that a scope stands for. */
export const toQueryName = (scope: Scope): string | undefined =>
  scope.startsWith('query:') ? scope.slice('query:'.length) : undefined;

/** The incidents that the number on the icon counts in place of mine. */
export interface Badge {
  readonly query: string;
  readonly incidents: ReadonlyMap<string, Incident>;
  /** Whether there may be more than were counted. */
  readonly more: boolean;
  /** Why they could not be counted anew. */
  readonly failure?: Failure;
}

/** One list of an incident's details, with the rows it had before while it loads anew or after it failed. */
export type Part<T> =
  | { readonly kind: 'loading'; readonly rows: readonly T[] }
  | { readonly kind: 'loaded'; readonly rows: readonly T[] }
  | { readonly kind: 'failed'; readonly rows: readonly T[]; readonly failure: Failure };

/** What an opened incident shows. */
export interface IncidentDetails {
  readonly alerts: Part<Alert>;
  /** Newest first. */
  readonly notes: Part<Note>;
  /** Newest first; the latest entries only. */
  readonly timeline: Part<LogEntry>;
}

/** Fields of an incident that the user can ask for. */
export type Wanted = Partial<
  Pick<Incident, 'title' | 'urgency' | 'priority' | 'assignees' | 'escalationPolicy' | 'snoozedUntil'>
>;

/** What the user has asked for and PagerDuty has not answered yet. */
export interface Pending {
  readonly status: IncidentStatus | undefined;
  /** Texts of notes on their way. */
  readonly notes: readonly string[];
  readonly fields?: Wanted;
  /** What is being done, where the status does not tell it: `snoozing…`. */
  readonly doing?: string;
}

/** All that the incident view shows: what the server told, and what the user has pending over it. */
export interface IncidentState {
  readonly load: Load;
  /** How far what is mine is known: by a load of the list, or by a look at mine alone. */
  readonly mineLoad: Load;
  readonly choices: IncidentChoices;
  readonly settings: IncidentSettings;
  readonly me: User | undefined;
  /** The scope in force: `all` where nobody is known whose incidents could be listed. */
  readonly scope: Scope;
  /** How many rows to load at the most. */
  readonly wanted: number;
  /** What the server last told, by id, in its order. */
  readonly incidents: ReadonlyMap<string, Incident>;
  /** Open incidents assigned to me, whatever the scope; what the server last told. */
  readonly mine: ReadonlyMap<string, Incident>;
  /** What the server last told of the followed incidents; a resolved one is here until it is followed no more. */
  readonly followed: ReadonlyMap<string, Incident>;
  /** Undefined while the number on the icon counts mine. */
  readonly badge: Badge | undefined;
  /** Why the scope in force can list nothing, where that is so. */
  readonly nothing: string | undefined;
  /** Whether more open incidents are there than were loaded. */
  readonly more: boolean;
  readonly pending: ReadonlyMap<string, Pending>;
  readonly details: ReadonlyMap<string, IncidentDetails>;
}

/** Takes what the server told and gives what to show: pending status and fields laid over it. */
export const withPending = (incident: Incident, pending: ReadonlyMap<string, Pending>): Incident => {
  const { status = incident.status, fields } = pending.get(incident.id) ?? {};
  return status === incident.status && !fields ? incident : { ...incident, ...fields, status };
};

/** The incidents to show, in the server's order. */
export const shownIncidents = (state: Pick<IncidentState, 'incidents' | 'pending'>): readonly Incident[] =>
  [...state.incidents.values()].map((incident) => withPending(incident, state.pending));

/** All incidents that the store knows, as the server told them, each once. */
export const allIncidents = (state: IncidentState): readonly Incident[] => [
  ...new Map([...(state.badge?.incidents ?? []), ...state.followed, ...state.mine, ...state.incidents]).values(),
];

/** Finds an incident that the store knows, with what is pending laid over it. */
export const findIncident = (state: IncidentState, id: string): Incident | undefined => {
  const incident =
    state.incidents.get(id) ?? state.mine.get(id) ?? state.followed.get(id) ?? state.badge?.incidents.get(id);
  return incident && withPending(incident, state.pending);
};
