import type { CallOptions, Client } from '../api/client.ts';
import { parseAlert } from '../domain/alert.ts';
import { parseLogEntry } from '../domain/logEntry.ts';
import { type Note, parseNote } from '../domain/note.ts';
import type { Disposable } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import type { IncidentDetails, IncidentState, Part } from './incidentState.ts';
import { createLazyLoads } from './lazyLoads.ts';
import { toFailure } from './load.ts';
import type { StoreOptions } from './storeOptions.ts';

/** Keeps the details of opened incidents. */
export interface IncidentDetailsLoader extends Disposable {
  /** Loads the details of an incident and keeps them; a newer call takes the place of an older one. Never rejects. */
  open(id: string): Promise<void>;
  /** Forgets the details of an incident. */
  close(id: string): void;
  /**
   * After a load of the list, forgets the incidents that are in no list any more, and loads anew the opened ones among
   * the given, which changed, and the few that were opened last: a note does not always change its incident.
   */
  follow(changed: readonly string[]): void;
}

/** Opened incidents that are loaded anew with each load of the list; each costs three calls. */
const kept = 5;

/** Timeline entries to show; the full story is on the incident's page. */
const latest = 25;

/** Fetches the notes of an incident, newest first. */
export const fetchNotes = async (client: Client, id: string, options: CallOptions): Promise<readonly Note[]> =>
  (await client.incidents.listIncidentNotes({ id }, options)).notes
    .flatMap((row) => parseNote(row) ?? [])
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));

const fetchers: {
  readonly [P in keyof IncidentDetails]: (
    client: Client,
    id: string,
    options: CallOptions,
  ) => Promise<IncidentDetails[P]['rows']>;
} = {
  alerts: async (client, id, options) =>
    (await client.incidents.listIncidentAlerts({ id, limit: 100, sort_by: 'created_at:desc' }, options)).alerts.flatMap(
      (row) => parseAlert(row) ?? [],
    ),
  notes: fetchNotes,
  timeline: async (client, id, options) =>
    (await client.incidents.listIncidentLogEntries({ id, limit: latest, is_overview: true }, options)).log_entries
      .flatMap((row) => parseLogEntry(row) ?? [])
      .sort((a, b) => (b.at ?? 0) - (a.at ?? 0)),
};

const nothing: Part<never> = { kind: 'loading', rows: [] };

const put = (cell: Cell<IncidentState>, id: string, parts: Partial<IncidentDetails>): void => {
  const old = cell.state.details.get(id);
  if (!old) return; // The incident was closed, or the account is another one now.
  const details = { ...old, ...parts };
  if (!isSame(old, details)) cell.update({ details: new Map(cell.state.details).set(id, details) });
};

/** Begins the details of an incident, or moves them behind those that were opened before. */
const putLast = (cell: Cell<IncidentState>, id: string): void => {
  const details = new Map(cell.state.details);
  if ([...details.keys()].at(-1) === id) return;
  const old = details.get(id) ?? { alerts: nothing, notes: nothing, timeline: nothing };
  details.delete(id);
  cell.update({ details: details.set(id, old) });
};

/** Makes the loader of details. What comes for an incident that was closed or asked for anew meanwhile is dropped. */
export const createIncidentDetails = (
  { client, session }: Pick<StoreOptions, 'client' | 'session'>,
  cell: Cell<IncidentState>,
): IncidentDetailsLoader => {
  const loads = createLazyLoads(session);
  const loadPart = async <P extends keyof IncidentDetails>(part: P, id: string, signal: AbortSignal): Promise<void> => {
    const show = (value: IncidentDetails[P]): void => {
      if (!signal.aborted) put(cell, id, { [part]: value });
    };
    try {
      const rows = await fetchers[part](client, id, { signal });
      show({ kind: 'loaded', rows } as IncidentDetails[P]); // The fetcher's type says that the rows are this part's.
    } catch (error) {
      const rows = cell.state.details.get(id)?.[part].rows ?? [];
      show({ kind: 'failed', rows, failure: toFailure(error) } as IncidentDetails[P]);
    }
  };
  const load = (id: string): Promise<void> =>
    loads.run(id, async (signal) => {
      await Promise.all((['alerts', 'notes', 'timeline'] as const).map((part) => loadPart(part, id, signal)));
    });
  const close = (id: string): void => {
    loads.stop(id);
    const details = new Map(cell.state.details);
    if (details.delete(id)) cell.update({ details });
  };
  return {
    open: (id) => {
      putLast(cell, id);
      return load(id);
    },
    close,
    follow: (changed) => {
      const { details, incidents, mine, followed } = cell.state;
      const opened = [...details.keys()].filter((id) => [incidents, mine, followed].some((rows) => rows.has(id)));
      for (const id of details.keys()) if (!opened.includes(id)) close(id);
      const wanted = new Set([...opened.slice(-kept), ...changed]);
      for (const id of opened) if (wanted.has(id)) void load(id);
    },
    dispose: loads.dispose,
  };
};
