import type { Link } from '../domain/changeEvent.ts';
import type { PageIncident, PendingAction } from '../domain/pageIncident.ts';
import type { Reference } from '../domain/reference.ts';
import { statusTitles, toIncidentIcon, toIncidentTitle } from './incidentNode.ts';
import {
  type PageContext,
  shownIncident,
  toButton,
  toClock,
  toDotted,
  toRichText,
  toSince,
} from './incidentPageModel.ts';
import { type Content, h, type Markup, toIcon, toLink } from './markup.ts';

const pendingTitles: Readonly<Record<string, string>> = {
  triggered: 'Reopening…',
  acknowledged: 'Acknowledging…',
  resolved: 'Resolving…',
};

const toState = (incident: PageIncident, { state }: PageContext): Markup =>
  h(
    'p',
    { key: 'state', class: `state ${incident.status}` },
    toIcon(toIncidentIcon(incident).id),
    h('strong', {}, state.pending?.status ? pendingTitles[state.pending.status] : statusTitles[incident.status]),
    ' ',
    h('span', { class: `urgency ${incident.urgency}` }, `${incident.urgency} urgency`),
    incident.priority !== undefined && [' ', h('span', { class: 'priority' }, incident.priority)],
    incident.type !== undefined && [' ', h('span', {}, incident.type)],
  );

const toAge = (incident: PageIncident, context: PageContext): Content => {
  const { createdAt, statusChangedAt, status } = incident;
  if (createdAt === undefined) return false;
  const ended = incident.resolvedAt ?? statusChangedAt;
  if (status === 'resolved' && ended !== undefined)
    return [
      h('span', { class: 'clock' }, 'Resolved ', toSince(ended, context), ' ago'),
      ' after ',
      context.format.span(ended - createdAt),
    ];
  return [
    h('span', { class: 'clock' }, 'Open for ', toSince(createdAt, context)),
    ' · ',
    toDotted(
      ['since ', toClock(createdAt, context)],
      status === 'acknowledged' &&
        statusChangedAt !== undefined &&
        !context.state.pending?.status && ['acknowledged ', toSince(statusChangedAt, context), ' ago'],
    ),
  ];
};

/** What a screen reader is told when it changes; ages are left out, so that they are not read again and again. */
const toSpoken = (incident: PageIncident, { state, format }: PageContext): string => {
  const names = (
    incident.status === 'acknowledged' && incident.acknowledgers.length > 0
      ? incident.acknowledgers
      : incident.assignees
  ).map(({ name }) => name);
  const who =
    names.length === 0
      ? 'assigned to nobody'
      : `${incident.status === 'acknowledged' ? 'with' : 'assigned to'} ${format.list(names)}`;
  const status = state.pending?.status
    ? pendingTitles[state.pending.status]?.replace('…', '')
    : `is ${incident.status}`;
  return `Incident ${incident.number ?? ''} ${status}, ${incident.urgency} urgency${incident.status === 'resolved' ? '' : `, ${who}`}.`;
};

const toActions = (incident: PageIncident, { hasPages, state }: PageContext): Markup => {
  const busy = state.pending?.status !== undefined;
  return h(
    'div',
    { key: 'actions', class: 'actions', role: 'toolbar', 'aria-label': 'Actions' },
    incident.status === 'triggered' &&
      toButton('Acknowledge', 'acknowledge', { icon: 'eye', look: 'primary', disabled: busy }),
    incident.status !== 'resolved' &&
      toButton('Resolve', 'resolve', {
        icon: 'pass',
        disabled: busy,
        ...(incident.status === 'acknowledged' ? { look: 'primary' } : {}),
      }),
    hasPages && incident.url !== undefined && toButton('Open in PagerDuty', 'open', { icon: 'link-external' }),
    incident.url !== undefined && toButton('Copy Link', 'copyLink', { icon: 'link' }),
    toButton('Refresh', 'refresh', { icon: 'refresh' }),
  );
};

const actionWords: { readonly [K in PendingAction['kind']]: string } = {
  escalate: 'escalates',
  unacknowledge: 'triggers again',
  resolve: 'resolves itself',
  urgency_change: 'changes its urgency',
};

const toNext = ({ pendingActions, status }: PageIncident, context: PageContext): Content => {
  const [next] = status === 'resolved' ? [] : pendingActions.filter(({ at }) => at > context.now);
  return (
    next && [
      `${actionWords[next.kind]} in ${context.format.span(next.at - context.now)}, at `,
      toClock(next.at, context),
    ]
  );
};

const toFacts = (incident: PageIncident, context: PageContext): Markup => {
  const { hasPages } = context;
  const link = (reference: Reference | undefined): Content =>
    reference && toLink(reference.name, hasPages ? reference.url : undefined);
  const links = (references: readonly Reference[]): Content =>
    references.map((reference, place) => [place > 0 && ', ', link(reference)]);
  const { bridge } = incident;
  const fact = (name: string, value: Content): Content =>
    Boolean(value) && h('div', { key: name }, h('dt', {}, name), h('dd', {}, value));
  return h(
    'dl',
    { key: 'facts', class: 'facts' },
    fact('Service', link(incident.service)),
    fact('Escalation policy', link(incident.escalationPolicy)),
    fact('Teams', incident.teams.length > 0 && links(incident.teams)),
    fact(
      'Assigned to',
      incident.assignees.length > 0 ? links(incident.assignees) : incident.status !== 'resolved' && 'nobody',
    ),
    fact('Resolved by', incident.status === 'resolved' && incident.changedBy?.name),
    fact('Next', toNext(incident, context)),
    fact('Conference', bridge && toDotted(bridge.url && toLink(bridge.url, bridge.url), bridge.number)),
  );
};

/** Links of all alerts that say what to do; each once. */
const toRunbooks = ({ state }: PageContext): Content => {
  const links = new Map<string, Link>(
    state.alerts.rows.flatMap(({ details }) => details.runbooks).map((link) => [link.url, link]),
  );
  return (
    links.size > 0 &&
    h(
      'nav',
      { key: 'runbooks', class: 'runbooks', 'aria-label': 'Runbooks' },
      toIcon('book'),
      toDotted(
        ...[...links.values()].map(({ text, url }) =>
          toLink(links.size > 1 ? `${text}: ${new URL(url).pathname}` : `${text}: ${url}`, url),
        ),
      ),
    )
  );
};

/** The top of the page: what burns, since when, and what can be done about it. */
export const toHead = (context: PageContext): Content => {
  const { state, files } = context;
  const incident = shownIncident(state);
  const failure = state.load.kind === 'failed' ? state.load.failure : undefined;
  return h(
    'header',
    { key: 'head' },
    incident && toState(incident, context),
    incident && h('h1', { key: 'title', id: 'title', tabindex: '-1', dir: 'auto' }, toIncidentTitle(incident)),
    incident && h('p', { key: 'age', class: 'age' }, toAge(incident, context)),
    h(
      'p',
      { key: 'spoken', class: 'spoken', role: 'status', 'aria-live': 'polite' },
      incident && toSpoken(incident, context),
    ),
    failure &&
      h(
        'p',
        { key: 'failed', class: 'problem', role: 'alert' },
        toIcon('warning'),
        h('span', {}, `${incident ? 'Could not refresh' : 'The incident could not be loaded'}: ${failure.message}`),
        toButton('Try Again', 'refresh', { look: 'link', data: 'incident' }),
      ),
    incident && toActions(incident, context),
    toRunbooks(context),
    incident && toFacts(incident, context),
    incident?.description !== undefined &&
      h('p', { key: 'description', class: 'text', dir: 'auto' }, toRichText(incident.description, files)),
  );
};
