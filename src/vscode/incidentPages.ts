import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Client } from '../api/client.ts';
import { createIncidentPageStore } from '../store/incidentPageStore.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { Lacks } from '../store/lacks.ts';
import { accountIdOf } from '../store/openSession.ts';
import { createEmitter, type Disposable, joinDisposables } from '../util/emitter.ts';
import type { Target } from './acts/target.ts';
import type { FindIncident } from './findShownIncident.ts';
import { createIncidentPagePanel, type IncidentPagePanel, toResourceRoots } from './incidentPagePanel.ts';
import type { AllPageDrafts } from './pageDrafts.ts';
import { createPageFiles } from './pageFiles.ts';
import type { FeatureOptions } from './registerIncidents.ts';
import { registerPolling } from './registerPolling.ts';
import { useLanguage } from './useLanguage.ts';

/** What the pages of incidents are given. */
export interface IncidentPagesOptions extends FeatureOptions {
  readonly client: Client;
  readonly incidents: IncidentStore;
  /** Finds an incident that a view shows already. */
  readonly find: FindIncident;
  readonly drafts: AllPageDrafts;
  /** Knows what the account lacks. */
  readonly lacks: Lacks;
  readonly extensionUri: vscode.Uri;
}

/** How a page is shown. */
export interface ShowOptions {
  /** As a look at it: the focus stays, and the next look takes its tab unless the reader has begun to work in it. */
  readonly preview?: boolean;
}

/** The pages of incidents in their tabs, one for each. */
export interface IncidentPages extends Disposable {
  show(id: string, options?: ShowOptions): void;
  /** Takes up a page after a reload of the window, by what it remembered. */
  restore(panel: vscode.WebviewPanel, remembered: unknown): void;
  /** What the page in the active tab shows; undefined where something else is there. */
  active(): Target | undefined;
}

/** The type of the pages' webviews. */
export const pageViewType = 'pagerduty.incident';

/** What PagerDuty's ids look like; nothing else is asked for. */
const isId = (id: unknown): id is string => typeof id === 'string' && /^\w{1,64}$/u.test(id);

interface Open {
  readonly panel: vscode.WebviewPanel;
  readonly page: IncidentPagePanel;
}

const createVisibility = (panel: vscode.WebviewPanel) => {
  const visibility = createEmitter<boolean>();
  let visible = panel.visible;
  const subscription = panel.onDidChangeViewState(() => {
    if (panel.visible === visible) return;
    visible = panel.visible;
    visibility.fire(visible);
  });
  return {
    visible: () => panel.visible,
    onDidChangeVisibility: visibility.event,
    dispose: joinDisposables(visibility, subscription).dispose,
  };
};

/** Keeps a tab to the account that it is opened in: it closes when another one is in use, and its drafts stay. */
const keepToAccount = (session: IncidentPagesOptions['session'], panel: vscode.WebviewPanel) => {
  let account = accountIdOf(session.state);
  const subscription = session.onDidChange((next) => {
    const id = accountIdOf(next);
    account ??= id;
    if (id !== undefined && id !== account) panel.dispose();
  });
  const isOurs = (): boolean => [account, undefined].includes(accountIdOf(session.state)); // Signed out, a call says so.
  return { account: () => account, isOurs, dispose: () => subscription.dispose() };
};

/** Fills a tab with an incident's page, which lives as long as the tab. */
const createPage = (
  options: IncidentPagesOptions,
  panel: vscode.WebviewPanel,
  id: string,
  title: string,
  showIncident: (id: string) => void,
): Open => {
  const { session, find } = options;
  const store = createIncidentPageStore({ ...options, now: Date.now, id, known: find(id) });
  const keeping = keepToAccount(session, panel);
  const drafts = options.drafts.of(keeping.account);
  const files = createPageFiles();
  const visibility = createVisibility(panel);
  const hasPages = (): boolean => session.state.kind === 'signedIn';
  const { isOurs } = keeping;
  const given = { ...options, drafts, isOurs, panel, id, title, store, files, hasPages, showIncident };
  const page = createIncidentPagePanel(given);
  const polling = registerPolling({ ...options, tree: visibility, store });
  panel.onDidDispose(() => joinDisposables(store, keeping, files, visibility, page, polling).dispose());
  return { panel, page };
};

/** Makes the pages; the heavy half of the feature, loaded when the first page is opened. */
export const createIncidentPages = (options: IncidentPagesOptions): IncidentPages => {
  useLanguage();
  const opened = new Map<string, Open>();
  let preview: string | undefined;
  const take = (panel: vscode.WebviewPanel, id: string, title: string): void => {
    const open = createPage(options, panel, id, title, (other) => show(other));
    opened.set(id, open);
    panel.onDidDispose(() => {
      if (opened.get(id) === open) opened.delete(id);
      if (preview === id) preview = undefined;
    });
    open.page.onDidTouch(() => {
      if (preview === id) preview = undefined;
    });
  };
  const show = (id: string, { preview: asPreview = false }: ShowOptions = {}): void => {
    if (!isId(id)) return;
    const known = opened.get(id);
    const before = preview === undefined || preview === id ? undefined : opened.get(preview);
    if (!asPreview && preview === id) preview = undefined;
    if (known) {
      known.panel.reveal(undefined, asPreview);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      pageViewType,
      l10n.t('Incident'),
      { viewColumn: before?.panel.viewColumn ?? vscode.ViewColumn.Active, preserveFocus: asPreview },
      { enableScripts: true, enableFindWidget: true, localResourceRoots: [...toResourceRoots(options.extensionUri)] },
    );
    take(panel, id, l10n.t('Incident'));
    if (!asPreview) return;
    before?.panel.dispose();
    preview = id;
  };
  return {
    show,
    restore: (panel, remembered) => {
      const { id, title } = (remembered ?? {}) as { readonly id?: unknown; readonly title?: unknown };
      if (!isId(id) || opened.has(id)) return panel.dispose();
      panel.webview.options = { enableScripts: true, localResourceRoots: [...toResourceRoots(options.extensionUri)] };
      take(panel, id, typeof title === 'string' ? title : l10n.t('Incident'));
    },
    active: () => [...opened.values()].find(({ panel }) => panel.active)?.page.target(),
    dispose: () => {
      for (const { panel } of [...opened.values()]) panel.dispose();
    },
  };
};
