import type { IncidentNews, News, NewsKind } from '../domain/changes.ts';
import type { Incident } from '../domain/incident.ts';
import { acknowledgedSince } from '../domain/stale.ts';
import { toIncidentTitle } from './incidentNode.ts';
import type { Moment } from './moment.ts';
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

/** `resolved by Bo Diaz, now low urgency`; what did not change is left out. */
const toChanges = (before: Incident | undefined, after: Incident, { format }: Moment): string => {
  const by = after.statusChangedBy ? ` by ${after.statusChangedBy.name}` : '';
  const names = (items: Incident['assignees']): string => format.list(items.map(({ name }) => name));
  return joinParts(
    [
      before?.status !== after.status && `${after.status}${by}`,
      before?.urgency !== after.urgency && `now ${after.urgency} urgency`,
      before?.priority !== after.priority && (after.priority ? `now ${after.priority}` : 'without a priority'),
      before?.service?.id !== after.service?.id && after.service && `moved to ${after.service.name}`,
      after.status !== 'resolved' &&
        names(before?.assignees ?? []) !== names(after.assignees) &&
        (after.assignees.length > 0 ? `assigned to ${names(after.assignees)}` : 'assigned to nobody'),
      before?.title !== after.title && 'renamed',
    ],
    ', ',
  );
};

const toIncidentText = ({ kind, incident, before }: IncidentNews, moment: Moment): string => {
  const name = toName(incident);
  const service = incident.service ? ` (${cut(incident.service.name)})` : '';
  if (kind === 'followed') return `${name}: ${toChanges(before, incident, moment)}.`;
  if (kind === 'escalated') return `Escalated to you: ${name}${service}`;
  if (kind === 'assigned') return `${before ? 'Waits for you again' : 'Assigned to you'}: ${name}${service}`;
  const since = acknowledgedSince(incident) ?? moment.now;
  return `Acknowledged ${moment.format.span(moment.now - since)} ago and still open: ${name}${service}`;
};

const incidentActions: { readonly [K in IncidentNews['kind']]: readonly NewsAction[] } = {
  assigned: ['acknowledge', 'open', 'snooze', 'mute'],
  escalated: ['acknowledge', 'open', 'snooze', 'mute'],
  followed: ['open', 'unfollow', 'mute'],
  stale: ['resolve', 'open', 'snooze', 'mute'],
};

const isWaiting = ({ kind }: News): boolean => kind === 'assigned' || kind === 'escalated';

const toShiftText = (news: Extract<News, { readonly kind: 'shifts' }>, { now, format }: Moment): string => {
  const names = format.list([...new Set(news.onCalls.map((row) => (row.schedule ?? row.escalationPolicy).name))]);
  if (news.what === 'ended') return `Your shift has ended: ${cut(names)}`;
  const ends = news.onCalls.map(({ end }) => end);
  const latest = ends.some((end) => end === undefined) ? undefined : Math.max(...ends.map((end) => end ?? 0));
  return `You are on call now${latest === undefined ? '' : ` until ${format.time(latest, now)}`}: ${cut(names)}`;
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

const bundleHeads: readonly (readonly [kind: IncidentNews['kind'], head: string])[] = [
  ['assigned', 'assigned to you'],
  ['escalated', 'escalated to you'],
  ['followed', 'followed and changed'],
  ['stale', 'acknowledged long ago and still open'],
];

/** Incidents that a bundle calls by their numbers. */
const named = 5;

const toBundlePart = (incidents: readonly Incident[], head: string, { format }: Moment): string => {
  const names = incidents.slice(0, named).map(toNumber);
  const others = incidents.length - names.length;
  const list = format.list(others > 0 ? [...names, `${format.count(others)} more`] : names);
  return `${format.count(incidents.length)} ${head}: ${list}`;
};

const toBundle = (news: readonly News[], moment: Moment): NewsMessage => {
  const incidents = news.filter((item) => item.kind !== 'shifts');
  const kinds = new Set<NewsKind>(news.map(({ kind }) => kind));
  const parts = bundleHeads.flatMap(([kind, head]) => {
    const members = incidents.filter((item) => item.kind === kind).map(({ incident }) => incident);
    return members.length > 0 ? [toBundlePart(members, head, moment)] : [];
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
