import type { Client } from '../api/client.ts';
import type { Incident as ApiIncident } from '../api/generated/operations.ts';
import { table } from '../api/generated/table.ts';
import { pages } from '../api/pages.ts';
import { type Incident, parseIncident } from '../domain/incident.ts';
import type { User } from '../domain/user.ts';
import { keepSame } from '../util/keep.ts';
import type { Cell } from './cell.ts';
import type { IncidentState, Scope } from './incidentState.ts';
import type { StoreOptions } from './storeOptions.ts';

/** Open incidents of any age; without `date_range` PagerDuty gives those of the last month only. */
const open = { statuses: ['triggered', 'acknowledged'], date_range: 'all', sort_by: ['created_at:desc'] } as const;

/** The filter of a scope; undefined where nothing can match. */
const filterOf = (
  scope: Scope,
  me: User | undefined,
): { readonly user_ids?: readonly string[]; readonly team_ids?: readonly string[] } | undefined => {
  if (scope === 'all') return {};
  if (scope === 'mine') return me && { user_ids: [me.id] };
  return me && me.teams.length > 0 ? { team_ids: me.teams.map((team) => team.id) } : undefined;
};

/** Puts incidents of the API into a map by id, in their order. */
export const addIncidents = (rows: Map<string, Incident>, page: readonly ApiIncident[]): void => {
  for (const row of page) {
    const incident = parseIncident(row);
    if (incident) rows.set(incident.id, incident);
  }
};

const fetchMine = async (
  client: Client,
  me: User | undefined,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Incident>> => {
  const rows = new Map<string, Incident>();
  if (me)
    addIncidents(
      rows,
      (await client.incidents.listIncidents({ ...open, user_ids: [me.id], limit: 100 }, { signal })).incidents,
    );
  return rows;
};

/**
 * Fetches the open incidents of the scope in force, and mine for the badge. During the first load each page is shown
 * as it comes; later ones are swapped in whole.
 */
export const fetchIncidents = async (
  { client, send }: StoreOptions,
  cell: Cell<IncidentState>,
  signal: AbortSignal,
): Promise<Partial<IncidentState>> => {
  const { scope, me, wanted, load } = cell.state;
  const filter = filterOf(scope, me);
  const mine = scope === 'mine' ? undefined : fetchMine(client, me, signal);
  mine?.catch(() => undefined); // Told below; until then it is not unhandled.
  const rows = new Map<string, Incident>();
  let more = false;
  if (filter) {
    for await (const page of pages(send, table.incidents.listIncidents, { ...open, ...filter }, { signal })) {
      addIncidents(rows, page);
      more = rows.size >= wanted;
      if (more) break;
      if (load.kind === 'loading' && !signal.aborted) cell.update({ incidents: new Map(rows) });
    }
  }
  const incidents = keepSame(cell.state.incidents, rows);
  return { incidents, more, mine: keepSame(cell.state.mine, (await mine) ?? incidents) };
};
