import * as l10n from '@vscode/l10n';
import { type PageAnswer, type PagedPerson, toPaged } from '../domain/paged.ts';
import type { PageIncident } from '../domain/pageIncident.ts';
import type { Means } from '../domain/timelineEntry.ts';
import { type PageContext, shownIncident, toButton, toClock, toDotted, toSection } from './incidentPageModel.ts';
import { type Content, h, type Markup, toIcon, toLink, toMessage } from './markup.ts';

const icons: { readonly [A in PageAnswer]: string } = {
  acknowledged: 'eye',
  resolved: 'pass',
  joined: 'check',
  declined: 'circle-slash',
  cancelled: 'circle-slash',
  none: 'bell',
};

const meansWords: { readonly [M in Means]: () => string } = {
  phone: () => l10n.t('phone'),
  SMS: () => l10n.t('SMS'),
  email: () => l10n.t('email'),
  push: () => l10n.t('push'),
};

const answers: {
  readonly [A in Exclude<PageAnswer, 'none'>]: { readonly [W in 'bare' | 'at' | 'after']: () => string };
} = {
  acknowledged: {
    bare: () => l10n.t('acknowledged'),
    at: () => l10n.t('acknowledged at {0}'),
    after: () => l10n.t('acknowledged at {0} after {1}'),
  },
  resolved: {
    bare: () => l10n.t('resolved it'),
    at: () => l10n.t('resolved it at {0}'),
    after: () => l10n.t('resolved it at {0} after {1}'),
  },
  joined: {
    bare: () => l10n.t('joined'),
    at: () => l10n.t('joined at {0}'),
    after: () => l10n.t('joined at {0} after {1}'),
  },
  declined: {
    bare: () => l10n.t('declined'),
    at: () => l10n.t('declined at {0}'),
    after: () => l10n.t('declined at {0} after {1}'),
  },
  cancelled: {
    bare: () => l10n.t('no longer needed'),
    at: () => l10n.t('no longer needed at {0}'),
    after: () => l10n.t('no longer needed at {0} after {1}'),
  },
};

const toAnswer = ({ answer, answeredAt, since }: PagedPerson, isWaiting: boolean, context: PageContext): Content => {
  if (answer === 'none') return isWaiting ? l10n.t('no answer yet') : l10n.t('no answer');
  const words = answers[answer];
  if (answeredAt === undefined) return words.bare();
  const wait = since === undefined ? 0 : answeredAt - since;
  const at = toClock(answeredAt, context);
  return wait > 0 ? toMessage(words.after(), at, context.format.span(wait)) : toMessage(words.at(), at);
};

const toNotified = ({ means, notified }: PagedPerson, { format }: PageContext): string => {
  const by = means.length > 0 && format.list(means.map((one) => meansWords[one]()));
  if (notified === 1) return by ? l10n.t('notified by {0}', by) : l10n.t('notified');
  const count = format.count(notified);
  return by ? l10n.t('notified {0} times by {1}', count, by) : l10n.t('notified {0} times', count);
};

const toPerson = (person: PagedPerson, isWaiting: boolean, context: PageContext): Markup => {
  const { who, notified, since, assigned, answer } = person;
  return h(
    'li',
    { key: who.id, class: answer === 'none' && isWaiting ? 'person waiting' : 'person' },
    toIcon(icons[answer]),
    h(
      'div',
      {},
      h('strong', {}, toLink(who.name, context.hasPages ? who.url : undefined)),
      assigned && [' ', h('span', { class: 'tag' }, l10n.t('assigned'))],
      h(
        'p',
        { class: 'quiet' },
        toDotted(
          toAnswer(person, isWaiting, context),
          notified > 0 && toNotified(person, context),
          since !== undefined && toMessage(l10n.t('first at {0}'), toClock(since, context)),
        ),
      ),
    ),
  );
};

/** Asking others for help, where the plan has it. */
const toActions = ({ status, responders }: PageIncident, { lacks }: PageContext): Content =>
  status !== 'resolved' &&
  !lacks.has('responders') && [
    responders.some(({ answer }) => answer === 'pending') &&
      toButton(l10n.t('Cancel Requests…'), 'incident.cancelResponders', { look: 'link' }),
    toButton(l10n.t('Ask for Help…'), 'incident.requestResponders', { look: 'link' }),
  ];

/** Who was called to the incident, by what, and who answered. */
export const toPeople = (context: PageContext): Markup => {
  const { timeline } = context.state;
  const incident = shownIncident(context.state);
  const people = incident ? toPaged(incident, timeline.rows) : [];
  return toSection(
    {
      id: 'people',
      title: l10n.t('Who was paged'),
      empty: l10n.t('Nobody was paged.'),
      failed: l10n.t('Who was paged could not be loaded'),
      actions: incident && toActions(incident, context),
    },
    { ...timeline, rows: people },
    undefined,
    people.length > 0 &&
      h(
        'ul',
        { key: 'rows', class: 'rows' },
        ...people.map((person) => toPerson(person, incident?.status === 'triggered', context)),
      ),
  );
};
