import type { News } from '../domain/changes.ts';
import { findIncident, type IncidentState, withPending } from '../store/incidentState.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { OnCallState } from '../store/onCallState.ts';
import type { OnCallStore } from '../store/onCallStore.ts';
import { accountIdOf, isSameAccount } from '../store/openSession.ts';
import type { OwnActs } from '../store/ownActs.ts';
import type { SessionState } from '../store/sessionState.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { createNewsWatch } from './createNewsWatch.ts';
import type { DatedNews } from './newsDesk.ts';
import type { FeatureOptions } from './registerIncidents.ts';
import type { NewsTeller } from './tellNews.ts';

/** What the telling of news works with. */
export interface NewsOptions extends Pick<FeatureOptions, 'session' | 'moment'> {
  readonly incidents: IncidentStore;
  readonly onCalls: OnCallStore;
  readonly acts: OwnActs;
  /** The extension's folder, which all windows share. */
  readonly folder: string;
  /** Tells this window from the others. */
  readonly window: string;
}

/** Milliseconds between two looks at my shifts while nobody sees who is on call. */
const shiftsEvery = 300_000;

/** Tells the person what happened between two looks at what is theirs; background failures are told nowhere here. */
export const registerNews = (options: NewsOptions): Disposable => {
  const { incidents, onCalls, acts, session } = options;
  const watch = createNewsWatch(acts);
  const keepShifts = createKeepShifts(onCalls);
  let known = session.state;
  let teller = createLazyTeller(options, known);
  return joinDisposables(
    incidents.onDidChange(({ before, after }) => {
      if (before.mineLoad === after.mineLoad || after.mineLoad.kind !== 'loaded') return;
      teller.take(watch.incidents(after));
      dropResolved(incidents);
      keepShifts();
    }),
    onCalls.onDidChange(({ before, after }) => {
      if (before.mineLoad !== after.mineLoad) teller.take(watch.onCalls(after));
    }),
    acts.onDidNote((ids) => teller.noteActs(ids)),
    session.onDidChange((next) => {
      const same = isSameAccount(known, next);
      known = next;
      if (same) return;
      watch.clear();
      teller.dispose();
      teller = createLazyTeller(options, next);
    }),
    { dispose: () => teller.dispose() },
  );
};

/** The teller of an account, which is loaded with the first load of what is mine. */
const createLazyTeller = ({ incidents, moment, folder, window }: NewsOptions, state: SessionState): NewsTeller => {
  let teller: Promise<NewsTeller> | undefined;
  let disposed = false;
  const account = accountIdOf(state);
  const isCurrentNow = (news: News): boolean => isCurrent(news, incidents.state);
  const get = async (): Promise<NewsTeller> => {
    const { createNewsTeller } = await import('./tellNews.ts');
    return createNewsTeller({ moment, isCurrent: isCurrentNow, folder, window, account: account ?? '' });
  };
  const use = (work: (made: NewsTeller) => void): void => {
    if (account === undefined || disposed) return;
    teller ??= get();
    void teller.then((made) => disposed || work(made));
  };
  return {
    take: (news: readonly DatedNews[]) => use((made) => made.take(news)),
    noteActs: (ids) => use((made) => made.noteActs(ids)),
    dispose: () => {
      disposed = true;
      void teller?.then((made) => made.dispose());
    },
  };
};

/** What somebody has meanwhile taken care of is not told any more. */
const isCurrent = (news: News, state: IncidentState): boolean => {
  if (news.kind === 'shifts' || news.kind === 'followed') return true;
  const mine = state.mine.get(news.incident.id);
  const now = mine ? withPending(mine, state.pending) : findIncident(state, news.incident.id);
  if (news.kind === 'stale') return now?.status === 'acknowledged';
  return now?.status === 'triggered' && mine !== undefined;
};

/** What is resolved changes no more; its end has been told. */
const dropResolved = (store: IncidentStore): void => {
  const { followed } = store.state;
  const over = [...followed.values()].filter(({ status }) => status === 'resolved').map(({ id }) => id);
  if (over.length > 0) store.unfollow(over);
};

/** Whether one of my shifts began or ended after a time. */
const isShiftOver = ({ shifts }: OnCallState, since: number, now: number): boolean =>
  shifts.some((shift) => [shift.start, shift.end].some((time) => time !== undefined && time > since && time <= now));

/** Makes what keeps my shifts up to date, for the status bar and the news, while nobody sees who is on call. */
const createKeepShifts = (onCalls: OnCallStore): (() => void) => {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const { load, mineLoad } = onCalls.state;
    const now = Date.now();
    const at = mineLoad.kind === 'loaded' ? Math.max(mineLoad.at, last) : last;
    if (load.kind === 'loading' || (now - at < shiftsEvery && !isShiftOver(onCalls.state, at, now))) return;
    last = now;
    void onCalls.look();
  };
};
