import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { toClientLines } from '../agent/clientLines.ts';

/** Where the program that agents start lies: in the extension, whose folder changes with each version, and its copy. */
export interface Bridge {
  readonly source: vscode.Uri;
  readonly copy: vscode.Uri;
}

/** Keeps the copy as the extension's own program is: what clients were told stays true over updates. */
export const copyBridge = async ({ source, copy }: Bridge): Promise<void> => {
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(copy, '..'));
  await vscode.workspace.fs.copy(source, copy, { overwrite: true });
};

/** Shows the lines of a client's configuration, and copies them. */
export const connectAgent = async (bridge: Bridge): Promise<void> => {
  await copyBridge(bridge);
  const clients = toClientLines(bridge.copy.fsPath).map((client) => ({
    ...client,
    label: client.name,
    detail: client.where,
  }));
  const chosen = await vscode.window.showQuickPick(clients, { title: l10n.t('Which agent do you want to connect?') });
  if (!chosen) return;
  await vscode.env.clipboard.writeText(chosen.lines);
  const document = await vscode.workspace.openTextDocument({ language: chosen.language, content: `${chosen.lines}\n` });
  await vscode.window.showTextDocument(document, { preview: true });
  void vscode.window.showInformationMessage(
    l10n.t(
      'Copied. {0} Then start the agent in a new terminal of this window; it works under what you let agents do, and never holds your token.',
      chosen.where,
    ),
  );
};
