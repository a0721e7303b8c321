import { recordWall } from '../api/pages.ts';
import type { Incident } from '../domain/incident.ts';
import { type IncidentState, type Scope, withPending } from '../store/incidentState.ts';
import { toDetailNodes } from './incidentDetailNodes.ts';
import { compareIncidents, statusTitles, toIncidentIcon, toIncidentNode } from './incidentNode.ts';
import type { Moment } from './moment.ts';
import type { Icon, Node } from './node.ts';
import { toEmptyNode, toFailedNode, toLoadingNode, toLoadMoreNode } from './treeNodes.ts';

const refresh = { id: 'pagerduty.incidents.refresh', title: 'Try Again' };
const loadMore = { id: 'pagerduty.incidents.loadMore', title: 'Load More' };

const emptyTexts: { readonly [S in Scope]: string } = {
  mine: 'No open incidents are assigned to you',
  myTeams: 'Your teams have no open incidents',
  all: 'No open incidents',
};

interface Row {
  readonly told: Incident;
  readonly shown: Incident;
}

const compareRows = (a: Row, b: Row): number => compareIncidents(a.shown, b.shown);

interface Group {
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  readonly rows: readonly Row[];
  readonly service?: Incident['service'];
}

const toStatusGroups = (rows: readonly Row[]): readonly Group[] => {
  const groups = Map.groupBy(rows, ({ shown }) => shown.status);
  return (['triggered', 'acknowledged', 'resolved'] as const).flatMap((status) => {
    const members = groups.get(status);
    return members
      ? [
          {
            id: `status:${status}`,
            label: statusTitles[status],
            icon: toIncidentIcon({ status, urgency: 'high' }),
            rows: members,
          },
        ]
      : [];
  });
};

/** Services with the worst incidents first, then by name; the rows come sorted. */
const toServiceGroups = (rows: readonly Row[], { format }: Moment): readonly Group[] => {
  const order = ['triggered', 'acknowledged', 'resolved'];
  const worst = (group: Group): number => order.indexOf(group.rows[0]?.shown.status ?? '');
  return [...Map.groupBy(rows, ({ shown }) => shown.service?.id ?? '')]
    .map(([id, members]): Group => {
      const service = members[0]?.shown.service;
      return {
        id: `service:${id}`,
        label: service?.name ?? 'No service',
        icon: { id: 'server' },
        rows: members,
        service,
      };
    })
    .sort((a, b) => worst(a) - worst(b) || format.compare(a.label, b.label));
};

const toRowNode = (state: IncidentState, told: Incident, moment: Moment): Node => {
  const id = `incident:${told.id}`;
  const details = state.details.get(told.id);
  const pendingNotes = state.pending.get(told.id)?.notes ?? [];
  return toIncidentNode(told, moment, {
    id,
    withService: state.choices.grouping !== 'service',
    pending: state.pending,
    children: details ? toDetailNodes({ id: told.id, nodeId: id }, details, pendingNotes, moment) : [],
  });
};

const toGroupNode = (state: IncidentState, { id, label, icon, rows, service }: Group, moment: Moment): Node => {
  const count = moment.format.count(rows.length);
  return {
    id,
    label,
    description: count,
    accessibilityLabel: `${label}, ${count} ${rows.length === 1 ? 'incident' : 'incidents'}`,
    icon,
    context: service ? 'group service' : 'group',
    ...(service ? { objectId: service.id } : {}),
    ...(service?.url === undefined ? {} : { url: service.url }),
    expanded: true,
    children: rows.map(({ told }) => toRowNode(state, told, moment)),
  };
};

const toNoticeNodes = (state: IncidentState): readonly Node[] => {
  const { load, choices, scope, me, incidents } = state;
  if (load.kind === 'failed') {
    const label = incidents.size > 0 ? 'Could not refresh' : 'Incidents could not be loaded';
    return [toFailedNode('incidents', label, load.failure, refresh)];
  }
  if (scope !== choices.scope) {
    return [
      toEmptyNode(
        'incidents/scope',
        'All incidents are shown',
        { id: 'info' },
        'This token belongs to no user, so there is no “mine”.',
      ),
    ];
  }
  if (scope === 'myTeams' && me?.teams.length === 0) return [toEmptyNode('incidents/teams', 'You are in no team')];
  return [];
};

const toMoreNode = ({ incidents, wanted }: IncidentState, { format }: Moment): Node => {
  const shown = `${format.count(incidents.size)} shown`;
  if (wanted < recordWall) return toLoadMoreNode('incidents', shown, loadMore);
  return toEmptyNode(
    'incidents/wall',
    `PagerDuty lists no more than ${format.count(recordWall)}`,
    undefined,
    'Choose a narrower scope.',
  );
};

/** Takes what the incident store knows; gives the rows of the incident view, none when signed out. */
export const incidentNodes = (state: IncidentState, moment: Moment): readonly Node[] => {
  const { load, incidents, pending, choices } = state;
  if (load.kind === 'signedOut') return [];
  const rows = [...incidents.values()]
    .map((told): Row => ({ told, shown: withPending(told, pending) }))
    .sort(compareRows);
  const groups = choices.grouping === 'service' ? toServiceGroups(rows, moment) : toStatusGroups(rows);
  const notices = toNoticeNodes(state);
  const isEmpty =
    rows.length === 0 && load.kind === 'loaded' && !notices.some(({ id }) => id.startsWith('incidents/teams'));
  return [
    ...notices,
    ...groups.map((group) => toGroupNode(state, group, moment)),
    ...(isEmpty ? [toEmptyNode('incidents', emptyTexts[state.scope], { id: 'pass', color: 'charts.green' })] : []),
    ...(load.kind === 'idle' || load.kind === 'loading' ? [toLoadingNode('incidents')] : []),
    ...(state.more ? [toMoreNode(state, moment)] : []),
  ];
};

/** My triggered incidents, with what is pending laid over them: the number on the badge. */
export const countMyTriggered = ({ mine, pending }: Pick<IncidentState, 'mine' | 'pending'>): number =>
  [...mine.values()].filter((incident) => withPending(incident, pending).status === 'triggered').length;
