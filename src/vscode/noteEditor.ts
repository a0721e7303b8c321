import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Incident } from '../domain/incident.ts';
import type { Note } from '../domain/note.ts';
import { toAccountLabel } from '../store/accountFacts.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import { accountIdOf } from '../store/openSession.ts';
import type { Session } from '../store/session.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { createDraftFiles } from './draftFiles.ts';
import { findDraft, forgetDraft } from './draftTabs.ts';
import type { FindIncident } from './findShownIncident.ts';
import { type NotePlace, noteScheme, toNoteKey, toNotePlace, toNoteUri } from './noteFiles.ts';
import { registerCommands } from './registerCommands.ts';
import { Refusal, type Report } from './report.ts';
import { withoutIcons } from './withoutIcons.ts';

/** What writing notes needs. */
export interface NoteEditorOptions {
  /** Where drafts are kept. */
  readonly memory: vscode.Memento;
  readonly store: Pick<IncidentStore, 'addNote' | 'updateNote'>;
  readonly session: Pick<Session, 'state' | 'accounts' | 'switchTo'>;
  readonly find: FindIncident;
  readonly report: Report;
}

/** Writing notes in editor tabs. */
export interface NoteEditor extends Disposable {
  /** Opens an editor for a note on an incident of the account in use. */
  open(place: Omit<NotePlace, 'account'>): Promise<void>;
  /** Opens a posted note to be changed; a draft of the change stays as it was. */
  edit(incident: Incident, note: Note): Promise<void>;
  /** Forgets an account's drafts and closes their tabs. */
  clear(account: string): Promise<void>;
}

const writing = { create: true, overwrite: true };

/**
 * A note is written in an editor tab, because VS Code has no other place for many lines. Its draft saves itself and
 * goes only when PagerDuty has taken the note, or when the person throws it away.
 */
export const registerNoteEditor = (options: NoteEditorOptions): NoteEditor => {
  const files = createDraftFiles(options.memory, 'pagerduty.note.', toNoteKey);
  const toUri = (place: Omit<NotePlace, 'account'>): vscode.Uri =>
    toNoteUri({ ...place, account: accountIdOf(options.session.state) ?? '' });
  const open = async (place: Omit<NotePlace, 'account'>): Promise<void> => {
    await vscode.window.showTextDocument(toUri(place), { preview: false });
  };
  const registered = joinDisposables(
    vscode.workspace.registerFileSystemProvider(noteScheme, files, { isCaseSensitive: true }),
    vscode.languages.registerCodeLensProvider({ scheme: noteScheme }, { provideCodeLenses: toLenses(options) }),
    registerCommands(options.report, {
      'pagerduty.note.post': createPost(options),
      'pagerduty.note.discard': async (uri?: vscode.Uri) => {
        const note = findNote(uri);
        if (note) await forgetDraft(note.document);
      },
    }),
  );
  return {
    open,
    edit: async ({ id, number }, note) => {
      const place = { incidentId: id, name: number === undefined ? id : `#${number}`, noteId: note.id };
      const uri = toUri(place);
      if ((await files.stat(uri)).size === 0) await files.writeFile(uri, Buffer.from(note.content), writing);
      await open(place);
    },
    clear: async (account) => {
      const isWanted = ({ uri }: vscode.TextDocument): boolean => toNotePlace(uri)?.account === account;
      await Promise.all(vscode.workspace.textDocuments.filter(isWanted).map(forgetDraft));
      await files.discard(`${account}/`);
    },
    dispose: () => registered.dispose(),
  };
};

interface OpenNote {
  readonly document: vscode.TextDocument;
  readonly place: NotePlace;
}

/** Makes the command that posts; a note that is on its way is not posted a second time. */
const createPost = ({ store, session, report }: NoteEditorOptions) => {
  const onTheirWay = new Set<string>();
  const post = async (uri?: vscode.Uri): Promise<void> => {
    const note = findNote(uri);
    const key = note?.document.uri.toString() ?? '';
    if (!note || onTheirWay.has(key)) return;
    const text = note.document.getText();
    if (text.trim() === '') throw new Refusal(l10n.t('This note is empty: write something, then post it.'));
    if (!isOfAccount(session, note.place)) return refuse({ session, report }, note.place);
    onTheirWay.add(key);
    try {
      const title = l10n.t('Posting the note on {0} …', note.place.name);
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
        save(store, note.place, text.trim()),
      );
      // Who wrote on meanwhile keeps the text.
      if (note.document.getText() === text) await forgetDraft(note.document);
    } catch (error) {
      report(error, { title: l10n.t('Retry'), run: () => post(note.document.uri) });
    } finally {
      onTheirWay.delete(key);
    }
  };
  return post;
};

const isOfAccount = ({ state }: NoteEditorOptions['session'], { account }: NotePlace): boolean =>
  accountIdOf(state) === account;

/** A note goes to the account of its incident, and to no other. */
const refuse = ({ session, report }: Pick<NoteEditorOptions, 'session' | 'report'>, { account }: NotePlace): void => {
  const facts = session.accounts.find(({ id }) => id === account)?.facts;
  if (!facts)
    throw new Refusal(
      l10n.t('This note is on an incident of another account: sign in to that one, then post it.'),
      'token',
    );
  const told = l10n.t(
    'This note is on an incident of {0}: switch to that account, then post it.',
    toAccountLabel(facts),
  );
  report(new Refusal(told), { title: l10n.t('Switch Account'), run: () => session.switchTo(account) });
};

const save = (store: NoteEditorOptions['store'], { incidentId, noteId }: NotePlace, text: string): Promise<void> =>
  noteId === undefined ? store.addNote(incidentId, text) : store.updateNote(incidentId, noteId, text);

/** The note's document: the given one, else the one that is being edited. */
const findNote = (uri?: vscode.Uri): OpenNote | undefined => {
  const document = findDraft(noteScheme, uri);
  const place = document && toNotePlace(document.uri);
  return place && { document, place };
};

/** A line above the text that says what the note is on, and what can be done with it. */
const toLenses =
  ({ session, find }: Pick<NoteEditorOptions, 'session' | 'find'>) =>
  ({ uri }: vscode.TextDocument): vscode.CodeLens[] => {
    const place = toNotePlace(uri);
    if (!place) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const subject = withoutIcons(
      [place.name, isOfAccount(session, place) && find(place.incidentId)?.title].filter(Boolean).join(' '),
    );
    const what =
      place.noteId === undefined ? l10n.t('Post note on {0}', subject) : l10n.t('Change note on {0}', subject);
    return [
      new vscode.CodeLens(top, {
        title: `$(send) ${what}`,
        command: 'pagerduty.note.post',
        arguments: [uri],
      }),
      new vscode.CodeLens(top, {
        title: `$(discard) ${l10n.t('Discard')}`,
        command: 'pagerduty.note.discard',
        arguments: [uri],
      }),
    ];
  };
