import { createHash } from 'node:crypto';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { News } from '../domain/changes.ts';
import { toNewsKey } from '../domain/newsKey.ts';
import { slack } from '../store/ownActs.ts';
import type { Disposable } from '../util/emitter.ts';
import type { Moment } from '../views/moment.ts';
import { type NewsAction, type NewsMessage, toNewsMessage } from '../views/newsText.ts';
import { createTelling } from './createTelling.ts';
import { createNewsDesk, type DatedNews } from './newsDesk.ts';
import { newsSettings } from './newsSettings.ts';
import { useLanguage } from './useLanguage.ts';
import { withoutLinks } from './withoutLinks.ts';

/** What the telling of news works with. */
export interface TellNewsOptions {
  readonly moment: () => Moment;
  /** Whether news still hold; what is over is not told. */
  readonly isCurrent: (news: News) => boolean;
  /** The extension's folder, which all windows share. */
  readonly folder: string;
  /** Tells this window from the others. */
  readonly window: string;
  /** Names the account and its user; only windows that look at the same agree on who tells. */
  readonly account: string;
}

/** Tells a person's news in one of their windows. */
export interface NewsTeller extends Disposable {
  /** Takes news, and tells them when their turn comes; to be called after each load, also without news. */
  take(news: readonly DatedNews[]): void;
  /** Says that the person changed these incidents in this window: the others do not tell it. */
  noteActs(incidentIds: readonly string[]): void;
}

/** Makes the teller of one account; the half of being told that is loaded once there is something to compare with. */
export const createNewsTeller = ({ moment, isCurrent, folder, window, account }: TellNewsOptions): NewsTeller => {
  useLanguage();
  const own = createHash('sha256').update(account).digest('hex').slice(0, 16);
  const telling = createTelling({ folder: path.join(folder, 'news', own), window, now: Date.now });
  const desk = createNewsDesk({
    show: showMessage,
    toMessage: (news) => toNewsMessage(news, moment()),
    act: (action, news) => void act(action, news),
    isWanted: newsSettings.isWanted,
    isQuiet: () => newsSettings.isQuiet(moment()),
    isCurrent,
    isFirst: async () => vscode.window.state.focused || telling.isFirst(),
    claim: async ({ news, since }) =>
      !(news.kind !== 'shifts' && (await telling.actedElsewhere(news.incident.id, since - slack))) &&
      telling.claim(toNewsKey(news)),
    now: Date.now,
  });
  const attend = ({ focused }: vscode.WindowState): void => {
    if (!focused) return;
    void telling.attend();
    desk.take([]); // What was left to another window is told where the person looks now.
  };
  attend(vscode.window.state);
  const subscription = vscode.window.onDidChangeWindowState(attend);
  return {
    take: desk.take,
    noteActs: (ids) => void telling.noteActs(ids),
    dispose: () => {
      desk.clear();
      subscription.dispose();
      telling.dispose();
    },
  };
};

const toButton = (action: NewsAction): string => {
  switch (action) {
    case 'acknowledge':
      return l10n.t('Acknowledge');
    case 'resolve':
      return l10n.t('Resolve');
    case 'open':
      return l10n.t('Open');
    case 'snooze':
      return l10n.t('Snooze…');
    case 'unfollow':
      return l10n.t('Unfollow');
    case 'show':
    case 'showOnCalls':
      return l10n.t('Show');
    case 'mute':
      return l10n.t('Don’t Show Again');
  }
};

const showMessage = async ({ text, severity, actions }: NewsMessage): Promise<NewsAction | undefined> => {
  const show = severity === 'warning' ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const items = actions.map((action) => ({ title: toButton(action), action }));
  return (await show(withoutLinks(text), ...items))?.action;
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
      await run('incidents.focus');
      break;
    case 'showOnCalls':
      await run('onCalls.focus');
      break;
    case 'mute':
      for (const kind of new Set(news.map((item) => item.kind))) await newsSettings.mute(kind);
      vscode.window.setStatusBarMessage(l10n.t('Not shown any more: pagerduty.notifications turns it on again'), 5000);
      break;
  }
};
