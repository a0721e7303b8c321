import * as vscode from 'vscode';

/** The scheme of the documents that notes are written in. */
export const noteScheme = 'pagerduty-note';

/** An incident's note in the making. */
export interface NotePlace {
  /** Names the account that the incident is in. */
  readonly account: string;
  readonly incidentId: string;
  /** What people call the incident: `#1234`. */
  readonly name: string;
  /** The posted note that is changed; without it the note is a new one. */
  readonly noteId?: string;
}

/**
 * Address of the document in which an incident's note is written: the manifest knows the language by its first part, and
 * its last part is the tab's title.
 */
export const toNoteUri = ({ account, incidentId, name, noteId }: NotePlace): vscode.Uri => {
  const path = `/${noteScheme}/${[incidentId, noteId].filter(Boolean).join('/')}/Note on ${name}`;
  return vscode.Uri.from({ scheme: noteScheme, path, query: account });
};

/** The incident whose note is written in a document; undefined for any other document. */
export const toNotePlace = (uri: vscode.Uri): NotePlace | undefined => {
  const [, incidentId, noteId, name] =
    /^\/pagerduty-note\/([^/]+)(?:\/([^/]+))?\/Note on ([^/]+)$/.exec(uri.path) ?? [];
  return uri.scheme === noteScheme && uri.query && incidentId && name
    ? { account: uri.query, incidentId, name, ...(noteId ? { noteId } : {}) }
    : undefined;
};

/** Names the draft behind a document's address; undefined for any other document. */
export const toNoteKey = (uri: vscode.Uri): string | undefined => {
  const place = toNotePlace(uri);
  return place && [place.account, place.incidentId, place.noteId].filter(Boolean).join('/');
};
