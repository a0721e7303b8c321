import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isNamed } from '../../domain/isNamed.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Directory } from '../../store/directory.ts';
import { Refusal } from '../report.ts';
import type { Done } from './act.ts';
import { toLoad } from './choices.ts';
import { keptSetting } from './keptSetting.ts';
import { pickOne } from './pickFrom.ts';
import { isAnswer } from './step.ts';

type Words = readonly string[];

const toWords = (value: unknown): Words =>
  (Array.isArray(value) ? value : []).filter((word): word is string => typeof word === 'string');

const wordsOf = (folder: vscode.WorkspaceFolder) => keptSetting('workspaceServices', toWords, folder);

const allFolders = (): readonly vscode.WorkspaceFolder[] => {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0)
    throw new Refusal(l10n.t('A service is linked to a workspace: open a folder first, then link the service to it.'));
  return folders;
};

/** The folder that a service is linked to: the only one, or the one that the person picks. */
const askFolder = async (): Promise<vscode.WorkspaceFolder | undefined> => {
  const [folder, ...others] = allFolders();
  return others.length === 0 ? folder : vscode.window.showWorkspaceFolderPick();
};

/** What the folders name, each word once. */
const linkedWords = (): Words => [...new Set(allFolders().flatMap((folder) => wordsOf(folder).value()))];

const isLinked = (service: Reference): boolean => linkedWords().some((word) => isNamed(service, word));

/** Sets what each folder names; gives the way back, with what is told then. */
const setWords = async (
  changes: readonly { readonly folder: vscode.WorkspaceFolder; readonly words: Words }[],
  undone: string,
): Promise<NonNullable<Done['undo']>> => {
  const before = changes.map(({ folder }) => ({ folder, words: wordsOf(folder).value() }));
  for (const { folder, words } of changes) await wordsOf(folder).set(words);
  return async () => {
    for (const { folder, words } of before) await wordsOf(folder).set(words);
    return { text: undone };
  };
};

const toLinked = ({ name }: Reference): string => l10n.t('Linked {0} to this workspace', name);
const toUnlinked = ({ name }: Reference): string => l10n.t('Unlinked {0} from this workspace', name);

const link = async (service: Reference): Promise<Done | undefined> => {
  if (isLinked(service)) throw new Refusal(l10n.t('{0} is linked to this workspace already.', service.name));
  const folder = await askFolder();
  if (!folder) return undefined;
  const words = [...wordsOf(folder).value(), service.name];
  return { text: toLinked(service), undo: await setWords([{ folder, words }], toUnlinked(service)) };
};

const unlink = async (service: Reference): Promise<Done> => {
  const changes = allFolders().flatMap((folder) => {
    const before = wordsOf(folder).value();
    const words = before.filter((word) => !isNamed(service, word));
    return words.length < before.length ? [{ folder, words }] : [];
  });
  if (changes.length === 0) throw new Refusal(l10n.t('{0} is not linked to this workspace.', service.name));
  return { text: toUnlinked(service), undo: await setWords(changes, toLinked(service)) };
};

const askService = async ({ services }: Pick<Directory, 'services'>): Promise<Reference | undefined> => {
  const chosen = await pickOne<Reference>({
    title: l10n.t('Link Service to This Workspace'),
    placeholder: l10n.t('Which service is this workspace about?'),
    empty: l10n.t('No service has this name'),
    load: toLoad<Reference>(services, (service) => (isLinked(service) ? l10n.t('Linked already') : undefined)),
  });
  return isAnswer(chosen) ? chosen : undefined;
};

/** Lets the person choose of what the workspace names; it may name what the account does not have. */
const askLinked = async (): Promise<Reference | undefined> => {
  const words = linkedWords();
  if (words.length === 0) throw new Refusal(l10n.t('No service is linked to this workspace.'));
  const chosen = await pickOne<Reference>({
    title: l10n.t('Unlink Service from This Workspace'),
    placeholder: l10n.t('Which service is this workspace about no more?'),
    empty: '',
    load: async () => ({
      entries: words.map((word) => ({ label: word, value: { id: word, name: word, url: undefined } })),
    }),
  });
  return isAnswer(chosen) ? chosen : undefined;
};

/** The commands that say which services the workspace is about, by their id without `pagerduty.`. */
export const createWorkspaceServiceActs = (
  directory: Pick<Directory, 'services'>,
  toService: (row: unknown) => Reference | undefined,
): Readonly<Record<string, (row?: unknown) => Promise<Done | undefined>>> => ({
  'workspaceService.link': async (row) => {
    allFolders();
    const service = toService(row) ?? (await askService(directory));
    return service && link(service);
  },
  'workspaceService.unlink': async (row) => {
    const service = toService(row) ?? (await askLinked());
    return service && unlink(service);
  },
});
