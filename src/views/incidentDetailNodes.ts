import * as l10n from '@vscode/l10n';
import type { Alert, Severity } from '../domain/alert.ts';
import type { LogEntry } from '../domain/logEntry.ts';
import type { Note } from '../domain/note.ts';
import { toStatusWord } from '../domain/statusWord.ts';
import type { IncidentDetails, Part } from '../store/incidentState.ts';
import { toLine } from '../util/cleanText.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import { entryIcons } from './entryIcons.ts';
import type { Moment } from './moment.ts';
import type { Icon, Node } from './node.ts';
import { toSeverityText } from './severityText.ts';
import { joinParts, toEmptyNode, toFact, toFailedNode, toLoadingNode } from './treeNodes.ts';

const severityIcons: { readonly [S in Severity]: Icon } = {
  critical: { id: 'error', color: 'charts.red' },
  error: { id: 'error', color: 'charts.orange' },
  warning: { id: 'warning', color: 'charts.yellow' },
  info: { id: 'info', color: 'charts.blue' },
};

const toAlertNode = (id: string, alert: Alert, { now, format }: Moment): Node => {
  const severity = toSeverityText(alert.severity);
  const age = alert.createdAt === undefined ? undefined : format.age(now - alert.createdAt);
  const state = alert.suppressed ? l10n.t('suppressed') : toStatusWord(alert.status);
  return {
    id: `${id}/alert:${alert.id}`,
    label: alert.title,
    description: joinParts([severity, alert.suppressed || alert.status !== 'triggered' ? state : undefined, age]),
    tooltip: joinParts(
      [
        `**${escapeMarkdown(alert.title)}**`,
        joinParts([severity ?? l10n.t('no severity'), state]),
        joinParts(
          [
            toFact(l10n.t('Service'), alert.service && escapeMarkdown(alert.service.name)),
            toFact(l10n.t('Integration'), alert.integration && escapeMarkdown(alert.integration)),
            toFact(l10n.t('Created'), alert.createdAt !== undefined && format.dateTime(alert.createdAt)),
          ],
          '  \n',
        ),
      ],
      '\n\n',
    ),
    accessibilityLabel: l10n.t('Alert, {0}, {1}: {2}.', severity ?? l10n.t('no severity'), state, alert.title),
    icon:
      alert.status === 'resolved'
        ? { id: 'pass', color: 'charts.green' }
        : ((alert.severity && severityIcons[alert.severity]) ?? { id: 'bell' }),
    context: joinParts(['alert', alert.status], ' '),
    objectId: alert.id,
    ...(alert.url === undefined ? {} : { url: alert.url }),
  };
};

const toNoteNode = (id: string, note: Note, { now, format }: Moment): Node => {
  const author = note.author?.name ?? l10n.t('Somebody');
  const age = note.createdAt === undefined ? undefined : format.age(now - note.createdAt);
  return {
    id: `${id}/note:${note.id}`,
    label: toLine(note.content) || l10n.t('Empty note'),
    description: joinParts([author, age]),
    tooltip: joinParts(
      [
        // Each line of a note on its own line.
        note.content.split('\n').map(escapeMarkdown).join('  \n'),
        joinParts([
          escapeMarkdown(author),
          note.createdAt !== undefined && format.dateTime(note.createdAt),
          note.channel && escapeMarkdown(note.channel),
        ]),
      ],
      '\n\n',
    ),
    accessibilityLabel: l10n.t('Note by {0}: {1}', author, toLine(note.content) || l10n.t('empty')),
    icon: { id: 'note' },
    context: 'note',
    objectId: note.id,
  };
};

const toPendingNoteNode = (id: string, text: string, place: number): Node => ({
  id: `${id}/pendingNote:${place}`,
  label: toLine(text),
  description: l10n.t('posting…'),
  accessibilityLabel: l10n.t('Note being posted: {0}', toLine(text)),
  icon: { id: 'loading~spin' },
  context: 'note pending',
});

