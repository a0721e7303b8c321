import { type AgentConnection, toConnectionName, type WaitingQuestion } from '../policy/agentActivity.ts';
import type { AuditRecord } from '../policy/audit.ts';
import type { HourGrant } from '../policy/hourGrant.ts';
import { toSentence } from '../policy/sentence.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
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
  readonly filter: ActivityFilter;
  /** What is wrong with the settings, a sentence each. */
  readonly problems: readonly string[];
}

const passes: { readonly [F in ActivityFilter]: (record: AuditRecord) => boolean } = {
  all: () => true,
  denied: ({ decision }) => decision === 'denied',
  writes: ({ effect }) => effect === 'write' || effect === 'delete',
};

/** The records that a filter lets through. */
export const filterRecords = (records: readonly AuditRecord[], filter: ActivityFilter): readonly AuditRecord[] =>
  records.filter(passes[filter]);

const toIcon = ({ decision, effect, result }: AuditRecord): Icon => {
  if (decision === 'denied') return { id: 'circle-slash', color: 'list.errorForeground' };
  if (result !== 'ok' && result !== 'dryRun') return { id: 'warning', color: 'list.warningForeground' };
  if (effect === 'delete') return { id: 'trash' };
  return { id: effect === 'write' ? 'edit' : 'eye' };
};

const toRecordNode = (record: AuditRecord, { now, format }: Moment): Node => {
  const sentence = toSentence(record);
  const at = Date.parse(record.time);
  const facts = [
    `**${escapeMarkdown(sentence)}**`,
    format.dateTime(at),
    `${escapeMarkdown(record.client.name)} ${escapeMarkdown(record.client.version)} (${record.client.connection ?? 'unknown'})`,
    record.fields.length > 0 && `Fields: ${escapeMarkdown(record.fields.join(', '))}`,
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
  tooltip: `${escapeMarkdown(question.headline)}\n\n${escapeMarkdown(question.effect)}\n\nAsked ${format.dateTime(since)}. No answer means no.`,
  accessibilityLabel: `Waits for your answer: ${question.headline} ${question.effect}`,
  icon: { id: 'question', color: 'list.warningForeground' },
  context: 'agentQuestion',
  command: { id: 'pagerduty.agent.answer', title: 'Answer', arguments: [id] },
});

const toConnectionNode = (connection: AgentConnection, { format, now }: Moment): Node => ({
  id: `connection:${connection.id}`,
  label: connection.client.name,
  description: `${toConnectionName(connection)} · since ${format.time(connection.since, now)}`,
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
          label: 'All agents are stopped',
          description: 'Every call is refused. Choose this row to resume.',
          icon: { id: 'debug-stop', color: 'list.errorForeground' },
          context: 'agentStopped',
          command: { id: 'pagerduty.agent.resume', title: 'Resume' },
        },
      ]
    : []),
  ...(grant && grant.until > now
    ? [
        {
          id: 'grant',
          label: `More access until ${format.time(grant.until, now)}`,
          description: Object.entries(grant.access)
            .map(([area, level]) => `${area === '*' ? 'everything' : area}: ${level}`)
            .join(', '),
          icon: { id: 'unlock', color: 'list.warningForeground' },
          context: 'agentGrant',
          command: { id: 'pagerduty.agent.endGrant', title: 'End Now' },
        },
      ]
    : []),
  ...problems.map((problem, i) => ({
    id: `problem:${i}`,
    label: 'A setting is wrong',
    description: problem,
    tooltip: escapeMarkdown(problem),
    icon: { id: 'warning', color: 'list.warningForeground' },
    context: 'agentProblem',
    command: { id: 'workbench.action.openSettings', title: 'Open Settings', arguments: ['pagerduty.agent.access'] },
  })),
];

const empty: { readonly [F in ActivityFilter]: string } = {
  all: 'No agent has called anything yet',
  denied: 'No call was denied',
  writes: 'No agent has changed anything',
};

/** The rows of the view “Agent Activity”: what needs the person first, then who is connected, then the calls. */
export const agentNodes = (state: AgentState, moment: Moment): readonly Node[] => {
  const records = filterRecords(state.records, state.filter);
  return [
    ...toHeadNodes(state, moment),
    ...state.waiting.map((question) => toWaitingNode(question, moment)),
    ...state.connections.map((connection) => toConnectionNode(connection, moment)),
    ...records.map((record) => toRecordNode(record, moment)),
    ...(records.length === 0 ? [toEmptyNode('activity', empty[state.filter])] : []),
  ];
};
