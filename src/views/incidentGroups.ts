import * as l10n from '@vscode/l10n';
import type { Incident, Urgency } from '../domain/incident.ts';
import type { Reference } from '../domain/reference.ts';
import type { User } from '../domain/user.ts';
import type { Grouping, Sorting } from '../store/incidentState.ts';
import { compareIncidents, statusTitles, toIncidentIcon } from './incidentNode.ts';
import type { Moment } from './moment.ts';
import type { Icon } from './node.ts';

/** An incident as the server told it, and as it is shown with what is pending laid over it. */
export interface Row {
  readonly told: Incident;
  readonly shown: Incident;
}

/** Incidents under one head. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  readonly rows: readonly Row[];
  /** Word for menus beside `group`. */
  readonly context?: string;
  /** What the head stands for in PagerDuty. */
  readonly about?: Reference | undefined;
}

/** `P1` before `P2`, and any priority before none. */
const comparePriority = (a: Incident, b: Incident, { format }: Moment): number => {
  if (a.priority === b.priority) return 0;
  if (a.priority === undefined || b.priority === undefined) return a.priority === undefined ? 1 : -1;
  return format.compare(a.priority, b.priority);
};

const newestFirst = (a: Incident, b: Incident): number => (b.createdAt ?? 0) - (a.createdAt ?? 0);

const comparers: {
  readonly [S in Sorting]: (a: Incident, b: Incident, moment: Moment) => number;
} = {
  status: compareIncidents,
  urgency: (a, b, moment) =>
    Number(a.urgency === 'low') - Number(b.urgency === 'low') || comparePriority(a, b, moment) || newestFirst(a, b),
  newest: newestFirst,
};

/** Sorts rows as the user chose, by what is shown of them. */
export const sortRows = (rows: readonly Row[], sorting: Sorting, moment: Moment): readonly Row[] =>
  rows.toSorted((a, b) => comparers[sorting](a.shown, b.shown, moment));

const toStatusGroups = (rows: readonly Row[]): readonly Group[] => {
  const groups = Map.groupBy(rows, ({ shown }) => shown.status);
  return (['triggered', 'acknowledged', 'resolved'] as const).flatMap((status) => {
    const members = groups.get(status);
    if (!members) return [];
    const icon = toIncidentIcon({ status, urgency: 'high' });
    return [{ id: `status:${status}`, label: statusTitles[status](), icon, rows: members }];
  });
};

const urgencyHeads = (): readonly (readonly [urgency: Urgency, label: string, icon: Icon])[] => [
  ['high', l10n.t('High Urgency'), { id: 'arrow-up', color: 'charts.red' }],
  ['low', l10n.t('Low Urgency'), { id: 'arrow-down', color: 'charts.orange' }],
];

const toUrgencyGroups = (rows: readonly Row[]): readonly Group[] =>
  urgencyHeads()
    .map(([urgency, label, icon]): Group => {
      const members = rows.filter(({ shown }) => shown.urgency === urgency);
      return { id: `urgency:${urgency}`, label, icon, rows: members };
    })
    .filter((group) => group.rows.length > 0);

/** How incidents are put under services, or under teams. */
interface ReferenceHead {
  readonly name: string;
  readonly none: string;
  readonly icon: Icon;
  readonly of: (incident: Incident) => Reference | undefined;
}

const order = ['triggered', 'acknowledged', 'resolved'];
const worst = ({ rows }: Group): number => Math.min(...rows.map(({ shown }) => order.indexOf(shown.status)));

/** What has the worst incidents first, then by name. */
const toReferenceGroups = (head: ReferenceHead, rows: readonly Row[], { format }: Moment): readonly Group[] =>
  [...Map.groupBy(rows, ({ shown }) => head.of(shown)?.id ?? '')]
    .map(([id, members]): Group => {
      const about = members[0] && head.of(members[0].shown);
      const context = about ? { context: head.name } : {};
      return {
        id: `${head.name}:${id}`,
        label: about?.name ?? head.none,
        icon: head.icon,
        rows: members,
        ...context,
        about,
      };
    })
    .sort((a, b) => worst(a) - worst(b) || format.compare(a.label, b.label));

const serviceHead = (): ReferenceHead => ({
  name: 'service',
  none: l10n.t('No service'),
  icon: { id: 'server' },
  of: ({ service }) => service,
});

/** A row stands once in the tree: under a team of mine where there is one, else under the first of its teams. */
const toTeamHead = (me: User | undefined): ReferenceHead => {
  const mine = new Set(me?.teams.map(({ id }) => id));
  return {
    name: 'team',
    none: l10n.t('No team'),
    icon: { id: 'organization' },
    of: ({ teams }) => teams.find(({ id }) => mine.has(id)) ?? teams[0],
  };
};

/** Puts sorted rows under heads; gives undefined where the user wants none. */
export const toGroups = (
  grouping: Grouping,
  rows: readonly Row[],
  me: User | undefined,
  moment: Moment,
): readonly Group[] | undefined => {
  if (grouping === 'none') return undefined;
  if (grouping === 'status') return toStatusGroups(rows);
  if (grouping === 'urgency') return toUrgencyGroups(rows);
  return toReferenceGroups(grouping === 'service' ? serviceHead() : toTeamHead(me), rows, moment);
};
