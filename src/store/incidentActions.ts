import { ApiError } from '../api/errors.ts';
import type { Incident as ApiIncident } from '../api/generated/operations.ts';
import type { Incident, IncidentStatus } from '../domain/incident.ts';
import { parseNote } from '../domain/note.ts';
import type { Cell } from './cell.ts';
import type { IncidentDetailsLoader } from './incidentDetails.ts';
import { addIncidents } from './incidentFetch.ts';
import type { IncidentState } from './incidentState.ts';
import { isSameAccount } from './openSession.ts';
import type { StoreOptions } from './storeOptions.ts';
import { createWishes, type Wish } from './wishes.ts';

/** What can be done to incidents. */
export interface IncidentActions {
  acknowledge(ids: readonly string[]): Promise<readonly Incident[]>;
  resolve(ids: readonly string[]): Promise<readonly Incident[]>;
  addNote(id: string, content: string): Promise<void>;
}

/** PagerDuty updates at most 250 incidents in one call and answers more with 413 ("Manage Incidents"). */
export const bulkSize = 250;

const chunks = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / bulkSize) }, (_, n) => ids.slice(n * bulkSize, (n + 1) * bulkSize));

/** Takes what PagerDuty answered to an action as what it last told. */
const absorb = (
  state: IncidentState,
  answer: readonly ApiIncident[],
): Pick<IncidentState, 'incidents' | 'mine' | 'followed' | 'badge'> => {
  const told = new Map<string, Incident>();
  addIncidents(told, answer);
  const over = (rows: ReadonlyMap<string, Incident>): ReadonlyMap<string, Incident> =>
    new Map([...rows].map(([id, row]) => [id, told.get(id) ?? row]));
  return {
    incidents: over(state.incidents),
    mine: over(state.mine),
    followed: over(state.followed),
    badge: state.badge && { ...state.badge, incidents: over(state.badge.incidents) },
  };
};

const switched = (): ApiError =>
  new ApiError('The account was changed before PagerDuty had done everything; look which incidents are changed.', {
    kind: 'refused',
    operationId: 'updateIncidents',
  });

/** Makes the actions on incidents; `reload` is called after each, whether it worked or not. */
export const createIncidentActions = (
  { client, session }: StoreOptions,
  cell: Cell<IncidentState>,
  details: IncidentDetailsLoader,
  reload: () => void,
): IncidentActions => {
  const wishes = createWishes((pending) => cell.update({ pending }));
  /** Lays the wish over the rows while the work is done; `goOn` throws once the account is another one. */
  const under = async <T>(wish: Wish, work: (goOn: () => void) => Promise<T>): Promise<T> => {
    const account = session.state;
    const goOn = (): void => {
      if (!isSameAccount(session.state, account)) throw switched();
    };
    const laid = wishes.lay(wish);
    try {
      await laid.turn;
      goOn();
      return await work(goOn);
    } finally {
      laid.take();
      if (isSameAccount(session.state, account)) reload();
    }
  };
  const change = async (named: readonly string[], status: IncidentStatus): Promise<readonly Incident[]> => {
    const ids = [...new Set(named)];
    if (ids.length === 0) return [];
    return under({ ids, status }, async (goOn) => {
      const told = new Map<string, Incident>();
      for (const chunk of chunks(ids)) {
        goOn();
        const changes = chunk.map((id) => ({ id, status }));
        const { incidents } = await client.incidents.updateIncidents({ incidents: changes });
        goOn();
        addIncidents(told, incidents);
        cell.update(absorb(cell.state, incidents));
      }
      return [...told.values()].filter((incident) => incident.status !== status);
    });
  };
  return {
    acknowledge: (ids) => change(ids, 'acknowledged'),
    resolve: (ids) => change(ids, 'resolved'),
    addNote: (id, content) =>
      under({ ids: [id], note: content }, async (goOn) => {
        const { note } = await client.incidents.createIncidentNote({ id, content });
        goOn();
        const opened = cell.state.details.get(id);
        const parsed = parseNote(note);
        if (!opened || !parsed) return;
        const notes = { ...opened.notes, rows: [parsed, ...opened.notes.rows] };
        cell.update({ details: new Map(cell.state.details).set(id, { ...opened, notes }) });
        void details.open(id);
      }),
  };
};
