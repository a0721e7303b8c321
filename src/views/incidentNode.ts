import * as l10n from '@vscode/l10n';
import type { Incident, IncidentStatus } from '../domain/incident.ts';
import { acknowledgedSince, isStale } from '../domain/stale.ts';
import { toStatusWord } from '../domain/statusWord.ts';
import type { Pending } from '../store/incidentState.ts';
import { withPending } from '../store/incidentState.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import { toAgeTick } from '../util/format.ts';
import type { Moment } from './moment.ts';
import type { Icon, Node } from './node.ts';
import { joinParts, toFact } from './treeNodes.ts';
import { toUrgencyText } from './urgencyText.ts';

/** How a status is called and drawn; urgency changes the drawing of triggered incidents. */
export const statusTitles: { readonly [S in IncidentStatus]: () => string } = {
  triggered: () => l10n.t('Triggered'),
  acknowledged: () => l10n.t('Acknowledged'),
  resolved: () => l10n.t('Resolved'),
};

const pendingTitles: { readonly [S in IncidentStatus]: () => string } = {
  triggered: () => l10n.t('reopening…'),
  acknowledged: () => l10n.t('acknowledging…'),
  resolved: () => l10n.t('resolving…'),
};

/** The icon of an incident: its shape tells the status, its colour how much it hurts. */
export const toIncidentIcon = ({ status, urgency }: Pick<Incident, 'status' | 'urgency'>): Icon => {
  if (status === 'resolved') return { id: 'pass', color: 'charts.green' };
  if (status === 'acknowledged') return { id: 'eye', color: 'charts.yellow' };
  return { id: 'flame', color: urgency === 'high' ? 'charts.red' : 'charts.orange' };
};

const severityOf: { readonly [S in IncidentStatus]: number } = { triggered: 0, acknowledged: 1, resolved: 2 };

/** Sorts what hurts most first: by status, then by urgency, then the newest. */
export const compareIncidents = (a: Incident, b: Incident): number =>
  severityOf[a.status] - severityOf[b.status] ||
  Number(a.urgency === 'low') - Number(b.urgency === 'low') ||
  (b.createdAt ?? 0) - (a.createdAt ?? 0);

/** Who has an incident: those who acknowledged it, else those it is assigned to. */
export const toHolders = ({ status, acknowledgers, assignees }: Incident): readonly string[] =>
  (status === 'acknowledged' && acknowledgers.length > 0 ? acknowledgers : assignees).map(({ name }) => name);

/** `#12 Title`, as an incident is called in lists. */
export const toIncidentTitle = ({ number, title }: Incident): string =>
  number === undefined ? title : `#${number} ${title}`;

/** What is out of the ordinary about an incident, in the order in which it is told. */
export interface Marks {
  /** What is being done to it. */
  readonly pending?: string | undefined;
  readonly followed?: boolean | undefined;
  /** Acknowledged long ago and left alone since. */
  readonly stale?: boolean | undefined;
}

/** Since when a forgotten incident waits: a span. */
const toStaleSpan = (incident: Incident, { now, format }: Moment, stale: boolean | undefined): string | undefined => {
  const since = acknowledgedSince(incident);
  return stale && since !== undefined ? format.span(now - since) : undefined;
};

/** Until when a snoozed incident waits: a time. */
const toSnoozeEnd = ({ status, snoozedUntil }: Incident, { now, format }: Moment): string | undefined =>
  status === 'acknowledged' && snoozedUntil !== undefined && snoozedUntil > now
    ? format.time(snoozedUntil, now)
    : undefined;

const toWaiting = (incident: Incident, moment: Moment, stale: boolean | undefined): string | undefined => {
  const span = toStaleSpan(incident, moment, stale);
  if (span) return l10n.t('acknowledged {0} ago', span);
  const end = toSnoozeEnd(incident, moment);
  return end && l10n.t('snoozed until {0}', end);
};

/** What stands dimmed behind an incident's title; the service is left out where the list is grouped by it. */
export const toIncidentDescription = (
  incident: Incident,
  moment: Moment,
  withService: boolean,
  { pending, followed, stale }: Marks = {},
): string => {
  const { now, format } = moment;
  const holders = toHolders(incident);
  return joinParts([
    pending,
    toWaiting(incident, moment, stale),
    withService && incident.service?.name,
    incident.createdAt !== undefined && format.age(now - incident.createdAt),
    incident.priority,
    incident.urgency === 'low' && toUrgencyText('low'),
    holders.length > 0 ? format.list(holders) : incident.status !== 'resolved' && l10n.t('nobody'),
    followed && l10n.t('followed'),
  ]);
};

const toHoldersText = (incident: Incident, { format }: Moment): string => {
  const holders = toHolders(incident);
  if (holders.length === 0) return l10n.t('Assigned to nobody');
  return incident.status === 'acknowledged'
    ? l10n.t('Acknowledged by {0}', format.list(holders))
    : l10n.t('Assigned to {0}', format.list(holders));
};

