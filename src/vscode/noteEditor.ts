import * as vscode from 'vscode';
import type { Incident } from '../domain/incident.ts';
import type { Note } from '../domain/note.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import type { FindIncident } from './findShownIncident.ts';
import { createNoteFiles, type NotePlace, noteScheme, toNotePlace, toNoteUri } from './noteFiles.ts';
import { registerCommands } from './registerCommands.ts';
import { Refusal, type Report } from './report.ts';
import { withoutIcons } from './withoutIcons.ts';

/** What writing notes needs. */
export interface NoteEditorOptions {
  /** Where drafts are kept. */
  readonly memory: vscode.Memento;
  readonly store: Pick<IncidentStore, 'addNote' | 'updateNote'>;
  readonly find: FindIncident;
  readonly report: Report;
}

/** Writing notes in editor tabs. */
export interface NoteEditor extends Disposable {
  open(place: NotePlace): Promise<void>;
  /** Opens a posted note to be changed; a draft of the change stays as it was. */
  edit(incident: Incident, note: Note): Promise<void>;
  /** Forgets all drafts and closes their tabs. */
  clear(): Promise<void>;
}

const writing = { create: true, overwrite: true };

/**
 * A note is written in an editor tab, because VS Code has no other place for many lines. Its draft saves itself and
 * goes only when PagerDuty has taken the note, or when the person throws it away.
 */
export const registerNoteEditor = (options: NoteEditorOptions): NoteEditor => {
  const files = createNoteFiles(options.memory);
  const open = async (place: NotePlace): Promise<void> => {
    await vscode.window.showTextDocument(toNoteUri(place), { preview: false });
  };
  const registered = joinDisposables(
    vscode.workspace.registerFileSystemProvider(noteScheme, files, { isCaseSensitive: true }),
    vscode.languages.registerCodeLensProvider({ scheme: noteScheme }, { provideCodeLenses: toLenses(options.find) }),
    registerCommands(options.report, {
      'pagerduty.note.post': createPost(options),
      'pagerduty.note.discard': async (uri?: vscode.Uri) => {
        const note = findNote(uri);
        if (note) await forget(note.document);
      },
    }),
  );
  return {
    open,
    edit: async ({ id, number }, note) => {
      const place = { incidentId: id, name: number === undefined ? id : `#${number}`, noteId: note.id };
      const uri = toNoteUri(place);
      if ((await files.stat(uri)).size === 0) await files.writeFile(uri, Buffer.from(note.content), writing);
      await open(place);
    },
    clear: async () => {
      await Promise.all(vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === noteScheme).map(forget));
      await files.discard();
    },
    dispose: () => registered.dispose(),
  };
};

interface OpenNote {
  readonly document: vscode.TextDocument;
  readonly place: NotePlace;
}

/** Makes the command that posts; a note that is on its way is not posted a second time. */
const createPost = ({ store, report }: NoteEditorOptions) => {
  const onTheirWay = new Set<string>();
  const post = async (uri?: vscode.Uri): Promise<void> => {
    const note = findNote(uri);
    const key = note?.document.uri.path ?? '';
    if (!note || onTheirWay.has(key)) return;
    const text = note.document.getText();
    if (text.trim() === '') throw new Refusal('This note is empty: write something, then post it.');
    onTheirWay.add(key);
    try {
      const title = `Posting the note on ${note.place.name} …`;
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
        save(store, note.place, text.trim()),
      );
      // Who wrote on meanwhile keeps the text.
      if (note.document.getText() === text) await forget(note.document);
    } catch (error) {
      report(error, { title: 'Retry', run: () => post(note.document.uri) });
    } finally {
      onTheirWay.delete(key);
    }
  };
  return post;
};

const save = (store: NoteEditorOptions['store'], { incidentId, noteId }: NotePlace, text: string): Promise<void> =>
  noteId === undefined ? store.addNote(incidentId, text) : store.updateNote(incidentId, noteId, text);

/** Empties the note: VS Code keeps a document for a while after its tab was closed, and would show its text again. */
const forget = async (document: vscode.TextDocument): Promise<void> => {
  const { uri, lineCount } = document;
  const edit = new vscode.WorkspaceEdit();
  edit.delete(uri, new vscode.Range(0, 0, lineCount, 0));
  await vscode.workspace.applyEdit(edit);
  await document.save(); // A tab with unsaved changes would ask before it closes.
  await closeTabs((tab) => tab.toString() === uri.toString());
};

/** The note's document: the given one, else the one that is being edited. */
const findNote = (uri?: vscode.Uri): OpenNote | undefined => {
  const wanted = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === wanted?.toString());
  const place = document && toNotePlace(document.uri);
  return place && { document, place };
};

/** A line above the text that says what the note is on, and what can be done with it. */
const toLenses =
  (find: FindIncident) =>
  ({ uri }: vscode.TextDocument): vscode.CodeLens[] => {
    const place = toNotePlace(uri);
    if (!place) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const subject = [place.name, find(place.incidentId)?.title].filter(Boolean).join(' ');
    return [
      new vscode.CodeLens(top, {
        title: `$(send) ${place.noteId === undefined ? 'Post' : 'Change'} note on ${withoutIcons(subject)}`,
        command: 'pagerduty.note.post',
        arguments: [uri],
      }),
      new vscode.CodeLens(top, { title: '$(discard) Discard', command: 'pagerduty.note.discard', arguments: [uri] }),
    ];
  };

const closeTabs = async (isWanted: (uri: vscode.Uri) => boolean): Promise<void> => {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const wanted = tabs.filter(({ input }) => input instanceof vscode.TabInputText && isWanted(input.uri));
  if (wanted.length > 0) await vscode.window.tabGroups.close(wanted);
};
