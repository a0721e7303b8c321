import { type PageAnswer, type PagedPerson, toPaged } from '../domain/paged.ts';
import { type PageContext, shownIncident, toClock, toDotted, toSection } from './incidentPageModel.ts';
import { type Content, h, type Markup, toIcon, toLink } from './markup.ts';

const answers: { readonly [A in PageAnswer]: { readonly icon: string; readonly words: string } } = {
  acknowledged: { icon: 'eye', words: 'acknowledged' },
  resolved: { icon: 'pass', words: 'resolved it' },
  joined: { icon: 'check', words: 'joined' },
  declined: { icon: 'circle-slash', words: 'declined' },
  cancelled: { icon: 'circle-slash', words: 'no longer needed' },
  none: { icon: 'bell', words: 'no answer' },
};

const toAnswer = ({ answer, answeredAt, since }: PagedPerson, isWaiting: boolean, context: PageContext): Content => {
  if (answer === 'none') return isWaiting ? 'no answer yet' : 'no answer';
  const wait = answeredAt !== undefined && since !== undefined ? answeredAt - since : undefined;
  return [
    answers[answer].words,
    answeredAt !== undefined && [' at ', toClock(answeredAt, context)],
    wait !== undefined && wait > 0 && ` after ${context.format.span(wait)}`,
  ];
};

const toPerson = (person: PagedPerson, isWaiting: boolean, context: PageContext): Markup => {
  const { who, means, notified, since, assigned, answer } = person;
  return h(
    'li',
    { key: who.id, class: answer === 'none' && isWaiting ? 'person waiting' : 'person' },
    toIcon(answers[answer].icon),
    h(
      'div',
      {},
      h('strong', {}, toLink(who.name, context.hasPages ? who.url : undefined)),
      assigned && [' ', h('span', { class: 'tag' }, 'assigned')],
      h(
        'p',
        { class: 'quiet' },
        toDotted(
          toAnswer(person, isWaiting, context),
          notified > 0 &&
            `${notified === 1 ? 'notified' : `notified ${context.format.count(notified)} times`}${means.length > 0 ? ` by ${context.format.list(means)}` : ''}`,
          since !== undefined && ['first at ', toClock(since, context)],
        ),
      ),
    ),
  );
};

const words = {
  id: 'people',
  title: 'Who was paged',
  empty: 'Nobody was paged.',
  failed: 'Who was paged could not be loaded',
};

/** Who was called to the incident, by what, and who answered. */
export const toPeople = (context: PageContext): Markup => {
  const { timeline } = context.state;
  const incident = shownIncident(context.state);
  const people = incident ? toPaged(incident, timeline.rows) : [];
  return toSection(
    words,
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
