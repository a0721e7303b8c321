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
  readonly settings: Pick<Settings, 'refreshInterval' | 'onDidChange'>;
  /** How many times the interval of the settings lies between two loads; 1 when left out. */
  readonly slowness?: number;
  /** What is asked while nobody sees the view; nothing when left out. */
  readonly away?: Away;
}

/** What of a view matters while nobody sees it: its badge, the status bar, news. */
export interface Away {
  /** Whether the person wants to be told of it before they have seen the view. */
  readonly isWanted: () => boolean;
  readonly look: () => Promise<Failure | undefined>;
}

/** How much slower a view is refreshed that stands in an unfocused window, or that is hidden. */
const slower = { unfocused: 4, hidden: 2, both: 4 };

/** Milliseconds after the start of the window before anything is asked for what nobody sees. */
const settle = 5_000;

/**
 * Refreshes a store as often as the person looks at its view. Nothing is loaded before the view was visible for the
 * first time, but for a look at what the person wants to be told of; failures stay in the store's state.
 */
export const registerPolling = ({ tree, store, session, settings, slowness = 1, away }: PollingOptions): Disposable => {
  let looked = false;
  let seen = false;
  const isWanted = (): boolean => away !== undefined && (seen || away.isWanted());
  const poller = createPoller({
    task: () => {
      looked = !tree.visible() && away !== undefined;
      return looked && away ? away.look() : store.refresh();
    },
    intervals: () => {
      const focused = settings.refreshInterval() * slowness;
      const hidden = vscode.window.state.focused ? slower.hidden : slower.both;
      return { focused, unfocused: focused * slower.unfocused, hidden: isWanted() ? focused * hidden : undefined };
    },
    now: Date.now,
    random: Math.random,
    settle,
  });
  let begun = false;
  const attend = (): void => {
    seen ||= tree.visible();
    begun ||= seen || (isOpen(session.state) && isWanted());
    if (!begun) return;
    poller.setAttention({ focused: vscode.window.state.focused, visible: tree.visible() });
    // The first rows do not wait: of the view, of another account, or of a list that nobody has seen for a while.
    if (tree.visible() && isOpen(session.state) && (looked || store.state.load.kind === 'idle')) {
      looked = false;
      void store.refresh();
      poller.touch();
    }
  };
  attend();
  return vscode.Disposable.from(
    tree.onDidChangeVisibility(attend),
    vscode.window.onDidChangeWindowState(attend),
    session.onDidChange(attend),
    settings.onDidChange(attend),
    poller,
  );
};
