import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';

const limit = 30_000; // milliseconds

/** Our server's tools as this editor has them. */
export const editorTools = (): readonly vscode.LanguageModelToolInformation[] =>
  vscode.lm.tools.filter(({ name }) => name.startsWith('mcp_pagerduty_'));

/** Has the editor start the server of an account that is open, and waits for its tools. */
export const startEditorTools = (): Promise<void> =>
  eventually(async () => {
    // The editor hears of the server a moment after the sign-in; what it does not know yet it does not start.
    await vscode.commands.executeCommand('workbench.mcp.startServer', '*', { waitForLiveTools: true });
    assert.ok(editorTools().length > 0, 'The server has no tools.');
  }, limit);

/** Calls a tool of the server by its own name, as an agent in this editor would; gives its answer as text. */
export async function callEditorTool(name: string, input: object): Promise<string> {
  const full = editorTools().find((tool) => tool.name === `mcp_pagerduty_${name}`)?.name;
  assert.ok(full, `${name} is not among the ${editorTools().length} tools.`);
  const { content } = await vscode.lm.invokeTool(full, { input, toolInvocationToken: undefined });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}
