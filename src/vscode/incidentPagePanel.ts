import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { IncidentPageStore } from '../store/incidentPageStore.ts';
import type { Lacks } from '../store/lacks.ts';
import { createEmitter, type Disposable, type Event } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import { incidentPage, toPageDocument, toPageTitle } from '../views/incidentPage.ts';
import { type PageMessage, pageCommands, toFilePlace, toPageMessage } from '../views/incidentPageMessage.ts';
import { type IncidentPage, type NoteState, shownIncident } from '../views/incidentPageModel.ts';
import { pathsOf } from '../views/incidentPagePaths.ts';
import type { Markup } from '../views/markup.ts';
import type { Moment } from '../views/moment.ts';
import type { Target } from './acts/target.ts';
import type { PageDrafts } from './pageDrafts.ts';
import type { PageFiles } from './pageFiles.ts';
import { type Report, toAccountChanged, toSentence } from './report.ts';

/** What a page in its tab is made of. */
export interface IncidentPagePanelOptions {
  readonly panel: vscode.WebviewPanel;
  readonly id: string;
  /** Title until the incident is known. */
  readonly title: string;
  readonly store: IncidentPageStore;
  readonly files: PageFiles;
  readonly drafts: PageDrafts;
  /** Whether the page's account is the one in use. */
  readonly isOurs: () => boolean;
  readonly extensionUri: vscode.Uri;
  /** Whether objects have pages in the web app. */
  readonly hasPages: () => boolean;
  readonly showIncident: (id: string) => unknown;
  readonly lacks: Pick<Lacks, 'state' | 'onDidChange'>;
  readonly moment: () => Moment;
  readonly report: Report;
}

/** A page in its tab. */
export interface IncidentPagePanel extends Disposable {
  /** The reader has begun to work in it. */
  readonly onDidTouch: Event<void>;
  /** What commands act on that are called on the page as a whole. */
  target(): Target;
}

/** Where a page's own resources lie. */
export const toResourceRoots = (extensionUri: vscode.Uri): readonly vscode.Uri[] =>
  ['dist', 'media'].map((folder) => vscode.Uri.joinPath(extensionUri, folder));

const styles = ['incidentPage.css', 'incidentPageControls.css', 'incidentPageParts.css'];

const toDocument = ({ panel, id, extensionUri, title }: IncidentPagePanelOptions, content: Markup): string => {
  const { webview } = panel;
  const resource = (...names: readonly string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...names)).toString();
  return toPageDocument({
    id,
    title,
    content,
    language: vscode.env.language,
    script: resource('dist', 'incidentPage.js'),
    styles: [resource('dist', 'codicon.css'), ...styles.map((name) => resource('media', name))],
    source: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
  });
};

/** Paints the page: whole at first, and what has changed afterwards. */
const createPainter = (options: IncidentPagePanelOptions, note: () => NoteState) => {
  const { panel, store, files, lacks, extensionUri, hasPages, moment } = options;
  let { title } = options;
  let isClosed = false;
  panel.onDidDispose(() => {
    isClosed = true;
  });
  let painted: Markup | undefined;
  const toPage = (): IncidentPage => ({
    state: store.state,
    note: note(),
    hasPages: hasPages(),
    files: files.found,
    lacks: lacks.state,
  });
  const frame = (page: IncidentPage): void => {
    title = toPageTitle(page, title);
    if (panel.title !== title) panel.title = title;
    const status = shownIncident(page.state)?.status;
    if (status) panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'incident', `${status}.svg`);
  };
  const paint = (force = false): void => {
    if (isClosed) return;
    const page = toPage();
    frame(page);
    if (!panel.visible) return; // A page that is shown again asks for all of it.
    const content = incidentPage(page, moment());
    if (!force && isSame(content, painted)) return;
    painted = content;
    void panel.webview.postMessage({ kind: 'content', content, title });
  };
  const begin = (): void => {
    frame(toPage());
    panel.webview.html = toDocument({ ...options, title }, incidentPage(toPage(), moment()));
  };
  const look = async (): Promise<void> => {
    if (await files.look(pathsOf(store.state))) paint();
  };
  return { begin, paint, look, isClosed: () => isClosed };
};

/**
 * Posts notes; a note that is on its way is not posted a second time, and a failed one stays in the composer. A page that
 * was closed by a change of the account posts no more: its note stays a draft of that account.
 */
