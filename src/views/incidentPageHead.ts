import * as l10n from '@vscode/l10n';
import type { Link } from '../domain/changeEvent.ts';
import type { Feature } from '../domain/feature.ts';
import type { IncidentStatus } from '../domain/incident.ts';
import type { PageIncident } from '../domain/pageIncident.ts';
import { toStatusWord } from '../domain/statusWord.ts';
import { statusTitles, toIncidentIcon, toIncidentTitle } from './incidentNode.ts';
import { toActions } from './incidentPageActions.ts';
import { toFacts } from './incidentPageFacts.ts';
import {
  type PageContext,
  shownIncident,
  toButton,
  toClock,
  toDotted,
  toRichText,
  toSince,
} from './incidentPageModel.ts';
import { type Content, h, type Markup, toIcon, toLink, toMessage } from './markup.ts';
import { toUrgencyText } from './urgencyText.ts';

const pendingTitles: { readonly [S in IncidentStatus]: () => string } = {
  triggered: () => l10n.t('Reopening…'),
  acknowledged: () => l10n.t('Acknowledging…'),
  resolved: () => l10n.t('Resolving…'),
};

/** A word of the incident's state, which is changed by choosing it where that can be. */
const toWord = (
  text: string,
  className: string,
  change: { readonly act: string; readonly label: string; readonly feature: Feature; readonly shortcut?: string },
  { status }: PageIncident,
  { lacks }: PageContext,
): Markup =>
  h(
    'span',
    { key: className.split(' ')[0], class: className },
    status === 'resolved' || lacks.has(change.feature)
      ? text
      : toButton(text, change.act, { look: 'value', ...change }),
  );

const toState = (incident: PageIncident, context: PageContext): Markup => {
  const { pending } = context.state;
  const { status, priority, type } = incident;
  const urgency = toUrgencyText(incident.urgency);
  const offersPriority = priority !== undefined || (status !== 'resolved' && !context.lacks.has('priorities'));
  return h(
    'div',
    { key: 'state', class: `state ${status}` },
    toIcon(toIncidentIcon(incident).id),
    h('strong', {}, pending?.status ? pendingTitles[pending.status]() : statusTitles[status]()),
    ' ',
    toWord(
      urgency,
      `urgency ${incident.urgency}`,
      { act: 'incident.setUrgency', label: l10n.t('{0}, change', urgency), feature: 'urgencies' },
      incident,
      context,
    ),
    offersPriority && [
      ' ',
      toWord(
        priority ?? l10n.t('no priority'),
        priority === undefined ? 'nopriority' : 'priority',
        {
          act: 'incident.setPriority',
          label: priority === undefined ? l10n.t('Set a priority') : l10n.t('Priority {0}, change', priority),
          feature: 'priorities',
          shortcut: 'P',
        },
        incident,
        context,
      ),
    ],
    type !== undefined && [
      ' ',
      toWord(
        type,
        'type',
        { act: 'incident.setType', label: l10n.t('Type {0}, change', type), feature: 'incidentTypes' },
        incident,
        context,
      ),
    ],
    pending?.doing !== undefined && [' ', h('span', { key: 'doing', class: 'quiet', role: 'status' }, pending.doing)],
  );
};

const toTitle = (incident: PageIncident): Content =>
  h(
    'div',
    { key: 'titled', class: 'titled' },
    h('h1', { key: 'title', id: 'title', tabindex: '-1', dir: 'auto' }, toIncidentTitle(incident)),
    incident.status !== 'resolved' &&
      toButton(l10n.t('Change the title'), 'incident.setTitle', { icon: 'edit', look: 'icon' }),
  );

const toAge = (incident: PageIncident, context: PageContext): Content => {
  const { createdAt, statusChangedAt, status } = incident;
  if (createdAt === undefined) return false;
  const ended = incident.resolvedAt ?? statusChangedAt;
  if (status === 'resolved' && ended !== undefined)
    return toMessage(
      l10n.t('{0} after {1}'),
      h('span', { class: 'clock' }, toMessage(l10n.t('Resolved {0} ago'), toSince(ended, context))),
      context.format.span(ended - createdAt),
    );
  return toDotted(
    h('span', { class: 'clock' }, toMessage(l10n.t('Open for {0}'), toSince(createdAt, context))),
    toMessage(l10n.t('since {0}'), toClock(createdAt, context)),
    status === 'acknowledged' &&
      statusChangedAt !== undefined &&
      !context.state.pending?.status &&
      toMessage(l10n.t('acknowledged {0} ago'), toSince(statusChangedAt, context)),
  );
};

const toWho = ({ status, acknowledgers, assignees }: PageIncident, { format }: PageContext): string => {
  const holders = status === 'acknowledged' && acknowledgers.length > 0 ? acknowledgers : assignees;
  const names = format.list(holders.map(({ name }) => name));
  if (holders.length === 0) return l10n.t('assigned to nobody');
  return status === 'acknowledged' ? l10n.t('with {0}', names) : l10n.t('assigned to {0}', names);
};

/** What a screen reader is told when it changes; ages are left out, so that they are not read again and again. */
const toSpoken = (incident: PageIncident, context: PageContext): string => {
  const { pending } = context.state;
  const number = incident.number ?? '';
  const urgency = toUrgencyText(incident.urgency);
  const who = toWho(incident, context);
  if (pending?.status) return l10n.t('Incident {0}: {1}', number, pendingTitles[pending.status]());
  if (incident.status === 'resolved') return l10n.t('Incident {0} is resolved, {1}.', number, urgency);
  return l10n.t('Incident {0} is {1}, {2}, {3}.', number, toStatusWord(incident.status), urgency, who);
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
      { key: 'runbooks', class: 'runbooks', 'aria-label': l10n.t('Runbooks') },
      toIcon('book'),
      toDotted(
        ...[...links.values()].map(({ text, url }) =>
          toLink(links.size > 1 ? `${text}: ${new URL(url).pathname}` : `${text}: ${url}`, url),
        ),
      ),
    )
  );
};

const toFailure = (incident: PageIncident | undefined, { state }: PageContext): Content => {
  if (state.load.kind !== 'failed') return false;
  const { message } = state.load.failure;
  return h(
    'p',
    { key: 'failed', class: 'problem', role: 'alert' },
    toIcon('warning'),
    h(
      'span',
      {},
      incident ? l10n.t('Could not refresh: {0}', message) : l10n.t('The incident could not be loaded: {0}', message),
    ),
    toButton(l10n.t('Try Again'), 'refresh', { look: 'link', data: 'incident' }),
  );
};

/** The top of the page: what burns, since when, and what can be done about it. */
export const toHead = (context: PageContext): Content => {
  const { state, files } = context;
  const incident = shownIncident(state);
  return h(
    'header',
    { key: 'head' },
    incident && toState(incident, context),
    incident && toTitle(incident),
    incident && h('p', { key: 'age', class: 'age' }, toAge(incident, context)),
    h(
      'p',
      { key: 'spoken', class: 'spoken', role: 'status', 'aria-live': 'polite' },
      incident && toSpoken(incident, context),
    ),
    toFailure(incident, context),
    incident && toActions(incident, context),
    toRunbooks(context),
    incident && toFacts(incident, context),
    incident?.description !== undefined &&
      h('p', { key: 'description', class: 'text', dir: 'auto' }, toRichText(incident.description, files)),
  );
};
