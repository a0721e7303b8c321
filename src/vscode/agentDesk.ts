import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { auditFiles } from '../agent/auditLog.ts';
import { createToolSource } from '../agent/toolBook.ts';
import type { Watch } from '../agent/watch.ts';
import { type AuditRecord, readAuditLine } from '../policy/audit.ts';
import type { Session } from '../store/session.ts';
import { createEmitter, type Disposable, type Event } from '../util/emitter.ts';
import { type ActivityFilter, type AgentState, agentNodes } from '../views/agentNodes.ts';
import type { Moment } from '../views/moment.ts';
import type { Node } from '../views/node.ts';
import { agentAccessCommands } from './agentAccess.ts';
import { type AgentApproval, createAgentApproval } from './agentApproval.ts';
import { agentAuditCommands } from './agentAudit.ts';
import { type Bridge, connectAgent } from './agentConnect.ts';
import type { AgentControl } from './agentControl.ts';
import type { Command } from './registerCommands.ts';
import { useLanguage } from './useLanguage.ts';

/** What the desk is given. */
export interface AgentDeskOptions {
  readonly control: AgentControl;
  readonly session: Pick<Session, 'accounts' | 'onDidChangeAccounts'>;
  /** Folder of the audit. */
  readonly auditFolder: string;
  readonly toolsFolder: string;
  readonly bridge: Bridge;
  readonly moment: () => Moment;
}

type Seen = Pick<Watch, 'connections' | 'waiting' | 'onDidChange' | 'end'>;

/** Where a person sees and steers the agents: loaded when one is wanted or somebody looks. */
export interface AgentDesk extends Omit<AgentApproval, 'answer'>, Disposable {
  readonly nodes: () => readonly Node[];
  readonly waiting: () => number;
  readonly filter: () => ActivityFilter;
  readonly onDidChange: Event<void>;
  /** Takes up the server once it runs. */
  attach(watch: Seen): Disposable;
  record(record: AuditRecord): void;
  /** By the last word of their id. */
  readonly commands: Readonly<Record<string, Command>>;
}

/** Records that the view shows; the files keep all. */
const mostShown = 500;

const readRecords = async (folder: string): Promise<readonly AuditRecord[]> => {
  const records: AuditRecord[] = [];
  for (const file of auditFiles(folder).toReversed()) {
    const text = Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.file(file))).toString('utf8');
    const own = text.trimEnd().split('\n').slice(-mostShown).toReversed();
    records.push(...own.map(readAuditLine).filter((record) => record !== undefined));
    if (records.length >= mostShown) break;
  }
  return records.slice(0, mostShown);
};

const toFilters = (): readonly (vscode.QuickPickItem & { readonly value: ActivityFilter })[] => [
  { value: 'all', label: l10n.t('All Calls') },
  { value: 'denied', label: l10n.t('Denied'), detail: l10n.t('Calls that were refused') },
  { value: 'writes', label: l10n.t('Writes'), detail: l10n.t('Calls that change or delete something') },
];

const pickFilter = async (): Promise<ActivityFilter | undefined> =>
  (await vscode.window.showQuickPick(toFilters(), { title: l10n.t('Which calls do you want to see?') }))?.value;

/** Tells when what the view shows beside the records may have changed. */
const listen = ({ control, session }: AgentDeskOptions, tell: () => void): Disposable =>
  vscode.Disposable.from(
    control.onDidChange(() => tell()),
    session.onDidChangeAccounts(() => tell()),
  );

/** Makes the desk, with the newest records of the audit. */
export const createAgentDesk = async (options: AgentDeskOptions): Promise<AgentDesk> => {
  useLanguage();
  const { control, session, auditFolder, toolsFolder, moment, bridge } = options;
  const changed = createEmitter<void>();
  const { answer, ...asking } = createAgentApproval();
  let records = await readRecords(auditFolder);
  let watch: Seen | undefined;
  let filter: ActivityFilter = 'all';
  const state = (): AgentState => ({
    stopped: control.stopped(),
    grant: control.grant(),
    connections: watch?.connections() ?? [],
    waiting: watch?.waiting() ?? [],
    problems: control.problems(),
    records,
    accounts: session.accounts,
    filter,
  });
  const subscription = listen(options, changed.fire);
  return {
    nodes: () => agentNodes(state(), moment()),
    waiting: () => state().waiting.length,
    filter: () => filter,
    onDidChange: changed.event,
    attach: (next) => {
      watch = next;
      return next.onDidChange(() => changed.fire());
    },
    ...asking,
    record: (record) => {
      records = [record, ...records].slice(0, mostShown);
      changed.fire();
    },
    commands: {
      answer: (id: number) => answer(state().waiting.find((question) => question.id === id)),
      setFilter: async () => {
        filter = (await pickFilter()) ?? filter;
        changed.fire();
      },
      ...agentAccessCommands(control, createToolSource(toolsFolder).book),
      ...agentAuditCommands(auditFolder, state),
      connect: () => connectAgent(bridge),
      endConnection: (of: unknown) => endConnection(watch, of),
    },
    dispose: () => vscode.Disposable.from(subscription, changed).dispose(),
  };
};

/** Ends the connection of a row, or one that is picked. */
const endConnection = async (watch: Seen | undefined, row: unknown): Promise<void> => {
  const given = (row as { readonly node?: Node } | undefined)?.node?.objectId;
  const items = (watch?.connections() ?? []).map(({ id, client, via }) => ({
    label: client.name,
    description: via,
    id,
  }));
  if (items.length === 0) void vscode.window.showInformationMessage(l10n.t('No agent is connected.'));
  if (items.length === 0) return;
  const id =
    given === undefined
      ? (await vscode.window.showQuickPick(items, { title: l10n.t('Which agent’s connection do you want to end?') }))
          ?.id
      : Number(given);
  if (id !== undefined) watch?.end(id);
};