const createNotePoster = (
  { id, store, drafts, isOurs, panel, report }: IncidentPagePanelOptions,
  { paint, isClosed }: Pick<ReturnType<typeof createPainter>, 'paint' | 'isClosed'>,
) => {
  let state: NoteState = { kind: 'writing' };
  const become = (next: NoteState): void => {
    state = next;
    paint();
  };
  const post = async (text: string): Promise<void> => {
    if (state.kind === 'posting') return;
    if (!isOurs()) return report(toAccountChanged());
    if (text.trim() === '') return become({ kind: 'failed', message: l10n.t('it is empty: write something first.') });
    drafts.set(id, text);
    become({ kind: 'posting' });
    try {
      await store.addNote(text.trim());
      // Who wrote on meanwhile keeps the text.
      if (drafts.get(id) === text) drafts.set(id, '');
      if (!isClosed()) void panel.webview.postMessage({ kind: 'draft', text: '', was: text });
      become({ kind: 'writing' });
    } catch (error) {
      become({ kind: 'failed', message: toSentence(error) });
      const cures = isOurs() ? [{ title: l10n.t('Retry'), run: () => post(text) }] : [];
      if (isClosed()) report(error, ...cures);
    }
  };
  const write = (text: string): void => {
    drafts.set(id, text);
    if (state.kind === 'failed') become({ kind: 'writing' });
  };
  return { state: () => state, post, write };
};

type Acts = Readonly<Record<string, (value: string) => unknown>>;

/** What the page's buttons do by themselves; everything else are commands. */
const createActs = (options: IncidentPagePanelOptions, postNote: (text: string) => unknown): Acts => {
  const { store, files, showIncident } = options;
  const url = (): string | undefined => store.state.incident?.url;
  const title = l10n.t('Refreshing the incident…');
  return {
    refresh: () =>
      vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => store.reload()),
    open: () => url() && vscode.env.openExternal(vscode.Uri.parse(url() ?? '', true)),
    copyLink: async () => {
      await vscode.env.clipboard.writeText(url() ?? '');
      vscode.window.setStatusBarMessage(`$(check) ${l10n.t('Copied')}`, 2000);
    },
    signIn: () => vscode.commands.executeCommand('pagerduty.signIn'),
    openFile: (text) => {
      const place = toFilePlace(text);
      return place && files.open(place);
    },
    showIncident,
    postNote,
  };
};

/** All that the page knows of its incident. */
const toTarget = ({ id, store: { state } }: IncidentPagePanelOptions): Target => {
  const incident = shownIncident(state);
  const { notes, alerts } = state;
  return { incidentId: id, ...(incident ? { incident } : {}), notes: notes.rows, alerts: alerts.rows };
};

/** Runs a command on what the page shows, as the menus do. */
const runCommand = (options: IncidentPagePanelOptions, act: string, value: string): unknown =>
  vscode.commands.executeCommand(`pagerduty.${act}`, { ...toTarget(options), ...toPart(act, value) });

/** What of the incident a button's value names. */
const toPart = (act: string, value: string): Pick<Target, 'noteId' | 'alertId' | 'fieldId'> => {
  if (value === '') return {};
  if (act.startsWith('note.')) return { noteId: value };
  return act.startsWith('alert.') ? { alertId: value } : { fieldId: value };
};

/** Shows an incident's page in a tab. */
export const createIncidentPagePanel = (options: IncidentPagePanelOptions): IncidentPagePanel => {
  const { panel, id, store, drafts, report } = options;
  const touched = createEmitter<void>();
  const painter = createPainter(options, () => poster.state());
  const poster = createNotePoster(options, painter);
  const acts = createActs(options, poster.post);
  const answer = (message: PageMessage): unknown => {
    if (message.kind === 'touched') return touched.fire();
    if (message.kind === 'draft') return poster.write(message.text);
    if (message.kind === 'act') {
      const { act, value } = message;
      if (Object.hasOwn(acts, act)) return acts[act]?.(value);
      return pageCommands.has(act) && runCommand(options, act, value);
    }
    painter.paint(true);
    return panel.webview.postMessage({ kind: 'draft', text: drafts.get(id), was: '' });
  };
  painter.begin();
  void painter.look();
  const subscriptions = [
    panel.webview.onDidReceiveMessage(async (value: unknown) => {
      const message = toPageMessage(value);
      try {
        if (message) await answer(message);
      } catch (error) {
        report(error);
      }
    }),
    options.lacks.onDidChange(() => painter.paint()),
    store.onDidChange(() => {
      painter.paint();
      void painter.look();
    }),
  ];
  return {
    onDidTouch: touched.event,
    target: () => toTarget(options),
    dispose: () => vscode.Disposable.from(...subscriptions, touched).dispose(),
  };
};
