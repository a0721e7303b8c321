import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { lazy } from '../agent/lazy.ts';
import type { Agent } from '../agent/main.ts';
import type { Send } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import { accountIdOf, isOpen, onDidLeaveAccount } from '../store/openSession.ts';
import type { Session } from '../store/session.ts';
import type { Disposable, Event } from '../util/emitter.ts';
import type { Moment } from '../views/moment.ts';
import type { Node } from '../views/node.ts';
import { toLoadingNode } from '../views/treeNodes.ts';
import { type AgentControl, createAgentControl } from './agentControl.ts';
import type { AgentDesk } from './agentDesk.ts';
import { type Command, registerCommands } from './registerCommands.ts';
import { registerContext } from './registerContext.ts';
import type { Report } from './report.ts';
import { createMemory } from './secretBox.ts';
import { isOn } from './settingValues.ts';
import { type Frame, registerTree } from './treeView.ts';

/** What agents are given of the extension. */
export interface RegisterAgentOptions {
  readonly context: Pick<
    vscode.ExtensionContext,
    | 'asAbsolutePath'
    | 'environmentVariableCollection'
    | 'extension'
    | 'globalStorageUri'
    | 'storageUri'
    | 'workspaceState'
  >;
  /** Addresses of resources that the views have seen change. */
  readonly onDidChangeResources: Event<readonly string[]>;
  readonly report: Report;
  readonly moment: () => Moment;
  /** The one way in which everything in the extension calls PagerDuty. */
  readonly send: Send;
  readonly session: Pick<Session, 'state' | 'onDidChange' | 'accounts' | 'onDidChangeAccounts'>;
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

/** What runs once an agent is wanted. */
type Start = () => Promise<Agent>;

const createStart = (
  { context, session, send, didWrite, onDidChangeResources }: RegisterAgentOptions,
  control: AgentControl,
  desk: () => Promise<AgentDesk>,
): Start => {
  const start = async (): Promise<Agent> => {
    const [{ startAgent }, { approve, toQuestion, record, attach }] = await Promise.all([
      import('../agent/main.ts'),
      desk(),
    ]);
    const agent = await startAgent({
      ...control,
      access: () => control.access(),
      account: () => accountIdOf(session.state),
      version: String(context.extension.packageJSON.version),
      toolsFolder: context.asAbsolutePath('dist'),
      auditFolder: toAuditFolder(context),
      send: toNoticedSend(send, didWrite),
      setting: 'the setting pagerduty.agent.access',
      onDidChangeResources,
      approve,
      toQuestion,
      onRecord: record,
    });
    attach(agent.watch);
    return agent;
  };
  let running: Promise<Agent> | undefined;
  return () => {
    running ??= start().catch((error: unknown) => {
      running = undefined; // The next start tries anew.
      throw error;
    });
    return running;
  };
};

const toAuditFolder = ({ storageUri, globalStorageUri }: RegisterAgentOptions['context']): string =>
  (storageUri ?? globalStorageUri).fsPath;

/** Tells the terminals of this window where its server is, as long as somebody is signed in and wants it so. */
const registerTerminals = ({ context, session }: RegisterAgentOptions, start: Start): Disposable => {
  const env = context.environmentVariableCollection;
  env.persistent = false; // The server ends with the window.
  env.description = l10n.t('Lets agents in this terminal work on PagerDuty under what you let agents do.');
  const share = async (): Promise<void> => {
    const wanted = vscode.workspace.getConfiguration('pagerduty.agent').inspect<unknown>('inTerminals');
    if (!isOn(wanted ?? {}) || !isOpen(session.state)) return env.clear();
    const { terminal } = await start();
    if (!isOpen(session.state)) return;
    env.replace('PAGERDUTY_MCP_WINDOW_SOCKET', terminal.path);
    env.replace('PAGERDUTY_MCP_WINDOW_SECRET', terminal.secret);
  };
  const tryShare = (): void => void share().catch(() => env.clear()); // Nobody waits for it; the next change tries anew.
  tryShare();
  return vscode.Disposable.from(
    session.onDidChange(tryShare),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('pagerduty.agent') && tryShare()),
  );
};

/** How the view's head calls what it shows, where it does not show all. */
const filters: Readonly<Record<string, () => string>> = {
  denied: () => l10n.t('denied'),
  writes: () => l10n.t('writes'),
};

