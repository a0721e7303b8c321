import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Incident } from '../domain/incident.ts';
import type { Disposable } from '../util/emitter.ts';
import type { Node } from '../views/node.ts';
import { type Target, toAskedRows } from './acts/target.ts';
import { registerCommands } from './registerCommands.ts';
import { Refusal, type Report } from './report.ts';
import type { Row } from './treeRows.ts';

/** What a command on anything with a page or an id works with. */
export interface ItemCommandOptions {
  /** Asks for an incident, for who calls a command without an item. */
  readonly pick: () => Promise<readonly Item[]>;
  /** What the page in the active tab shows. */
  readonly activePage: () => Target | undefined;
  /** The rows of the incident view that a key acts on. */
  readonly selection: () => readonly Row[];
  /** Whether the objects have pages to open: those of the sample account have none. */
  readonly hasPages: () => boolean;
  readonly report: Report;
}

/** The part of a node that these commands use. */
export type Item = Pick<Node, 'url' | 'objectId'>;

type Act = (items: readonly Item[], options: ItemCommandOptions) => Promise<unknown>;

/** Puts texts on the clipboard, a line each, and says so. */
export const copy = async (texts: readonly string[]): Promise<void> => {
  if (texts.length === 0) return;
  await vscode.env.clipboard.writeText(texts.join('\n'));
  vscode.window.setStatusBarMessage(`$(check) ${l10n.t('Copied')}`, 2000);
};

const acts: Readonly<Record<string, Act>> = {
  open: async (items, { hasPages }) => {
    if (!hasPages())
      throw new Refusal(l10n.t('The sample account has no web pages: sign in to open those of your own account.'));
    await Promise.all(toUrls(items).map((url) => vscode.env.openExternal(vscode.Uri.parse(url, true))));
  },
  copyLink: (items) => copy(toUrls(items)),
  copyId: (items) => copy(items.flatMap(({ objectId }) => objectId ?? [])),
};

const toUrls = (items: readonly Item[]): readonly string[] => items.flatMap(({ url }) => url ?? []);

/**
 * Registers opening and copying twice: for a row's menu (`pagerduty.item.…`), and for the palette, where an incident is
 * picked (`pagerduty.incident.…`).
 */
export const registerItemCommands = (options: ItemCommandOptions): Disposable =>
  registerCommands(
    options.report,
    Object.fromEntries(
      Object.entries(acts).flatMap(([name, act]) =>
        ['item', 'incident'].map((noun) => [
          `pagerduty.${noun}.${name}`,
          async (row?: Row | 'selection', rows?: readonly Row[]) => act(await toItems(options, row, rows), options),
        ]),
      ),
    ),
  );

/** The part of an incident that these commands use. */
export const toItem = ({ id, url }: Incident): Item => ({ objectId: id, ...(url === undefined ? {} : { url }) });

const toItems = async (
  { pick, selection, activePage }: ItemCommandOptions,
  row: Row | 'selection' | undefined,
  rows: readonly Row[] | undefined,
): Promise<readonly Item[]> => {
  if (!row) {
    const incident = activePage()?.incident;
    return incident ? [toItem(incident)] : pick();
  }
  return toAskedRows(selection, row, rows).map(({ node }) => node);
};
