import { type IncidentSnapshot, type OnCallSnapshot, toIncidentNews, toShiftNews } from '../domain/changes.ts';
import type { IncidentState } from '../store/incidentState.ts';
import type { OnCallState } from '../store/onCallState.ts';
import type { OwnActs } from '../store/ownActs.ts';
import type { DatedNews } from './newsDesk.ts';

/** Compares each load with the one before; nothing in it knows the editor. */
export interface NewsWatch {
  /** What is news in a state that was just loaded; none for the first load, and for states that were not loaded. */
  readonly incidents: (state: IncidentState) => readonly DatedNews[];
  readonly onCalls: (state: OnCallState) => readonly DatedNews[];
  /** Forgets what was known: it is of another account. */
  readonly clear: () => void;
}

const toSnapshot = (state: IncidentState, at: number): IncidentSnapshot => ({
  at,
  mine: state.mine,
  followed: state.followed,
  known: new Map([...(state.badge?.incidents ?? []), ...state.followed, ...state.incidents, ...state.mine]),
});

/** Makes a watch that knows nothing yet: what is there when it begins is not news. */
export const createNewsWatch = (acts: Pick<OwnActs, 'has'>): NewsWatch => {
  let incidents: IncidentSnapshot | undefined;
  let onCalls: OnCallSnapshot | undefined;
  return {
    incidents: (state) => {
      const { mineLoad, me, settings } = state;
      if (mineLoad.kind !== 'loaded' || mineLoad.at === incidents?.at) return [];
      const before = incidents;
      const after = toSnapshot(state, mineLoad.at);
      incidents = after;
      if (!before) return [];
      const isOwn = (id: string): boolean => acts.has(id, before.at);
      const news = toIncidentNews(before, after, { me: me?.id, isOwn, staleAfter: settings.staleAfter });
      return news.map((item) => ({ news: item, since: before.at }));
    },
    onCalls: ({ mineLoad, me, shifts }) => {
      if (mineLoad.kind !== 'loaded' || mineLoad.at === onCalls?.at) return [];
      const before = onCalls;
      const after = { at: mineLoad.at, onCalls: shifts };
      onCalls = after;
      return before ? toShiftNews(before, after, me?.id).map((news) => ({ news, since: before.at })) : [];
    },
    clear: () => {
      incidents = undefined;
      onCalls = undefined;
    },
  };
};
