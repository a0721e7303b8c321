import * as vscode from 'vscode';
import type { Commit } from '../../domain/gitChange.ts';

/** The part of the built-in Git extension's API that is used (vscode.git, version 1). */
interface GitApi {
  readonly repositories: readonly GitRepository[];
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  readonly state: {
    readonly HEAD?: { readonly name?: string; readonly commit?: string } | undefined;
    readonly remotes: readonly { readonly name: string; readonly fetchUrl?: string }[];
  };
  getCommit(ref: string): Promise<GitCommit>;
}

interface GitCommit {
  readonly hash: string;
  readonly message: string;
  readonly authorName?: string;
  readonly commitDate?: Date;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

const findRepository = (git: GitApi): GitRepository | undefined => {
  const { activeTextEditor } = vscode.window;
  const edited = activeTextEditor && git.getRepository(activeTextEditor.document.uri);
  return edited ?? git.repositories[0];
};

/** Reads the commit that the workspace stands on: that of the edited file's repository, else of the first one. */
export const readGitHead = async (): Promise<Commit | undefined> => {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return undefined;
  const exports = extension.isActive ? extension.exports : await extension.activate();
  const repository = exports.enabled ? findRepository(exports.getAPI(1)) : undefined;
  const { HEAD, remotes = [] } = repository?.state ?? {};
  if (!repository || HEAD?.commit === undefined) return undefined;
  const { hash, message, authorName, commitDate } = await repository.getCommit(HEAD.commit);
  const remote = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
  return {
    hash,
    message,
    author: authorName,
    at: commitDate?.getTime(),
    branch: HEAD.name,
    remote: remote?.fetchUrl,
  };
};
