import * as vscode from 'vscode';
import type { News } from '../domain/changes.ts';
import { findIncident, type IncidentState } from '../store/incidentState.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { OnCallStore } from '../store/onCallStore.ts';
import { isSameAccount } from '../store/openSession.ts';
import type { OwnActs } from '../store/ownActs.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { type NewsAction, type NewsMessage, toNewsMessage } from '../views/newsText.ts';
import { createNewsWatch } from './createNewsWatch.ts';
import { createNewsDesk } from './newsDesk.ts';
import { newsSettings } from './newsSettings.ts';
import type { FeatureOptions } from './registerIncidents.ts';
import { withoutLinks } from './withoutLinks.ts';

/** What the telling of news works with. */
export interface NewsOptions extends Pick<FeatureOptions, 'session' | 'moment'> {
  readonly incidents: IncidentStore;
  readonly onCalls: OnCallStore;
  readonly acts: OwnActs;
}

/** Milliseconds between two loads of who is on call while nobody looks at that view. */
const shiftsEvery = 300_000;

const buttons: { readonly [A in NewsAction]: string } = {
  acknowledge: 'Acknowledge',
  resolve: 'Resolve',
  open: 'Open',
  snooze: 'Snooze…',
  unfollow: 'Unfollow',
  show: 'Show',
  showOnCalls: 'Show',
  mute: 'Don’t Show Again',
};

/** Tells the person what happened between two loads of what they look at; background failures are told nowhere here. */
export const registerNews = ({ incidents, onCalls, acts, session, moment }: NewsOptions): Disposable => {
  const watch = createNewsWatch(acts);
  const desk = createNewsDesk({
    show: showMessage,
    toMessage: (news) => toNewsMessage(news, moment()),
    act: (action, news) => void act(action, news),
    isWanted: newsSettings.isWanted,
    isQuiet: () => newsSettings.isQuiet(Date.now()),
    isCurrent: (news) => isCurrent(news, incidents.state),
    now: Date.now,
  });
  let known = session.state;
  const keepShifts = createKeepShifts(onCalls);
  return joinDisposables(
    incidents.onDidChange(({ before, after }) => {
      if (before.load === after.load || after.load.kind !== 'loaded') return;
      desk.take(watch.incidents(after));
      dropResolved(incidents);
      keepShifts();
    }),
    onCalls.onDidChange(({ before, after }) => {
      if (before.load !== after.load && after.load.kind === 'loaded') desk.take(watch.onCalls(after));
    }),
    session.onDidChange((next) => {
      const same = isSameAccount(known, next);
      known = next;
      if (same) return;
      watch.clear();
      desk.clear();
    }),
  );
};

const showMessage = async ({ text, severity, actions }: NewsMessage): Promise<NewsAction | undefined> => {
  const show = severity === 'warning' ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const items = actions.map((action) => ({ title: buttons[action], action }));
  return (await show(withoutLinks(text), ...items))?.action;
};

/** What somebody has meanwhile taken care of is not told any more. */
const isCurrent = (news: News, state: IncidentState): boolean => {
  if (news.kind === 'shifts' || news.kind === 'followed') return true;
  const now = findIncident(state, news.incident.id);
  if (news.kind === 'stale') return now?.status === 'acknowledged';
  return now?.status === 'triggered' && state.mine.has(now.id);
};

/** What is resolved changes no more; its end has been told. */
const dropResolved = (store: IncidentStore): void => {
  const { followed } = store.state;
  const over = [...followed.values()].filter(({ status }) => status === 'resolved').map(({ id }) => id);
  if (over.length > 0) store.unfollow(over);
};

/** Makes what keeps shifts up to date, for the status bar and the news, while nobody looks at who is on call. */
const createKeepShifts = (onCalls: OnCallStore): (() => void) => {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const { load } = onCalls.state;
    const at = load.kind === 'loaded' ? Math.max(load.at, last) : last;
    if (load.kind === 'loading' || Date.now() - at < shiftsEvery) return;
    last = Date.now();
    void onCalls.refresh();
  };
};

const run = (command: string, ...values: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(`pagerduty.${command}`, ...values);

const act = async (action: NewsAction, news: readonly News[]): Promise<void> => {
  const ids = news.flatMap((item) => (item.kind === 'shifts' ? [] : [item.incident.id]));
  switch (action) {
    case 'acknowledge':
    case 'resolve':
    case 'snooze':
    case 'unfollow':
      await run(`incident.${action}`, ids);
      break;
    case 'open':
      await run('incident.showPage', ids[0]);
      break;
    case 'show':
      await vscode.commands.executeCommand('pagerduty.incidents.focus');
      break;
    case 'showOnCalls':
      await vscode.commands.executeCommand('pagerduty.onCalls.focus');
      break;
    case 'mute':
      for (const kind of new Set(news.map((item) => item.kind))) await newsSettings.mute(kind);
      vscode.window.setStatusBarMessage('Not shown any more: pagerduty.notifications turns it on again', 5000);
      break;
  }
};
