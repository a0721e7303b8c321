import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { createEmitter, type Disposable, joinDisposables } from '../util/emitter.ts';
import { createDraftFiles } from './draftFiles.ts';
import { closeDraft, findDraft, findTabs, forgetDraft, isTabOf } from './draftTabs.ts';
import { registerCommands } from './registerCommands.ts';
import { isCancellation, Refusal, type Report } from './report.ts';
import { withoutIcons } from './withoutIcons.ts';

/** A text of many lines that a person is asked for. */
export interface TextRequest {
  /** Names the draft, without slashes: what was written and not taken is there again when the same is asked for. */
  readonly key: string;
  /** Title of the tab. */
  readonly title: string;
  /** Said above the text. */
  readonly hint: string;
  /** What Ctrl+Enter does: `Resolve #12 with this note`. */
  readonly action: string;
  /** What stands there at first, in place of a draft. */
  readonly value?: string;
  /** Whether the draft outlives its taking, until `forget`. */
  readonly keeps?: true;
  /** Takes the text; when it throws, that is told and the text stays for another try. */
  readonly accept: (text: string) => Promise<void>;
}

/** Lets a person write a text; gives false when the tab was closed or the text thrown away. */
export type WriteText = ((request: TextRequest) => Promise<boolean>) & {
  /** Forgets a draft that is needed no more. */
  readonly forget: (key: string) => Promise<void>;
};

/** Writing texts in editor tabs. */
export interface TextEditor extends Disposable {
  readonly write: WriteText;
  /** Forgets an account's drafts and closes their tabs. */
  clear(account: string): Promise<void>;
}

const scheme = 'pagerduty-text';

const toUri = (account: string, key: string, title: string): vscode.Uri =>
  vscode.Uri.from({ scheme, query: account, path: `/${scheme}/${key}/${title.replaceAll('/', '∕')}` });

/** A text belongs to the account that it was begun in. */
const toKey = ({ path, query }: vscode.Uri): string | undefined => {
  const key = /^\/pagerduty-text\/([^/]+)\/[^/]+$/.exec(path)?.[1];
  return key && query ? `${query}/${key}` : undefined;
};

interface Asked extends TextRequest {
  readonly uri: vscode.Uri;
  readonly end: (isTaken: boolean) => void;
}

const toLenses = (asked: Asked | undefined, uri: vscode.Uri): vscode.CodeLens[] => {
  const top = new vscode.Range(0, 0, 0, 0);
  const lens = (title: string, command: string): vscode.CodeLens =>
    new vscode.CodeLens(top, { title, command, arguments: [uri] });
  const discard = lens(`$(discard) ${l10n.t('Discard')}`, 'pagerduty.text.discard');
  if (!asked) return [lens(l10n.t('Call the command again to go on: this text is kept'), ''), discard];
  return [
    lens(`$(check) ${withoutIcons(asked.action)}`, 'pagerduty.text.accept'),
    discard,
    lens(withoutIcons(asked.hint), ''),
  ];
};

/** Makes the command that takes a text; one that is on its way is not taken a second time. */
const createAccept = (askedFor: (uri: vscode.Uri) => Asked | undefined, report: Report) => {
  const onTheirWay = new Set<Asked>();
  const accept = async (uri?: vscode.Uri): Promise<void> => {
    const document = findDraft(scheme, uri);
    if (!document) return;
    const asked = askedFor(document.uri);
    if (!asked) throw new Refusal(l10n.t('This text was begun before: call the command again, the text is kept.'));
    if (onTheirWay.has(asked)) return;
    const text = document.getText();
    if (text.trim() === '') throw new Refusal(l10n.t('This text is empty: write something first.'));
    onTheirWay.add(asked);
    try {
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: `${asked.action} …` }, () =>
        asked.accept(text.trim()),
      );
      asked.end(true);
      if (asked.keeps) await document.save();
      // Who wrote on meanwhile keeps the text.
      if (document.getText() === text) await (asked.keeps ? closeDraft(asked.uri) : forgetDraft(document));
    } catch (error) {
      if (!isCancellation(error)) report(error, { title: l10n.t('Retry'), run: () => accept(document.uri) });
    } finally {
      onTheirWay.delete(asked);
    }
  };
  return accept;
};

/** Keeps who waits for which text. */
const createWaiting = () => {
  const open = new Map<string, Asked>();
  const changed = createEmitter<void>();
  return {
    onDidChange: changed.event,
    of: (uri: vscode.Uri): Asked | undefined => open.get(toKey(uri) ?? ''),
    all: (): readonly Asked[] => [...open.values()],
    /** Waits until the text is taken or left; a former asker for the same waits no more. */
    wait: (request: TextRequest, uri: vscode.Uri): Promise<boolean> => {
      const key = toKey(uri) ?? '';
      open.get(key)?.end(false);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const end = (isTaken: boolean): void => {
        open.delete(key);
        changed.fire();
        resolve(isTaken);
      };
      open.set(key, { ...request, uri, end });
      changed.fire();
      return promise;
    },
    dispose: changed.dispose,
  };
};

/** Shows a text with the cursor at its end. */
const showText = async (uri: vscode.Uri): Promise<void> => {
  const document = await vscode.workspace.openTextDocument(uri);
  const { end } = document.lineAt(document.lineCount - 1).range;
  // A selection that is set afterwards would move the cursor of who types already.
  await vscode.window.showTextDocument(document, { preview: false, selection: new vscode.Range(end, end) });
};

/** A text of many lines is written in an editor tab: VS Code has no other place for it. Its draft saves itself. */
export const registerTextEditor = (
  memory: vscode.Memento,
  account: () => string | undefined,
  report: Report,
): TextEditor => {
  const files = createDraftFiles(memory, 'pagerduty.text.', toKey);
  const uris = new Map<string, vscode.Uri>();
  const waiting = createWaiting();
  const write = async (request: TextRequest): Promise<boolean> => {
    const { key, title, value = '' } = request;
    const uri = toUri(account() ?? 'none', key, title);
    uris.set(key, uri);
    if (value !== '') await files.put(uri, value);
    const isTaken = waiting.wait(request, uri);
    await showText(uri);
    return isTaken;
  };
  const discard = async (document: vscode.TextDocument): Promise<void> => {
    waiting.of(document.uri)?.end(false);
    await forgetDraft(document);
  };
  const registered = joinDisposables(
    waiting,
    vscode.workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true }),
    vscode.languages.registerCodeLensProvider(
      { scheme },
      { onDidChangeCodeLenses: waiting.onDidChange, provideCodeLenses: ({ uri }) => toLenses(waiting.of(uri), uri) },
    ),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const { uri, end } of waiting.all())
        if (closed.some((tab) => isTabOf(tab, uri)) && findTabs(uri).length === 0) end(false);
    }),
    registerCommands(report, {
      'pagerduty.text.accept': createAccept(waiting.of, report),
      'pagerduty.text.discard': async (uri?: vscode.Uri) => {
        const document = findDraft(scheme, uri);
        if (document) await discard(document);
      },
    }),
  );
  return {
    write: Object.assign(write, {
      forget: async (key: string) => {
        const uri = uris.get(key);
        if (uri) await files.put(uri, '');
      },
    }),
    clear: async (of) => {
      const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === scheme && uri.query === of);
      await Promise.all(open.map(discard));
      await files.discard(`${of}/`);
    },
    dispose: registered.dispose,
  };
};
