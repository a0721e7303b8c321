import * as vscode from 'vscode';

/** The scheme of the documents that notes are written in. */
export const noteScheme = 'pagerduty-note';

/** An incident's note in the making. */
export interface NotePlace {
  readonly incidentId: string;
  /** What people call the incident: `#1234`. */
  readonly name: string;
  /** The posted note that is changed; without it the note is a new one. */
  readonly noteId?: string;
}

interface Draft {
  readonly text: string;
  /** Milliseconds since 1970, of the last writing. */
  readonly written: number;
}

/** The draft notes of the window, one for each incident, as files that an editor can open. */
export interface NoteFiles extends vscode.FileSystemProvider {
  /** Forgets all drafts. */
  discard(): Promise<void>;
}

/** Address of the document in which an incident's note is written; its last part is the tab's title. */
export const toNoteUri = ({ incidentId, name, noteId }: NotePlace): vscode.Uri =>
  vscode.Uri.from({ scheme: noteScheme, path: `/${[incidentId, noteId].filter(Boolean).join('/')}/Note on ${name}` });

/** The incident whose note is written in a document; undefined for any other document. */
export const toNotePlace = (uri: vscode.Uri): NotePlace | undefined => {
  const [, incidentId, noteId, name] = /^\/([^/]+)(?:\/([^/]+))?\/Note on ([^/]+)$/.exec(uri.path) ?? [];
  return uri.scheme === noteScheme && incidentId && name
    ? { incidentId, name, ...(noteId ? { noteId } : {}) }
    : undefined;
};

const draftKeys = 'pagerduty.note.';

const draftKey = ({ incidentId, noteId }: Omit<NotePlace, 'name'>): string =>
  draftKeys + [incidentId, noteId].filter(Boolean).join('/');

/**
 * Keeps drafts in the given memory, so that a note survives a failed call and a reload of the window. An incident
 * without a draft has an empty file.
 */
export const createNoteFiles = (memory: vscode.Memento): NoteFiles => {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const draftOf = (uri: vscode.Uri): Draft => {
    const place = toNotePlace(uri);
    if (!place) throw vscode.FileSystemError.FileNotFound(uri);
    return memory.get<Draft>(draftKey(place)) ?? { text: '', written: 0 };
  };
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  return {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: (uri) => {
      const { text, written } = draftOf(uri);
      return { type: vscode.FileType.File, ctime: 0, mtime: written, size: Buffer.byteLength(text) };
    },
    readFile: (uri) => Buffer.from(draftOf(uri).text),
    writeFile: async (uri, content) => {
      const place = toNotePlace(uri);
      if (!place) return refuse(uri);
      const text = Buffer.from(content).toString();
      await memory.update(draftKey(place), text ? { text, written: Date.now() } : undefined);
    },
    readDirectory: refuse,
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
    discard: async () => {
      const keys = memory.keys().filter((key) => key.startsWith(draftKeys));
      await Promise.all(keys.map((key) => memory.update(key, undefined)));
    },
  };
};
