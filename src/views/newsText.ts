import * as l10n from '@vscode/l10n';
import type { IncidentNews, News, NewsKind } from '../domain/changes.ts';
import type { Incident } from '../domain/incident.ts';
import { acknowledgedSince } from '../domain/stale.ts';
import { toIncidentTitle } from './incidentNode.ts';
import type { Moment } from './moment.ts';
import { latestEnd } from './onCallNodes.ts';
import { joinParts } from './treeNodes.ts';

/** What can be done about news. */
export type NewsAction = 'acknowledge' | 'resolve' | 'open' | 'snooze' | 'unfollow' | 'show' | 'showOnCalls' | 'mute';

/** News as one message tells them; its text holds words of strangers. */
export interface NewsMessage {
  readonly text: string;
  /** `warning` where somebody waits for me. */
  readonly severity: 'info' | 'warning';
  readonly actions: readonly NewsAction[];
  readonly news: readonly News[];
}

/** Longer titles would push the buttons away. */
const longestTitle = 120;

const cut = (text: string): string => (text.length > longestTitle ? `${text.slice(0, longestTitle - 1)}…` : text);

const toName = (incident: Incident): string => cut(toIncidentTitle(incident));

const toNumber = ({ number, title }: Incident): string => (number === undefined ? cut(title) : `#${number}`);

const toStatusText = ({ status, statusChangedBy: by }: Incident): string => {
  switch (status) {
    case 'triggered':
      return by ? l10n.t('triggered by {0}', by.name) : l10n.t('triggered');
    case 'acknowledged':
      return by ? l10n.t('acknowledged by {0}', by.name) : l10n.t('acknowledged');
    case 'resolved':
      return by ? l10n.t('resolved by {0}', by.name) : l10n.t('resolved');
  }
};

/** `resolved by Bo Diaz, now low urgency`; what did not change is left out. */
const toChanges = (before: Incident | undefined, after: Incident, { format }: Moment): string => {
  const names = (items: Incident['assignees']): string => format.list(items.map(({ name }) => name));
  const isAssigned = after.status !== 'resolved' && names(before?.assignees ?? []) !== names(after.assignees);
  return joinParts(
    [
      before?.status !== after.status && toStatusText(after),
      before?.urgency !== after.urgency &&
        (after.urgency === 'high' ? l10n.t('now high urgency') : l10n.t('now low urgency')),
      before?.priority !== after.priority &&
        (after.priority ? l10n.t('now {0}', after.priority) : l10n.t('without a priority')),
      before?.service?.id !== after.service?.id && after.service && l10n.t('moved to {0}', after.service.name),
      isAssigned &&
        (after.assignees.length > 0 ? l10n.t('assigned to {0}', names(after.assignees)) : l10n.t('assigned to nobody')),
      before?.title !== after.title && l10n.t('renamed'),
    ],
    ', ',
  );
};

const toIncidentText = ({ kind, incident, before }: IncidentNews, moment: Moment): string => {
  if (kind === 'followed') return `${toName(incident)}: ${toChanges(before, incident, moment)}.`;
  const name = `${toName(incident)}${incident.service ? ` (${cut(incident.service.name)})` : ''}`;
  if (kind === 'escalated') return l10n.t('Escalated to you: {0}', name);
  if (kind === 'assigned')
    return before ? l10n.t('Waits for you again: {0}', name) : l10n.t('Assigned to you: {0}', name);
  const since = acknowledgedSince(incident) ?? moment.now;
  return l10n.t('Acknowledged {0} ago and still open: {1}', moment.format.span(moment.now - since), name);
};

const incidentActions: { readonly [K in IncidentNews['kind']]: readonly NewsAction[] } = {
  assigned: ['acknowledge', 'open', 'snooze', 'mute'],
  escalated: ['acknowledge', 'open', 'snooze', 'mute'],
  followed: ['open', 'unfollow', 'mute'],
  stale: ['resolve', 'open', 'snooze', 'mute'],
};

const isWaiting = ({ kind }: News): boolean => kind === 'assigned' || kind === 'escalated';

const toShiftText = (news: Extract<News, { readonly kind: 'shifts' }>, { now, format }: Moment): string => {
  const names = cut(format.list([...new Set(news.onCalls.map((row) => (row.schedule ?? row.escalationPolicy).name))]));
  if (news.what === 'ended') return l10n.t('Your shift has ended: {0}', names);
  const latest = latestEnd(news.onCalls);
  if (latest === undefined) return l10n.t('You are on call now: {0}', names);
  return l10n.t('You are on call now until {0}: {1}', format.time(latest, now), names);
};

const toSingle = (news: News, moment: Moment): NewsMessage =>
  news.kind === 'shifts'
    ? { text: toShiftText(news, moment), severity: 'info', actions: ['showOnCalls', 'mute'], news: [news] }
    : {
        text: toIncidentText(news, moment),
        severity: isWaiting(news) ? 'warning' : 'info',
        // Nobody follows what is over.
        actions: incidentActions[news.kind].filter((a) => a !== 'unfollow' || news.incident.status !== 'resolved'),
        news: [news],
      };

const bundled: readonly IncidentNews['kind'][] = ['assigned', 'escalated', 'followed', 'stale'];

const toBundleText = (kind: IncidentNews['kind'], count: string, list: string): string => {
  switch (kind) {
    case 'assigned':
      return l10n.t('{0} assigned to you: {1}', count, list);
    case 'escalated':
      return l10n.t('{0} escalated to you: {1}', count, list);
    case 'followed':
      return l10n.t('{0} followed and changed: {1}', count, list);
    case 'stale':
      return l10n.t('{0} acknowledged long ago and still open: {1}', count, list);
  }
};

/** Incidents that a bundle calls by their numbers. */
const named = 5;

const toBundlePart = (incidents: readonly Incident[], kind: IncidentNews['kind'], { format }: Moment): string => {
  const names = incidents.slice(0, named).map(toNumber);
  const others = incidents.length - names.length;
  const list = format.list(others > 0 ? [...names, l10n.t('{0} more', format.count(others))] : names);
  return toBundleText(kind, format.count(incidents.length), list);
};

const toBundle = (news: readonly News[], moment: Moment): NewsMessage => {
  const incidents = news.filter((item) => item.kind !== 'shifts');
  const kinds = new Set<NewsKind>(news.map(({ kind }) => kind));
  const parts = bundled.flatMap((kind) => {
    const members = incidents.filter((item) => item.kind === kind).map(({ incident }) => incident);
    return members.length > 0 ? [toBundlePart(members, kind, moment)] : [];
  });
  const shifts = news.flatMap((item) => (item.kind === 'shifts' ? [toShiftText(item, moment)] : []));
  const waits = news.some(isWaiting);
  return {
    text: `${[...parts, ...shifts].join('. ')}.`,
    severity: waits ? 'warning' : 'info',
    actions: [
      ...(waits ? (['acknowledge'] as const) : []),
      incidents.length > 0 ? 'show' : 'showOnCalls',
      ...(kinds.size === 1 ? (['mute'] as const) : []),
    ],
    news,
  };
};

/** Takes news that wait to be told, at least one; gives the one message that tells them all. */
export const toNewsMessage = (news: readonly News[], moment: Moment): NewsMessage => {
  const [first] = news;
  return news.length === 1 && first ? toSingle(first, moment) : toBundle(news, moment);
};
