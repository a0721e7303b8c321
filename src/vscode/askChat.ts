import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Refusal } from './report.ts';

const openChat = 'workbench.action.chat.open';

/**
 * Opens chat with the beginning of a question, which the person reads and sends; nothing is sent by itself. Throws a
 * Refusal where this editor has no chat.
 */
export const askChat = async (query: string): Promise<void> => {
  const commands = await vscode.commands.getCommands(true);
  if (!commands.includes(openChat))
    throw new Refusal(
      l10n.t('This editor has no chat: set up GitHub Copilot or another chat provider, then ask again.'),
    );
  await vscode.commands.executeCommand(openChat, { query, isPartialQuery: true });
};
