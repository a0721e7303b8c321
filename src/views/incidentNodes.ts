import * as l10n from '@vscode/l10n';
import { recordWall } from '../api/pages.ts';
import type { Incident } from '../domain/incident.ts';
import { type Badge, type IncidentState, type OwnScope, toQueryName, withPending } from '../store/incidentState.ts';
import { createMemo, type Memo } from '../util/memo.ts';
import { toDetailNodes } from './incidentDetailNodes.ts';
import { type Group, type Row, sortRows, toGroups } from './incidentGroups.ts';
import { toIncidentNode, toIncidentTick } from './incidentNode.ts';
import type { Moment } from './moment.ts';
import type { Node } from './node.ts';
import { joinParts, toEmptyNode, toFailedNode, toLoadingNode, toLoadMoreNode } from './treeNodes.ts';

const refresh = () => ({ id: 'pagerduty.incidents.refresh', title: l10n.t('Try Again') });
const loadMore = () => ({ id: 'pagerduty.incidents.loadMore', title: l10n.t('Load More') });

const emptyTexts: { readonly [S in OwnScope]: () => string } = {
  mine: () => l10n.t('No open incidents are assigned to you'),
  myTeams: () => l10n.t('Your teams have no open incidents'),
  all: () => l10n.t('No open incidents'),
};

/** Rows by incident: thousands of them stay what they were when the state or the clock moves on. */
export type IncidentRows = Memo<Incident, Node>;

const toRowNode = (state: IncidentState, { told, shown }: Row, moment: Moment, made: IncidentRows): Node => {
  const id = `incident:${told.id}`;
  const details = state.details.get(told.id);
  const pending = state.pending.get(told.id);
  const withService = state.choices.grouping !== 'service';
  const followed = state.choices.followed.includes(told.id);
  const { staleAfter } = state.settings;
  const tick = details ? moment.now : toIncidentTick(shown, staleAfter, moment.now);
  return made(told, [details, pending, withService, followed, staleAfter, tick, moment.format], () =>
    toIncidentNode(told, moment, {
      id,
      withService,
      pending: state.pending,
      followed,
      staleAfter,
      children: details ? toDetailNodes({ id: told.id, nodeId: id }, details, pending?.notes ?? [], moment) : [],
    }),
  );
};

const toGroupNode = (state: IncidentState, group: Group, moment: Moment, made: IncidentRows): Node => {
  const { id, label, icon, rows, context, about } = group;
  const count = moment.format.count(rows.length);
  return {
    id,
    label,
    description: count,
    accessibilityLabel:
      rows.length === 1 ? l10n.t('{0}, 1 incident', label) : l10n.t('{0}, {1} incidents', label, count),
    icon,
    context: joinParts(['group', context], ' '),
    ...(about ? { objectId: about.id } : {}),
    ...(about?.url === undefined ? {} : { url: about.url }),
    expanded: true,
    children: rows.map((row) => toRowNode(state, row, moment, made)),
  };
};

const toNoticeNodes = (state: IncidentState): readonly Node[] => {
  const { load, choices, scope, me, incidents, nothing } = state;
  if (load.kind === 'failed') {
    const label = incidents.size > 0 ? l10n.t('Could not refresh') : l10n.t('Incidents could not be loaded');
    return [toFailedNode('incidents', label, load.failure, refresh())];
  }
  if (scope !== choices.scope) {
    return [
      toEmptyNode(
        'incidents/scope',
        l10n.t('All incidents are shown'),
        { id: 'info' },
        l10n.t('This token belongs to no user, so there is no “mine”.'),
      ),
    ];
  }
  if (scope === 'myTeams' && me?.teams.length === 0)
    return [toEmptyNode('incidents/teams', l10n.t('You are in no team'))];
  if (toQueryName(scope) !== undefined && nothing !== undefined)
    return [toEmptyNode('incidents/query', l10n.t('Nothing can match this query'), { id: 'info' }, nothing)];
  return [];
};

/** Without a number there is no tooltip that could say why. */
const toBadgeNotices = ({ load, badge }: IncidentState): readonly Node[] =>
  badge?.failure && badge.incidents.size === 0 && load.kind !== 'failed'
    ? [toFailedNode('incidents/badge', l10n.t('“{0}” could not be counted', badge.query), badge.failure, refresh())]
    : [];

const toMoreNode = ({ incidents, wanted }: IncidentState, { format }: Moment): Node => {
  const shown = l10n.t('{0} shown', format.count(incidents.size));
  if (wanted < recordWall) return toLoadMoreNode('incidents', shown, loadMore());
  return toEmptyNode(
    'incidents/wall',
    l10n.t('PagerDuty lists no more than {0}', format.count(recordWall)),
    undefined,
    l10n.t('Choose a narrower scope.'),
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
  const text = query === undefined ? emptyTexts[scope as OwnScope]() : l10n.t('No incidents match “{0}”', query); // No query, so one of ours.
  const left = hidden > 0 ? l10n.t('{0} snoozed hidden', format.count(hidden)) : undefined;
  return toEmptyNode('incidents', text, { id: 'pass', color: 'charts.green' }, left);
};

/** Takes what the incident store knows; gives the rows of the incident view, none when signed out. */
export const incidentNodes = (
  state: IncidentState,
  moment: Moment,
  made: IncidentRows = createMemo(),
): readonly Node[] => {
  const { load, choices, me } = state;
  if (load.kind === 'signedOut') return [];
  const { rows, hidden } = toRows(state, moment);
  const groups = toGroups(choices.grouping, rows, me, moment);
  const notices = [...toNoticeNodes(state), ...toBadgeNotices(state)];
  const isTold = notices.some(({ id }) => /^incidents\/(teams|query)/.test(id));
  return [
    ...notices,
    ...(groups?.map((group) => toGroupNode(state, group, moment, made)) ??
      rows.map((row) => toRowNode(state, row, moment, made))),
    ...(rows.length === 0 && load.kind === 'loaded' && !isTold ? [toNothingNode(state, hidden, moment)] : []),
    ...(load.kind === 'idle' || load.kind === 'loading' ? [toLoadingNode('incidents')] : []),
    ...(state.more ? [toMoreNode(state, moment)] : []),
  ];
};

/** My triggered incidents, with what is pending laid over them: the number on the badge. */
export const countMyTriggered = ({ mine, pending }: Pick<IncidentState, 'mine' | 'pending'>): number =>
  [...mine.values()].filter((incident) => withPending(incident, pending).status === 'triggered').length;

const toBadgeText = (value: number, { query, more, failure }: Badge): string => {
  if (failure) return l10n.t('{0} in “{1}” when it was last counted: {2}', value, query, failure.message);
  return more ? l10n.t('At least {0} in “{1}”', value, query) : l10n.t('{0} in “{1}”', value, query);
};

/** The number on the icon: what the user's query matches, else my triggered incidents. */
export const countForBadge = (
  state: Pick<IncidentState, 'mine' | 'pending' | 'badge'>,
): { readonly value: number; readonly tooltip: string } => {
  const { badge, pending } = state;
  if (!badge) {
    const value = countMyTriggered(state);
    const tooltip =
      value === 1
        ? l10n.t('1 triggered incident is assigned to you')
        : l10n.t('{0} triggered incidents are assigned to you', value);
    return { value, tooltip };
  }
  const isLeft = [...badge.incidents.values()].filter(
    (told) => told.status === 'resolved' || withPending(told, pending).status !== 'resolved',
  );
  const value = isLeft.length;
  return { value, tooltip: toBadgeText(value, badge) };
};
