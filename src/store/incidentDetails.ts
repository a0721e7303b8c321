import type { CallOptions, Client } from '../api/client.ts';
import { parseAlert } from '../domain/alert.ts';
import { parseLogEntry } from '../domain/logEntry.ts';
import { parseNote } from '../domain/note.ts';
import type { Disposable } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import type { IncidentDetails, IncidentState, Part } from './incidentState.ts';
import { toFailure } from './load.ts';

/** Keeps the details of opened incidents. */
export interface IncidentDetailsLoader extends Disposable {
  /** Loads the details of an incident and keeps them; a newer call takes the place of an older one. Never rejects. */
  open(id: string): Promise<void>;
  /** Forgets the details of an incident. */
  close(id: string): void;
  /**
   * Loads anew, after a load of the list: the opened incidents among the given ones, which changed, and the few that
   * were opened last, since a note does not always change its incident.
   */
  follow(changed: readonly string[]): void;
}

/** Opened incidents that are loaded anew with each load of the list; each costs three calls. */
const followed = 5;

/** Timeline entries to show; the full story is on the incident's page. */
const latest = 25;

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
  notes: async (client, id, options) =>
    (await client.incidents.listIncidentNotes({ id }, options)).notes
      .flatMap((row) => parseNote(row) ?? [])
      .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)),
  timeline: async (client, id, options) =>
    (await client.incidents.listIncidentLogEntries({ id, limit: latest, is_overview: true }, options)).log_entries
      .flatMap((row) => parseLogEntry(row) ?? [])
      .sort((a, b) => (b.at ?? 0) - (a.at ?? 0)),
};

const nothing: Part<never> = { kind: 'loading', rows: [] };

const put = (cell: Cell<IncidentState>, id: string, parts: Partial<IncidentDetails>): void => {
  const old = cell.state.details.get(id) ?? { alerts: nothing, notes: nothing, timeline: nothing };
  const details = { ...old, ...parts };
  if (cell.state.details.has(id) && isSame(old, details)) return;
  cell.update({ details: new Map(cell.state.details).set(id, details) });
};

/** Makes the loader of details. What comes for an incident that was closed or asked for anew meanwhile is dropped. */
export const createIncidentDetails = (client: Client, cell: Cell<IncidentState>): IncidentDetailsLoader => {
  const running = new Map<string, AbortController>();
  const loadPart = async <P extends keyof IncidentDetails>(part: P, id: string, signal: AbortSignal): Promise<void> => {
    const show = (value: IncidentDetails[P]): void => {
      // Without details the incident was closed, or the account is another one now.
      if (!signal.aborted && cell.state.details.has(id)) put(cell, id, { [part]: value });
    };
    try {
      const rows = await fetchers[part](client, id, { signal });
      show({ kind: 'loaded', rows } as IncidentDetails[P]); // The fetcher's type says that the rows are this part's.
    } catch (error) {
      const rows = cell.state.details.get(id)?.[part].rows ?? [];
      show({ kind: 'failed', rows, failure: toFailure(error) } as IncidentDetails[P]);
    }
  };
  const open = async (id: string): Promise<void> => {
    running.get(id)?.abort();
    const controller = new AbortController();
    running.set(id, controller);
    put(cell, id, {});
    await Promise.all((['alerts', 'notes', 'timeline'] as const).map((part) => loadPart(part, id, controller.signal)));
    if (running.get(id) === controller) running.delete(id);
  };
  const close = (id: string): void => {
    running.get(id)?.abort();
    running.delete(id);
    const details = new Map(cell.state.details);
    if (details.delete(id)) cell.update({ details });
  };
  return {
    open,
    close,
    follow: (changed) => {
      const opened = [...cell.state.details.keys()];
      const wanted = new Set([...opened.slice(-followed), ...changed]);
      for (const id of opened) if (wanted.has(id)) void open(id);
    },
    dispose: () => {
      for (const controller of running.values()) controller.abort();
    },
  };
};
