import { realpath } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { FilePlace } from '../domain/fileMention.ts';
import type { Disposable } from '../util/emitter.ts';

/** Files of the workspace by the paths that alerts name them with. */
export interface PageFiles extends Disposable {
  /** The paths that are known to be files of the workspace. */
  readonly found: ReadonlySet<string>;
  /** Looks for paths that were not looked for yet; tells whether some were found. Never rejects. */
  look(paths: ReadonlySet<string>): Promise<boolean>;
  /** Opens a file that was found, beside the page; does nothing for any other path. */
  open(place: FilePlace): Promise<void>;
}

/** Folders above a path that do not belong to it: a container's, a build machine's. More are not tried. */
const deepest = 16;

/** The names of a path from the top down; undefined for one that climbs, which no program reports of itself. */
const toNames = (named: string): readonly string[] | undefined => {
  const names = named
    .replace(/^[a-z][\w-]*:\/{2,3}|^[A-Za-z]:/iu, '')
    .split('/')
    .filter((name) => name !== '' && name !== '.');
  return names.length === 0 || names.length > deepest || names.some((name) => name === '..' || name === '~')
    ? undefined
    : names;
};

/** Whether a link in the workspace leads out of it. */
const staysInside = async (folder: vscode.Uri, file: vscode.Uri): Promise<boolean> => {
  if (file.scheme !== 'file') return true;
  const [root, target] = await Promise.all([realpath(folder.fsPath), realpath(file.fsPath)]);
  return target.startsWith(root + path.sep);
};

const findIn = async (folder: vscode.Uri, names: readonly string[]): Promise<vscode.Uri | undefined> => {
  const file = vscode.Uri.joinPath(folder, ...names);
  try {
    const { type } = await vscode.workspace.fs.stat(file);
    return type & vscode.FileType.File && (await staysInside(folder, file)) ? file : undefined;
  } catch {
    return undefined; // It is not there.
  }
};

/** A name without a folder is looked for everywhere, and counts when there is one such file. */
const findByName = async (name: string): Promise<vscode.Uri | undefined> => {
  if (!/^[\w@+~.-]+$/u.test(name)) return undefined;
  const [file, another] = await vscode.workspace.findFiles(`**/${name}`, undefined, 2);
  const folder = file && vscode.workspace.getWorkspaceFolder(file);
  return file && folder && !another && (await staysInside(folder.uri, file)) ? file : undefined;
};

const find = async (named: string): Promise<vscode.Uri | undefined> => {
  const names = toNames(named);
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (!names || folders.length === 0) return undefined;
  for (let start = 0; start < Math.max(names.length - 1, 1); start++) {
    for (const { uri } of folders) {
      const file = await findIn(uri, names.slice(start));
      if (file) return file;
    }
  }
  return names.length === 1 ? findByName(names[0] ?? '') : undefined;
};

/** Makes the finder of files; what it found is forgotten when the workspace's folders change. */
export const createPageFiles = (): PageFiles => {
  const known = new Map<string, vscode.Uri | undefined>();
  const found = new Set<string>();
  const subscription = vscode.workspace.onDidChangeWorkspaceFolders(() => {
    known.clear();
    found.clear();
  });
  const lookFor = async (named: string): Promise<boolean> => {
    known.set(named, undefined);
    const file = await find(named).catch(() => undefined); // A search may fail; then it is no link.
    if (!file) return false;
    known.set(named, file);
    found.add(named);
    return true;
  };
  return {
    found,
    look: async (paths) => {
      const unknown = [...paths].filter((named) => !known.has(named));
      return (await Promise.all(unknown.map(lookFor))).some(Boolean);
    },
    open: async ({ path: named, line, column }) => {
      const file = known.get(named);
      if (!file) return;
      const start = new vscode.Position(Math.max((line ?? 1) - 1, 0), Math.max((column ?? 1) - 1, 0));
      await vscode.window.showTextDocument(file, {
        viewColumn: vscode.ViewColumn.Beside,
        selection: new vscode.Range(start, start),
      });
    },
    dispose: () => subscription.dispose(),
  };
};