const toBadge = (waiting: number): Frame['badge'] => ({
  value: waiting,
  tooltip: waiting === 1 ? l10n.t('1 agent waits for you') : l10n.t('{0} agents wait for you', waiting),
});

/** Commands that the desk knows, by the last word of their id. */
const deskCommands = [
  'answer',
  'setFilter',
  'setAccess',
  'grantForHour',
  'verifyAudit',
  'exportActivity',
  'connect',
  'endConnection',
];

/** The view “Agent Activity” and the commands; what they need is loaded when it is first seen or asked for. */
const registerDesk = (
  { report }: RegisterAgentOptions,
  control: AgentControl,
  load: () => Promise<AgentDesk>,
): Disposable & { readonly desk: () => Promise<AgentDesk> } => {
  const changed = new vscode.EventEmitter<void>();
  let desk: AgentDesk | undefined;
  const get = lazy(async () => {
    desk = await load();
    desk.onDidChange(() => changed.fire());
    changed.fire();
    return desk;
  });
  const nodes = (): readonly Node[] => {
    if (!desk) void get();
    return desk?.nodes() ?? [toLoadingNode('activity')];
  };
  const frame = (): Frame => {
    const waiting = desk?.waiting() ?? 0;
    const filter = desk?.filter() ?? 'all';
    return {
      description: [control.stopped() && l10n.t('Stopped'), filters[filter]?.()].filter(Boolean).join(' · '),
      badge: toBadge(waiting),
    };
  };
  const parts = vscode.Disposable.from(
    registerTree({ id: 'pagerduty.agentActivity', nodes, frame, onDidChange: changed.event }),
    control.onDidChange(() => changed.fire()),
    registerContext('pagerduty.agent.stopped', { state: control, onDidChange: control.onDidChange }, (of) =>
      of.stopped(),
    ),
    registerCommands(report, {
      'pagerduty.agent.stop': control.stop,
      'pagerduty.agent.resume': control.resume,
      'pagerduty.agent.endGrant': control.endGrant,
      ...Object.fromEntries(
        deskCommands.map((name): [string, Command] => [
          `pagerduty.agent.${name}`,
          async (...values) => (await get()).commands[name]?.(...values),
        ]),
      ),
    }),
    changed,
  );
  return {
    desk: get,
    dispose: () => {
      parts.dispose();
      desk?.dispose();
    },
  };
};

/**
 * Offers the agent's server to the editor while somebody is signed in. The process that the editor starts only ties its
 * stdin and stdout to the server in this extension host: the token stays here.
 */
export const registerAgent = (options: RegisterAgentOptions): Disposable => {
  const { context, session, moment } = options;
  const control = createAgentControl(createMemory(context.workspaceState, 'pagerduty.agent.stopped'));
  const view = registerDesk(options, control, async () => {
    const { createAgentDesk } = await import('./agentDesk.ts');
    return createAgentDesk({
      control,
      session,
      moment,
      auditFolder: toAuditFolder(context),
      toolsFolder: context.asAbsolutePath('dist'),
      bridge: {
        source: vscode.Uri.file(context.asAbsolutePath('dist/mcp.js')),
        copy: vscode.Uri.joinPath(context.globalStorageUri, 'mcp.js'),
      },
    });
  });
  const changed = new vscode.EventEmitter<void>();
  let running: Promise<Agent> | undefined;
  const startOnce = createStart(options, control, view.desk);
  const start: Start = () => {
    running = startOnce();
    return running;
  };
  const provider: vscode.McpServerDefinitionProvider<vscode.McpStdioServerDefinition> = {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => {
      if (!isOpen(session.state)) return [];
      const [bridge, version] = [context.asAbsolutePath('dist/mcp.js'), context.extension.packageJSON.version];
      return [new vscode.McpStdioServerDefinition(label, process.execPath, [bridge], {}, version)];
    },
    resolveMcpServerDefinition: async (definition) => {
      const { path, secret } = (await start()).invite();
      definition.env = { ELECTRON_RUN_AS_NODE: '1', PAGERDUTY_MCP_SOCKET: path, PAGERDUTY_MCP_SECRET: secret };
      return definition;
    },
  };
  return vscode.Disposable.from(
    vscode.lm.registerMcpServerDefinitionProvider(label, provider),
    registerTerminals(options, start),
    session.onDidChange(() => changed.fire()),
    onDidLeaveAccount(session, control.leaveAccount),
    changed,
    view,
    control,
    { dispose: () => void running?.then((agent) => agent.dispose()) },
  );
};
