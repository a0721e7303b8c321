import type { Incident, IncidentStatus } from '../domain/incident.ts';
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

/** What stands dimmed behind an incident's title; the service is left out where the list is grouped by it. */
export const toIncidentDescription = (
  incident: Incident,
  { now, format }: Moment,
  withService: boolean,
  pending?: string,
): string => {
  const holders = toHolders(incident);
  return joinParts([
    pending,
    withService && incident.service?.name,
    incident.createdAt !== undefined && format.age(now - incident.createdAt),
    incident.priority,
    incident.urgency === 'low' && 'low urgency',
    holders.length > 0 ? format.list(holders) : incident.status !== 'resolved' && 'nobody',
  ]);
};

const toSentence = (incident: Incident, { now, format }: Moment, pending?: string): string => {
  const holders = toHolders(incident);
  const parts = [
    `${incident.number === undefined ? 'Incident' : `Incident ${incident.number}`}, ${incident.status}, ${incident.urgency} urgency: ${incident.title}`,
    pending,
    incident.service && `Service ${incident.service.name}`,
    incident.priority && `Priority ${incident.priority}`,
    incident.createdAt !== undefined && `Opened ${format.words(now - incident.createdAt)} ago`,
    holders.length > 0
      ? `${incident.status === 'acknowledged' ? 'Acknowledged by' : 'Assigned to'} ${format.list(holders)}`
      : 'Assigned to nobody',
  ];
  return `${joinParts(parts, '. ')}.`;
};

const toTooltip = (incident: Incident, { now, format }: Moment): string => {
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
  readonly children?: readonly Node[];
}

/** Takes an incident as the server told it; gives its row with what is pending laid over it. */
export const toIncidentNode = (told: Incident, moment: Moment, row: IncidentRow): Node => {
  const incident = withPending(told, row.pending);
  const pending = incident === told ? undefined : pendingTitles[incident.status];
  return {
    id: row.id,
    label: toIncidentTitle(incident),
    description: toIncidentDescription(incident, moment, row.withService, pending),
    tooltip: toTooltip(incident, moment),
    accessibilityLabel: toSentence(incident, moment, pending),
    icon: toIncidentIcon(incident),
    context: joinParts(['incident', incident.status, pending && 'pending'], ' '),
    objectId: incident.id,
    ...(incident.url === undefined ? {} : { url: incident.url }),
    ...(row.children === undefined ? {} : { children: row.children }),
  };
};
