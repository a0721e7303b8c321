import type { IncidentStatus } from '../domain/incident.ts';
import type { Pending, Wanted } from './incidentState.ts';

/** What the user wants of some incidents: a status, a note, or other fields. */
export interface Wish {
  readonly ids: readonly string[];
  readonly status?: IncidentStatus;
  readonly note?: string;
  readonly fields?: Wanted;
  /** What is being done, where the status does not tell it: `snoozing…`. */
  readonly doing?: string;
}

/** A wish that is laid over what the server told. */
export interface Laid {
  /** When earlier wishes for the same incidents are done, so that their calls arrive in the order of the wishes. */
  readonly turn: Promise<void>;
  /** Takes the wish away. */
  take(): void;
}

/** The wishes that PagerDuty has not answered yet. */
export interface Wishes {
  lay(wish: Wish): Laid;
}

/** Takes wishes in the order they were made; gives what is pending for each incident: what came last, and all notes. */
export const toPending = (wishes: readonly Wish[]): ReadonlyMap<string, Pending> => {
  const pending = new Map<string, Pending>();
  for (const { ids, status, note, fields, doing } of wishes) {
    for (const id of ids) {
      const old = pending.get(id);
      pending.set(id, {
        ...old,
        status: status ?? old?.status,
        notes: [...(old?.notes ?? []), ...(note === undefined ? [] : [note])],
        ...(fields ? { fields: { ...old?.fields, ...fields } } : {}),
        ...(doing === undefined ? {} : { doing }),
      });
    }
  }
  return pending;
};

/** Makes an empty list of wishes; `changed` is told what is pending after each change. */
export const createWishes = (changed: (pending: ReadonlyMap<string, Pending>) => void): Wishes => {
  const laid = new Map<Wish, Promise<void>>();
  const tell = (): void => changed(toPending([...laid.keys()]));
  return {
    lay: (wish) => {
      const earlier = [...laid]
        .filter(([other]) => other.ids.some((id) => wish.ids.includes(id)))
        .map(([, taken]) => taken);
      const { promise, resolve } = Promise.withResolvers<void>();
      laid.set(wish, promise);
      tell();
      return {
        turn: Promise.all(earlier).then(() => undefined),
        take: () => {
          laid.delete(wish);
          resolve();
          tell();
        },
      };
    },
  };
};
