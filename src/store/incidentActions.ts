import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/errors.ts';
import type { Incident as ApiIncident } from '../api/generated/operations.ts';
import type { Incident, IncidentStatus } from '../domain/incident.ts';
import { type Note, parseNote } from '../domain/note.ts';
import { chunks } from './bulk.ts';
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
  updateNote(id: string, noteId: string, content: string): Promise<void>;
  run(wish: Wish, work: IncidentCalls): Promise<readonly Incident[]>;
  /** Snoozes incidents for so many seconds, one call each. */
  snooze(ids: readonly string[], seconds: number): Promise<void>;
}

/** Calls that change incidents; `goOn` between two throws once the account is another one. Gives what was answered. */
export type IncidentCalls = (goOn: () => void) => Promise<readonly ApiIncident[]>;

/**
 * Takes what PagerDuty answered to an action as what it last told. Such answers do not tell a snooze: until the next load
 * an acknowledged incident is snoozed as it was before, or as was wished.
 */
const absorb = (
  state: IncidentState,
  answer: readonly ApiIncident[],
  wished?: number,
): Pick<IncidentState, 'incidents' | 'mine' | 'followed' | 'badge'> => {
  const told = new Map<string, Incident>();
  addIncidents(told, answer);
  const toTold = (row: Incident): Incident => {
    const next = told.get(row.id) ?? row;
    if (next === row || next.status !== 'acknowledged' || next.snoozedUntil !== undefined) return next;
    return { ...next, snoozedUntil: wished ?? row.snoozedUntil };
  };
  const over = (rows: ReadonlyMap<string, Incident>): ReadonlyMap<string, Incident> =>
    new Map([...rows].map(([id, row]) => [id, toTold(row)]));
  return {
    incidents: over(state.incidents),
    mine: over(state.mine),
    followed: over(state.followed),
    badge: state.badge && { ...state.badge, incidents: over(state.badge.incidents) },
  };
};

/** Puts a posted note on top of an opened incident's notes, until they are loaded anew. */
const showNote = (cell: Cell<IncidentState>, details: IncidentDetailsLoader, id: string, note: Note | undefined) => {
  const opened = cell.state.details.get(id);
  if (!opened || !note) return;
  const notes = { ...opened.notes, rows: [note, ...opened.notes.rows] };
  cell.update({ details: new Map(cell.state.details).set(id, { ...opened, notes }) });
  void details.open(id);
};

const switched = (): ApiError =>
  new ApiError(
    l10n.t('The account was changed before PagerDuty had done everything; look which incidents are changed.'),
    {
      kind: 'refused',
      operationId: 'updateIncidents',
    },
  );

/** Whether the account is still the one that an act was begun in. */
interface Own {
  /** Throws once it is another one: before each call. What PagerDuty has done already is no failure. */
  readonly goOn: () => void;
  /** Changes the state, unless it is of another account by now. */
  readonly show: (change: () => void) => void;
}

/** Does work under a wish: lays it over the rows meanwhile. */
type Under = <T>(wish: Wish, work: (own: Own) => Promise<T>) => Promise<T>;

const createUnder = (session: StoreOptions['session'], cell: Cell<IncidentState>, reload: () => void): Under => {
  const wishes = createWishes((pending) => cell.update({ pending }));
  return async (wish, work) => {
    const account = session.state;
    const isOwn = (): boolean => isSameAccount(session.state, account);
    const goOn = (): void => {
      if (!isOwn()) throw switched();
    };
    const show = (change: () => void): void => {
      if (isOwn()) change();
    };
    const laid = wishes.lay(wish);
    try {
      await laid.turn;
      goOn();
      return await work({ goOn, show });
    } finally {
      laid.take();
      show(reload);
    }
  };
};

const createNoting = (
  client: StoreOptions['client'],
  cell: Cell<IncidentState>,
  details: IncidentDetailsLoader,
  under: Under,
): Pick<IncidentActions, 'addNote' | 'updateNote'> => ({
  addNote: (id, content) =>
    under({ ids: [id], note: content }, async ({ show }) => {
      const { note } = await client.incidents.createIncidentNote({ id, content });
      show(() => showNote(cell, details, id, parseNote(note)));
    }),
  updateNote: (id, noteId, content) =>
    under({ ids: [id], doing: l10n.t('changing note…') }, async ({ show }) => {
      await client.incidents.updateIncidentNote({ id, note_id: noteId, content });
      show(() => cell.state.details.has(id) && void details.open(id));
    }),
});

/** Makes the actions on incidents; `reload` is called after each, whether it worked or not. */
export const createIncidentActions = (
  { client, session, now }: StoreOptions,
  cell: Cell<IncidentState>,
  details: IncidentDetailsLoader,
  reload: () => void,
): IncidentActions => {
  const under = createUnder(session, cell, reload);
  const change = async (named: readonly string[], status: IncidentStatus): Promise<readonly Incident[]> => {
    const ids = [...new Set(named)];
    if (ids.length === 0) return [];
    return under({ ids, status }, async ({ goOn, show }) => {
      const told = new Map<string, Incident>();
      for (const chunk of chunks(ids)) {
        goOn();
        const changes = chunk.map((id) => ({ id, status }));
        const { incidents } = await client.incidents.updateIncidents({ incidents: changes });
        addIncidents(told, incidents);
        show(() => cell.update(absorb(cell.state, incidents)));
      }
      return [...told.values()].filter((incident) => incident.status !== status);
    });
  };
  return {
    acknowledge: (ids) => change(ids, 'acknowledged'),
    resolve: (ids) => change(ids, 'resolved'),
    snooze: (ids, seconds) => {
      const snoozedUntil = now() + seconds * 1000;
      return under(
        { ids, status: 'acknowledged', fields: { snoozedUntil }, doing: l10n.t('snoozing…') },
        async ({ goOn, show }) => {
          for (const id of ids) {
            goOn();
            const { incident } = await client.incidents.snoozeIncident({ id, duration: seconds });
            show(() => cell.update(absorb(cell.state, incident ? [incident] : [], snoozedUntil)));
          }
        },
      );
    },
    run: (wish, work) =>
      under(wish, async ({ goOn, show }) => {
        const answer = await work(goOn);
        const told = new Map<string, Incident>();
        addIncidents(told, answer);
        show(() => cell.update(absorb(cell.state, answer)));
        return [...told.values()];
      }),
    ...createNoting(client, cell, details, under),
  };
};
