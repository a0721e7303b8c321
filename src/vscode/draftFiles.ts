import * as vscode from 'vscode';

interface Draft {
  readonly text: string;
  /** Milliseconds since 1970, of the last writing. */
  readonly written: number;
}

/** Drafts of the window as files that an editor can open. */
export interface DraftFiles extends vscode.FileSystemProvider {
  /** Puts a text in place of a draft, also where an editor shows it already; an empty one forgets it. */
  put(uri: vscode.Uri, text: string): Promise<void>;
  /** Forgets the drafts whose keys begin so. */
  discard(start: string): Promise<void>;
}

/**
 * Keeps drafts in the given memory, so that a text survives a failed call and a reload of the window. What has no draft
 * yet is an empty file.
 *
 * @param prefix begins the drafts' keys in the memory
 * @param toKey names the draft behind an address; undefined where the address is none of ours
 */
export const createDraftFiles = (
  memory: vscode.Memento,
  prefix: string,
  toKey: (uri: vscode.Uri) => string | undefined,
): DraftFiles => {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const draftOf = (uri: vscode.Uri): Draft => {
    const key = toKey(uri);
    if (key === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return memory.get<Draft>(prefix + key) ?? { text: '', written: 0 };
  };
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  const write = async (uri: vscode.Uri, text: string): Promise<void> => {
    const key = toKey(uri);
    if (key === undefined) return refuse(uri);
    await memory.update(prefix + key, text ? { text, written: Date.now() } : undefined);
  };
  return {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: (uri) => {
      const { text, written } = draftOf(uri);
      return { type: vscode.FileType.File, ctime: 0, mtime: written, size: Buffer.byteLength(text) };
    },
    readFile: (uri) => Buffer.from(draftOf(uri).text),
    writeFile: (uri, content) => write(uri, Buffer.from(content).toString()),
    put: async (uri, text) => {
      await write(uri, text);
      changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    },
    readDirectory: refuse,
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
    discard: async (start) => {
      const keys = memory.keys().filter((key) => key.startsWith(prefix + start));
      await Promise.all(keys.map((key) => memory.update(key, undefined)));
    },
  };
};