const toSentence = (incident: Incident, moment: Moment, { pending, followed, stale }: Marks): string => {
  const { now, format } = moment;
  const [status, urgency] = [toStatusWord(incident.status), toUrgencyText(incident.urgency)];
  const waiting = toWaiting(incident, moment, stale);
  const parts = [
    incident.number === undefined
      ? l10n.t('Incident, {0}, {1}: {2}', status, urgency, incident.title)
      : l10n.t('Incident {0}, {1}, {2}: {3}', incident.number, status, urgency, incident.title),
    pending,
    stale && waiting ? l10n.t('Left alone, {0}', waiting) : waiting,
    incident.service && l10n.t('Service {0}', incident.service.name),
    incident.priority && l10n.t('Priority {0}', incident.priority),
    incident.createdAt !== undefined && l10n.t('Opened {0} ago', format.ageInWords(now - incident.createdAt)),
    toHoldersText(incident, moment),
    followed && l10n.t('You follow it'),
  ];
  return `${joinParts(parts, '. ')}.`;
};

/** The lines of the tooltip that name a thing and what it is. */
const toFacts = (incident: Incident, { now, format }: Moment): readonly (string | undefined)[] => {
  const { service, escalationPolicy, alerts, createdAt } = incident;
  const names = (items: readonly { readonly name: string }[]): string | undefined =>
    items.length > 0 ? escapeMarkdown(format.list(items.map(({ name }) => name))) : undefined;
  return [
    toFact(l10n.t('Service'), service && escapeMarkdown(service.name)),
    toFact(l10n.t('Assigned to'), names(incident.assignees)),
    toFact(l10n.t('Acknowledged by'), names(incident.acknowledgers)),
    toFact(l10n.t('Escalation policy'), escalationPolicy && escapeMarkdown(escalationPolicy.name)),
    toFact(l10n.t('Teams'), names(incident.teams)),
    toFact(l10n.t('Alerts'), alerts && l10n.t('{0} open of {1}', format.count(alerts.open), format.count(alerts.all))),
    toFact(
      l10n.t('Opened'),
      createdAt !== undefined &&
        l10n.t('{0} ({1} ago)', format.dateTime(createdAt), format.ageInWords(now - createdAt)),
    ),
  ];
};

const toTooltip = (incident: Incident, moment: Moment, { stale, followed }: Marks): string => {
  const end = toSnoozeEnd(incident, moment);
  return joinParts(
    [
      `**${escapeMarkdown(toIncidentTitle(incident))}**`,
      joinParts([
        statusTitles[incident.status](),
        toUrgencyText(incident.urgency),
        incident.priority && escapeMarkdown(incident.priority),
      ]),
      stale
        ? toFact(l10n.t('Left alone'), toWaiting(incident, moment, stale))
        : end && l10n.t('Snoozed until {0}', end),
      joinParts([...toFacts(incident, moment), followed && l10n.t('You follow it.')], '  \n'),
    ],
    '\n\n',
  );
};

/** What an incident's row is made of beside the incident. */
export interface IncidentRow {
  /** Unique in the tree. */
  readonly id: string;
  readonly withService: boolean;
  readonly pending: ReadonlyMap<string, Pending>;
  /** Whether the user is told of its changes. */
  readonly followed?: boolean;
  /** Milliseconds after which an acknowledged incident counts as forgotten. */
  readonly staleAfter?: number | undefined;
  readonly children?: readonly Node[];
}

/** What of the clock an incident's row tells: another value means that the row may say something else. */
export const toIncidentTick = (incident: Incident, staleAfter: number | undefined, now: number): number => {
  const { createdAt, snoozedUntil } = incident;
  const isWaiting = (snoozedUntil !== undefined && snoozedUntil > now) || isStale(incident, staleAfter, now);
  return isWaiting || createdAt === undefined ? -Math.floor(now / 60_000) : toAgeTick(now - createdAt);
};

/** Takes an incident as the server told it; gives its row with what is pending laid over it. */
export const toIncidentNode = (told: Incident, moment: Moment, row: IncidentRow): Node => {
  const incident = withPending(told, row.pending);
  const { doing } = row.pending.get(told.id) ?? {};
  const pending = doing ?? (incident.status === told.status ? undefined : pendingTitles[incident.status]());
  const stale = !pending && isStale(incident, row.staleAfter, moment.now);
  const marks: Marks = { pending, stale, followed: row.followed };
  return {
    id: row.id,
    label: toIncidentTitle(incident),
    description: toIncidentDescription(incident, moment, row.withService, marks),
    // Made when somebody hovers: there are thousands of rows.
    get tooltip() {
      return toTooltip(incident, moment, marks);
    },
    accessibilityLabel: toSentence(incident, moment, marks),
    icon: stale ? { id: 'eye', color: 'list.warningForeground' } : toIncidentIcon(incident),
    context: joinParts(
      ['incident', incident.status, pending && 'pending', stale && 'stale', row.followed && 'followed'],
      ' ',
    ),
    objectId: incident.id,
    command: { id: 'pagerduty.incident.showPage', title: l10n.t('Show Incident'), arguments: [incident.id, 'preview'] },
    ...(incident.url === undefined ? {} : { url: incident.url }),
    ...(row.children === undefined ? {} : { children: row.children }),
  };
};
