import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { auditFiles } from '../agent/auditLog.ts';
import { checkChain, toAuditLine, toCheckSentence } from '../policy/audit.ts';
import { type AgentState, filterRecords, toRecordSentence } from '../views/agentNodes.ts';
import type { Command } from './registerCommands.ts';
import { Refusal } from './report.ts';

const read = async (file: string): Promise<{ readonly name: string; readonly text: string }> => ({
  name: path.basename(file),
  text: Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.file(file))).toString('utf8'),
});

const verify = async (folder: string): Promise<void> => {
  const files = auditFiles(folder);
  if (files.length === 0)
    throw new Refusal(l10n.t('There is nothing to check: no agent has called anything in this workspace.'));
  const check = checkChain(await Promise.all(files.map(read)));
  if (check.kind === 'broken') throw new Refusal(toCheckSentence(check));
  void vscode.window.showInformationMessage(toCheckSentence(check));
};

/** Saves what the view shows: sentences in a text file, records in any other. */
const exportShown = async ({ records, filter, accounts }: AgentState): Promise<void> => {
  const uri = await vscode.window.showSaveDialog({
    title: l10n.t('Export Agent Activity'),
    filters: { 'JSON Lines': ['jsonl'], [l10n.t('Text')]: ['txt'] },
  });
  if (!uri) return;
  const shown = filterRecords(records, filter);
  const lines = uri.path.endsWith('.txt')
    ? shown.map((record) => `${record.time}  ${toRecordSentence(record, accounts)}`)
    : shown.map(toAuditLine);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(lines.map((line) => `${line}\n`).join('')));
};

/** The commands that check and save the audit. */
export const agentAuditCommands = (
  folder: string,
  state: () => AgentState,
): Readonly<Record<'verifyAudit' | 'exportActivity', Command>> => ({
  verifyAudit: () => verify(folder),
  exportActivity: () => exportShown(state()),
});
