import * as vscode from 'vscode';
import type { Failure, Load } from '../store/load.ts';
import { isOpen } from '../store/openSession.ts';
import type { Session } from '../store/session.ts';
import type { Disposable } from '../util/emitter.ts';
import { createPoller } from '../util/poller.ts';
import type { Settings } from './settings.ts';
import type { Tree } from './treeView.ts';

/** What keeps a view up to date. */
export interface PollingOptions {
  readonly tree: Pick<Tree, 'visible' | 'onDidChangeVisibility'>;
  readonly store: { readonly state: { readonly load: Load }; refresh(): Promise<Failure | undefined> };
  readonly session: Pick<Session, 'state' | 'onDidChange'>;
  readonly settings: Pick<Settings, 'refreshInterval'>;
  /** Whether something is shown of it while the view is hidden, such as a badge. */
  readonly countsWhenHidden?: boolean;
}

/** How much slower a view is refreshed that stands in an unfocused window, or that is hidden. */
const slower = { unfocused: 4, hidden: 4 };

/**
 * Refreshes a store as often as the person looks at its view. Nothing is loaded before the view was visible for the
 * first time; failures stay in the store's state.
 */
export const registerPolling = ({ tree, store, session, settings, countsWhenHidden }: PollingOptions): Disposable => {
  const poller = createPoller({
    task: () => store.refresh(),
    intervals: () => {
      const focused = settings.refreshInterval();
      const hidden = countsWhenHidden ? focused * slower.hidden : undefined;
      return { focused, unfocused: focused * slower.unfocused, hidden };
    },
    now: Date.now,
    random: Math.random,
  });
  const attend = (): void => {
    poller.setAttention({ focused: vscode.window.state.focused, visible: tree.visible() });
    // Another account than the one whose turn it was: its first rows do not wait.
    if (tree.visible() && isOpen(session.state) && store.state.load.kind === 'idle') {
      void store.refresh();
      poller.touch();
    }
  };
  attend();
  return vscode.Disposable.from(
    tree.onDidChangeVisibility(attend),
    vscode.window.onDidChangeWindowState(attend),
    session.onDidChange(attend),
    poller,
  );
};
