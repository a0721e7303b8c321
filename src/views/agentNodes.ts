import * as l10n from '@vscode/l10n';
import { type AgentConnection, toConnectionName, type WaitingQuestion } from '../policy/agentActivity.ts';
import type { AuditRecord } from '../policy/audit.ts';
import type { HourGrant } from '../policy/hourGrant.ts';
import { toSentence } from '../policy/sentence.ts';
import type { AccountEntry } from '../store/accounts.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import { toAccountName } from './accountPicks.ts';
import type { Moment } from './moment.ts';
import type { Icon, Node } from './node.ts';
import { toEmptyNode } from './treeNodes.ts';

/** Which records are shown. */
export type ActivityFilter = 'all' | 'denied' | 'writes';

/** What is known of agents, as the sidebar shows it. */
export interface AgentState {
  readonly stopped: boolean;
  readonly grant: HourGrant | undefined;
  readonly connections: readonly AgentConnection[];
  readonly waiting: readonly WaitingQuestion[];
  /** Newest first. */
  readonly records: readonly AuditRecord[];
  /** Those that somebody is signed in to. */
  readonly accounts: readonly AccountEntry[];
  readonly filter: ActivityFilter;
  /** What is wrong with the settings, a sentence each. */
  readonly problems: readonly string[];
}

const passes: { readonly [F in ActivityFilter]: (record: AuditRecord) => boolean } = {
  all: () => true,
  denied: ({ decision, result }) => decision === 'denied' && result !== 'cancelled',
  writes: ({ effect }) => effect === 'write' || effect === 'delete',
};

/** The records that a filter lets through. */
export const filterRecords = (records: readonly AuditRecord[], filter: ActivityFilter): readonly AuditRecord[] =>
  records.filter(passes[filter]);

const toIcon = ({ decision, effect, result }: AuditRecord): Icon => {
  if (decision === 'denied' && result !== 'cancelled') return { id: 'circle-slash', color: 'list.errorForeground' };
  if (result !== 'ok' && result !== 'dryRun') return { id: 'warning', color: 'list.warningForeground' };
  if (effect === 'delete') return { id: 'trash' };
  return { id: effect === 'write' ? 'edit' : 'eye' };
};

/** A record as a sentence, which names the account where there are several. */
export const toRecordSentence = (record: AuditRecord, accounts: readonly AccountEntry[]): string => {
  const isNamed = accounts.length > 1 && record.account !== undefined;
  return toSentence(record, isNamed ? toAccountName(accounts, record.account) : undefined);
};

const toRecordNode = (record: AuditRecord, accounts: readonly AccountEntry[], { now, format }: Moment): Node => {
  const sentence = toRecordSentence(record, accounts);
  const at = Date.parse(record.time);
  const facts = [
    `**${escapeMarkdown(sentence)}**`,
    format.dateTime(at),
    `${escapeMarkdown(record.client.name)} ${escapeMarkdown(record.client.version)} (${record.client.connection ?? l10n.t('unknown')})`,
    record.account !== undefined && l10n.t('Account: {0}', escapeMarkdown(toAccountName(accounts, record.account))),
    record.fields.length > 0 && l10n.t('Fields: {0}', escapeMarkdown(record.fields.join(', '))),
  ];
  return {
    id: `record:${record.hash}`,
    label: sentence,
    description: format.time(at, now),
    tooltip: facts.filter(Boolean).join('\n\n'),
    accessibilityLabel: `${sentence}, ${format.time(at, now)}.`,
    icon: toIcon(record),
    context: `agentRecord ${record.decision}`,
  };
};

const toWaitingNode = ({ id, question, since }: WaitingQuestion, { format }: Moment): Node => ({
  id: `waiting:${id}`,
  label: question.headline,
  description: question.effect,
  tooltip: `${escapeMarkdown(question.headline)}\n\n${escapeMarkdown(question.effect)}\n\n${l10n.t('Asked {0}. No answer means no.', format.dateTime(since))}`,
  accessibilityLabel: l10n.t('Waits for your answer: {0} {1}', question.headline, question.effect),
  icon: { id: 'question', color: 'list.warningForeground' },
  context: 'agentQuestion',
  command: { id: 'pagerduty.agent.answer', title: l10n.t('Answer'), arguments: [id] },
});

const toConnectionNode = (connection: AgentConnection, { format, now }: Moment): Node => ({
  id: `connection:${connection.id}`,
  label: connection.client.name,
  description: `${toConnectionName(connection)} · ${l10n.t('since {0}', format.time(connection.since, now))}`,
  tooltip: `${escapeMarkdown(connection.client.name)} ${escapeMarkdown(connection.client.version)}`,
  icon: { id: 'plug' },
  context: 'agentConnection',
  objectId: String(connection.id),
});

const toHeadNodes = ({ stopped, grant, problems }: AgentState, { now, format }: Moment): readonly Node[] => [
  ...(stopped
    ? [
        {
          id: 'stopped',
          label: l10n.t('All agents are stopped'),
          description: l10n.t('Every call is refused. Choose this row to resume.'),
          icon: { id: 'debug-stop', color: 'list.errorForeground' },
          context: 'agentStopped',
          command: { id: 'pagerduty.agent.resume', title: l10n.t('Resume') },
        },
      ]
    : []),
  ...(grant && grant.until > now
    ? [
        {
          id: 'grant',
          label: l10n.t('More access until {0}', format.time(grant.until, now)),
          description: Object.entries(grant.access)
            .map(([area, level]) => `${area === '*' ? l10n.t('everything') : area}: ${level}`)
            .join(', '),
          icon: { id: 'unlock', color: 'list.warningForeground' },
          context: 'agentGrant',
          command: { id: 'pagerduty.agent.endGrant', title: l10n.t('End Now') },
        },
      ]
    : []),
  ...problems.map((problem, i) => ({
    id: `problem:${i}`,
    label: l10n.t('A setting is wrong'),
    description: problem,
    tooltip: escapeMarkdown(problem),
    icon: { id: 'warning', color: 'list.warningForeground' },
    context: 'agentProblem',
    command: {
      id: 'workbench.action.openSettings',
      title: l10n.t('Open Settings'),
      arguments: ['pagerduty.agent.access'],
    },
  })),
];

const empty: { readonly [F in ActivityFilter]: () => string } = {
  all: () => l10n.t('No agent has called anything yet'),
  denied: () => l10n.t('No call was denied'),
  writes: () => l10n.t('No agent has changed anything'),
};

/** The rows of the view “Agent Activity”: what needs the person first, then who is connected, then the calls. */
export const agentNodes = (state: AgentState, moment: Moment): readonly Node[] => {
  const records = filterRecords(state.records, state.filter);
  return [
    ...toHeadNodes(state, moment),
    ...state.waiting.map((question) => toWaitingNode(question, moment)),
    ...state.connections.map((connection) => toConnectionNode(connection, moment)),
    ...records.map((record) => toRecordNode(record, state.accounts, moment)),
    ...(records.length === 0 ? [toEmptyNode('activity', empty[state.filter]())] : []),
  ];
};
