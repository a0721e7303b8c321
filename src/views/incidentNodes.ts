import { recordWall } from '../api/pages.ts';
import { type IncidentState, type OwnScope, toQueryName, withPending } from '../store/incidentState.ts';
import { toDetailNodes } from './incidentDetailNodes.ts';
import { type Group, type Row, sortRows, toGroups } from './incidentGroups.ts';
import { toIncidentNode } from './incidentNode.ts';
import type { Moment } from './moment.ts';
import type { Node } from './node.ts';
import { joinParts, toEmptyNode, toFailedNode, toLoadingNode, toLoadMoreNode } from './treeNodes.ts';

const refresh = { id: 'pagerduty.incidents.refresh', title: 'Try Again' };
const loadMore = { id: 'pagerduty.incidents.loadMore', title: 'Load More' };

const emptyTexts: { readonly [S in OwnScope]: string } = {
  mine: 'No open incidents are assigned to you',
  myTeams: 'Your teams have no open incidents',
  all: 'No open incidents',
};

const toRowNode = (state: IncidentState, { told }: Row, moment: Moment): Node => {
  const id = `incident:${told.id}`;
  const details = state.details.get(told.id);
  const pendingNotes = state.pending.get(told.id)?.notes ?? [];
  return toIncidentNode(told, moment, {
    id,
    withService: state.choices.grouping !== 'service',
    pending: state.pending,
    followed: state.choices.followed.includes(told.id),
    staleAfter: state.settings.staleAfter,
    children: details ? toDetailNodes({ id: told.id, nodeId: id }, details, pendingNotes, moment) : [],
  });
};

const toGroupNode = (state: IncidentState, group: Group, moment: Moment): Node => {
  const { id, label, icon, rows, context, about } = group;
  const count = moment.format.count(rows.length);
  return {
    id,
    label,
    description: count,
    accessibilityLabel: `${label}, ${count} ${rows.length === 1 ? 'incident' : 'incidents'}`,
    icon,
    context: joinParts(['group', context], ' '),
    ...(about ? { objectId: about.id } : {}),
    ...(about?.url === undefined ? {} : { url: about.url }),
    expanded: true,
    children: rows.map((row) => toRowNode(state, row, moment)),
  };
};

const toNoticeNodes = (state: IncidentState): readonly Node[] => {
  const { load, choices, scope, me, incidents, nothing } = state;
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
  if (toQueryName(scope) !== undefined && nothing !== undefined)
    return [toEmptyNode('incidents/query', 'Nothing can match this query', { id: 'info' }, nothing)];
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

const isSnoozed = ({ shown: { status, snoozedUntil } }: Row, { now }: Moment): boolean =>
  status === 'acknowledged' && snoozedUntil !== undefined && snoozedUntil > now;

/** The rows that the user wants to see, sorted, and how many snoozed ones are left out. */
const toRows = (
  { incidents, pending, choices }: IncidentState,
  moment: Moment,
): { readonly rows: readonly Row[]; readonly hidden: number } => {
  const all = [...incidents.values()].map((told): Row => ({ told, shown: withPending(told, pending) }));
  const rows = choices.hideSnoozed ? all.filter((row) => !isSnoozed(row, moment)) : all;
  return { rows: sortRows(rows, choices.sorting, moment), hidden: all.length - rows.length };
};

const toNothingNode = ({ scope }: IncidentState, hidden: number, { format }: Moment): Node => {
  const query = toQueryName(scope);
  const text = query === undefined ? emptyTexts[scope as OwnScope] : `No incidents match “${query}”`; // No query, so one of ours.
  const left = hidden > 0 ? `${format.count(hidden)} snoozed hidden` : undefined;
  return toEmptyNode('incidents', text, { id: 'pass', color: 'charts.green' }, left);
};

/** Takes what the incident store knows; gives the rows of the incident view, none when signed out. */
export const incidentNodes = (state: IncidentState, moment: Moment): readonly Node[] => {
  const { load, choices, me } = state;
  if (load.kind === 'signedOut') return [];
  const { rows, hidden } = toRows(state, moment);
  const groups = toGroups(choices.grouping, rows, me, moment);
  const notices = toNoticeNodes(state);
  const isTold = notices.some(({ id }) => /^incidents\/(teams|query)/.test(id));
  return [
    ...notices,
    ...(groups?.map((group) => toGroupNode(state, group, moment)) ?? rows.map((row) => toRowNode(state, row, moment))),
    ...(rows.length === 0 && load.kind === 'loaded' && !isTold ? [toNothingNode(state, hidden, moment)] : []),
    ...(load.kind === 'idle' || load.kind === 'loading' ? [toLoadingNode('incidents')] : []),
    ...(state.more ? [toMoreNode(state, moment)] : []),
  ];
};

/** My triggered incidents, with what is pending laid over them: the number on the badge. */
export const countMyTriggered = ({ mine, pending }: Pick<IncidentState, 'mine' | 'pending'>): number =>
  [...mine.values()].filter((incident) => withPending(incident, pending).status === 'triggered').length;

/** The number on the icon: what the user's query matches, else my triggered incidents. */
export const countForBadge = (
  state: Pick<IncidentState, 'mine' | 'pending' | 'badge'>,
): { readonly value: number; readonly tooltip: string } => {
  const { badge, pending } = state;
  if (!badge) {
    const value = countMyTriggered(state);
    const what = value === 1 ? 'triggered incident is' : 'triggered incidents are';
    return { value, tooltip: `${value} ${what} assigned to you` };
  }
  const isLeft = [...badge.incidents.values()].filter(
    (told) => told.status === 'resolved' || withPending(told, pending).status !== 'resolved',
  );
  return { value: isLeft.length, tooltip: `${isLeft.length} in “${badge.query}”` };
};
