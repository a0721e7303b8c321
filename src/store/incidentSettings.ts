import type { IncidentQuery } from '../domain/incidentQuery.ts';

/** What the user has set about the incident list. */
export interface IncidentSettings {
  readonly queries: readonly IncidentQuery[];
  /** Names or ids of the services that the workspace is about. */
  readonly workspaceServices: readonly string[];
  /** Name of the query that the number on the icon counts; undefined counts my triggered incidents. */
  readonly badge: string | undefined;
  /** Milliseconds after which an acknowledged incident counts as forgotten; undefined never does. */
  readonly staleAfter: number | undefined;
}

export const defaultIncidentSettings: IncidentSettings = {
  queries: [],
  workspaceServices: [],
  badge: undefined,
  staleAfter: undefined,
};
