import * as vscode from 'vscode';
import type { Agent } from '../agent/main.ts';
import type { Send } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import { isOpen } from '../store/openSession.ts';
import type { Session } from '../store/session.ts';
import type { Disposable } from '../util/emitter.ts';
import { createAgentSettings } from './agentSettings.ts';

/** What agents are given of the extension. */
export interface RegisterAgentOptions {
  readonly context: Pick<vscode.ExtensionContext, 'asAbsolutePath' | 'extension' | 'globalStorageUri' | 'storageUri'>;
  /** The one way in which everything in the extension calls PagerDuty. */
  readonly send: Send;
  readonly session: Pick<Session, 'state' | 'onDidChange'>;
  /** Called when an agent has changed something, so that the sidebar shows it at once. */
  readonly didWrite: (row: Operation) => void;
}

/** VS Code calls the tools `mcp_<label>_<tool>`, and cuts that at 64 characters. */
const label = 'pagerduty';

const toNoticedSend =
  (send: Send, didWrite: (row: Operation) => void): Send =>
  async (row, input, options) => {
    const answer = await send(row, input, options);
    if (row.effect !== 'read') didWrite(row);
    return answer;
  };

/**
 * Offers the agent's server to the editor while somebody is signed in. The process that the editor starts only ties its
 * stdin and stdout to the server in this extension host: the token stays here.
 */
export const registerAgent = ({ context, send, session, didWrite }: RegisterAgentOptions): Disposable => {
  const settings = createAgentSettings();
  const changed = new vscode.EventEmitter<void>();
  let running: Promise<Agent> | undefined;
  const start = async (): Promise<Agent> => {
    const { startAgent } = await import('../agent/main.ts');
    return startAgent({
      ...settings,
      version: String(context.extension.packageJSON.version),
      toolsFolder: context.asAbsolutePath('dist'),
      auditFile: vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'agent-audit.jsonl').fsPath,
      send: toNoticedSend(send, didWrite),
      setting: 'the setting pagerduty.agent.access',
    });
  };
  const provider: vscode.McpServerDefinitionProvider<vscode.McpStdioServerDefinition> = {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => {
      if (!isOpen(session.state)) return [];
      const bridge = context.asAbsolutePath('dist/mcp.js');
      return [
        new vscode.McpStdioServerDefinition(
          label,
          process.execPath,
          [bridge],
          {},
          context.extension.packageJSON.version,
        ),
      ];
    },
    resolveMcpServerDefinition: async (definition) => {
      running ??= start().catch((error: unknown) => {
        running = undefined; // The next start tries anew.
        throw error;
      });
      const { path, secret } = (await running).invite();
      definition.env = { ELECTRON_RUN_AS_NODE: '1', PAGERDUTY_MCP_SOCKET: path, PAGERDUTY_MCP_SECRET: secret };
      return definition;
    },
  };
  return vscode.Disposable.from(
    vscode.lm.registerMcpServerDefinitionProvider(label, provider),
    session.onDidChange(() => changed.fire()),
    changed,
    settings,
    { dispose: () => void running?.then((agent) => agent.dispose()) },
  );
};