const toEntryNode = (id: string, entry: LogEntry, { now, format }: Moment): Node => {
  const age = entry.at === undefined ? undefined : format.age(now - entry.at);
  return {
    id: `${id}/entry:${entry.id}`,
    label: entry.summary,
    description: joinParts([age]),
    tooltip: joinParts(
      [
        escapeMarkdown(entry.summary),
        entry.note?.split('\n').map(escapeMarkdown).join('  \n'),
        joinParts([
          entry.agent && escapeMarkdown(entry.agent.name),
          entry.at !== undefined && format.dateTime(entry.at),
        ]),
      ],
      '\n\n',
    ),
    accessibilityLabel: joinParts(
      [
        entry.summary.replace(/\.$/u, ''),
        entry.at !== undefined && l10n.t('{0} ago', format.ageInWords(now - entry.at)),
      ],
      ', ',
    ),
    icon: entryIcons[entry.kind] ?? { id: entry.human ? 'person' : 'circle-small' },
    context: 'logEntry',
    objectId: entry.id,
    ...(entry.url === undefined ? {} : { url: entry.url }),
  };
};

/** How one list of details is shown. */
interface Group<T> {
  readonly name: string;
  readonly label: string;
  readonly empty: string;
  readonly failed: string;
  readonly expanded: boolean;
  readonly toNode: (id: string, row: T, moment: Moment) => Node;
}

const toGroupNode = <T>(
  group: Group<T>,
  incident: { readonly id: string; readonly nodeId: string },
  part: Part<T>,
  moment: Moment,
  before: readonly Node[] = [],
): Node => {
  const id = `${incident.nodeId}/${group.name}`;
  const command = { id: 'pagerduty.incident.refresh', title: l10n.t('Try Again'), arguments: [incident.id] };
  const rows = [...before, ...part.rows.map((row) => group.toNode(id, row, moment))];
  const failed = part.kind === 'failed' ? [toFailedNode(id, group.failed, part.failure, command, incident.id)] : [];
  const loading = part.kind === 'loading' && part.rows.length === 0 ? [toLoadingNode(id)] : [];
  const empty = part.kind === 'loaded' && rows.length === 0 ? [toEmptyNode(id, group.empty)] : [];
  return {
    id,
    label: group.label,
    ...(rows.length > 0 ? { description: moment.format.count(rows.length) } : {}),
    accessibilityLabel: rows.length > 0 ? `${group.label}, ${moment.format.count(rows.length)}` : group.label,
    context: 'group',
    expanded: group.expanded || part.kind === 'failed',
    children: [...failed, ...loading, ...rows, ...empty],
  };
};

const alerts = (): Group<Alert> => ({
  name: 'alerts',
  label: l10n.t('Alerts'),
  empty: l10n.t('No alerts'),
  failed: l10n.t('Alerts could not be loaded'),
  expanded: true,
  toNode: toAlertNode,
});
const notes = (): Group<Note> => ({
  name: 'notes',
  label: l10n.t('Notes'),
  empty: l10n.t('No notes'),
  failed: l10n.t('Notes could not be loaded'),
  expanded: true,
  toNode: toNoteNode,
});
const timeline = (): Group<LogEntry> => ({
  name: 'timeline',
  label: l10n.t('Timeline'),
  empty: l10n.t('Nothing happened'),
  failed: l10n.t('The timeline could not be loaded'),
  expanded: false,
  toNode: toEntryNode,
});

/** Takes the details of an opened incident and the notes on their way; gives its three groups. */
export const toDetailNodes = (
  incident: { readonly id: string; readonly nodeId: string },
  details: IncidentDetails,
  pendingNotes: readonly string[],
  moment: Moment,
): readonly Node[] => {
  const onTheirWay = pendingNotes.map((text, place) => toPendingNoteNode(`${incident.nodeId}/notes`, text, place));
  return [
    toGroupNode(alerts(), incident, details.alerts, moment),
    toGroupNode(notes(), incident, details.notes, moment, onTheirWay),
    toGroupNode(timeline(), incident, details.timeline, moment),
  ];
};
