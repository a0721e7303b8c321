import type { Incident, IncidentStatus } from '../domain/incident.ts';
import { acknowledgedSince, isStale } from '../domain/stale.ts';
import type { Pending } from '../store/incidentState.ts';
import { withPending } from '../store/incidentState.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import type { Moment } from './moment.ts';
import type { Icon, Node } from './node.ts';
import { joinParts } from './treeNodes.ts';

/** How a status is called and drawn; urgency changes the drawing of triggered incidents. */
export const statusTitles: { readonly [S in IncidentStatus]: string } = {
  triggered: 'Triggered',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
};

const pendingTitles: { readonly [S in IncidentStatus]: string } = {
  triggered: 'reopening…',
  acknowledged: 'acknowledging…',
  resolved: 'resolving…',
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

/** Since when a forgotten incident waits, and until when a snoozed one does. */
const toWaiting = (incident: Incident, { now, format }: Moment, stale: boolean | undefined): string | undefined => {
  const since = acknowledgedSince(incident);
  if (stale && since !== undefined) return `acknowledged ${format.span(now - since)} ago`;
  const { status, snoozedUntil } = incident;
  const isSnoozed = status === 'acknowledged' && snoozedUntil !== undefined && snoozedUntil > now;
  return isSnoozed ? `snoozed until ${format.time(snoozedUntil, now)}` : undefined;
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
    incident.urgency === 'low' && 'low urgency',
    holders.length > 0 ? format.list(holders) : incident.status !== 'resolved' && 'nobody',
    followed && 'followed',
  ]);
};

const toSentence = (incident: Incident, moment: Moment, { pending, followed, stale }: Marks): string => {
  const { now, format } = moment;
  const holders = toHolders(incident);
  const parts = [
    `${incident.number === undefined ? 'Incident' : `Incident ${incident.number}`}, ${incident.status}, ${incident.urgency} urgency: ${incident.title}`,
    pending,
    stale ? `Left alone, ${toWaiting(incident, moment, stale)}` : toWaiting(incident, moment, stale),
    incident.service && `Service ${incident.service.name}`,
    incident.priority && `Priority ${incident.priority}`,
    incident.createdAt !== undefined && `Opened ${format.words(now - incident.createdAt)} ago`,
    holders.length > 0
      ? `${incident.status === 'acknowledged' ? 'Acknowledged by' : 'Assigned to'} ${format.list(holders)}`
      : 'Assigned to nobody',
    followed && 'You follow it',
  ];
  return `${joinParts(parts, '. ')}.`;
};

const toTooltip = (incident: Incident, moment: Moment, { stale, followed }: Marks): string => {
  const { now, format } = moment;
  const waiting = toWaiting(incident, moment, stale);
  const names = (items: readonly { readonly name: string }[]): string | undefined =>
    items.length > 0 ? escapeMarkdown(format.list(items.map(({ name }) => name))) : undefined;
  const fact = (name: string, value: string | undefined): string | undefined => value && `${name}: ${value}`;
  const { alerts, createdAt } = incident;
  return joinParts(
    [
      `**${escapeMarkdown(toIncidentTitle(incident))}**`,
      joinParts([
        statusTitles[incident.status],
        `${incident.urgency} urgency`,
        incident.priority && escapeMarkdown(incident.priority),
      ]),
      waiting && (stale ? `Left alone: ${waiting}` : `${waiting[0]?.toUpperCase()}${waiting.slice(1)}`),
      joinParts(
        [
          fact('Service', incident.service && escapeMarkdown(incident.service.name)),
          fact('Assigned to', names(incident.assignees)),
          fact('Acknowledged by', names(incident.acknowledgers)),
          fact('Escalation policy', incident.escalationPolicy && escapeMarkdown(incident.escalationPolicy.name)),
          fact('Teams', names(incident.teams)),
          fact('Alerts', alerts && `${format.count(alerts.open)} open of ${format.count(alerts.all)}`),
          fact(
            'Opened',
            createdAt === undefined ? undefined : `${format.dateTime(createdAt)} (${format.span(now - createdAt)} ago)`,
          ),
          followed && 'You follow it.',
        ],
        '  \n',
      ),
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

/** Takes an incident as the server told it; gives its row with what is pending laid over it. */
export const toIncidentNode = (told: Incident, moment: Moment, row: IncidentRow): Node => {
  const incident = withPending(told, row.pending);
  const { doing } = row.pending.get(told.id) ?? {};
  const pending = doing ?? (incident.status === told.status ? undefined : pendingTitles[incident.status]);
  const stale = !pending && isStale(incident, row.staleAfter, moment.now);
  const marks: Marks = { pending, stale, followed: row.followed };
  return {
    id: row.id,
    label: toIncidentTitle(incident),
    description: toIncidentDescription(incident, moment, row.withService, marks),
    tooltip: toTooltip(incident, moment, marks),
    accessibilityLabel: toSentence(incident, moment, marks),
    icon: stale ? { id: 'eye', color: 'list.warningForeground' } : toIncidentIcon(incident),
    context: joinParts(
      ['incident', incident.status, pending && 'pending', stale && 'stale', row.followed && 'followed'],
      ' ',
    ),
    objectId: incident.id,
    command: { id: 'pagerduty.incident.showPage', title: 'Show Incident', arguments: [incident.id, 'preview'] },
    ...(incident.url === undefined ? {} : { url: incident.url }),
    ...(row.children === undefined ? {} : { children: row.children }),
  };
};
