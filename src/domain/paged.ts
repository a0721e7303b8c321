import type { PageIncident } from './pageIncident.ts';
import type { Reference } from './reference.ts';
import type { Means, TimelineEntry } from './timelineEntry.ts';

/** What somebody who was paged has answered. */
export type PageAnswer = 'acknowledged' | 'resolved' | 'joined' | 'declined' | 'cancelled' | 'none';

/** Somebody who was called to an incident. Times are milliseconds since 1970. */
export interface PagedPerson {
  readonly who: Reference;
  readonly means: readonly Means[];
  /** Notifications that were sent. */
  readonly notified: number;
  /** When the person was first assigned, asked or notified. */
  readonly since: number | undefined;
  readonly answer: PageAnswer;
  readonly answeredAt: number | undefined;
  /** Has the incident now. */
  readonly assigned: boolean;
}

type Draft = { -readonly [K in keyof PagedPerson]: PagedPerson[K] };

const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);

const createPeople = () => {
  const people = new Map<string, Draft>();
  const of = (who: Reference, at: number | undefined): Draft => {
    const known = people.get(who.id);
    const person: Draft = known ?? {
      who,
      means: [],
      notified: 0,
      since: undefined,
      answer: 'none',
      answeredAt: undefined,
      assigned: false,
    };
    person.since = earlier(person.since, at);
    people.set(who.id, person);
    return person;
  };
  return { people, of };
};

const answer = (person: Draft | undefined, given: PageAnswer, at: number | undefined): void => {
  if (person) Object.assign(person, { answer: given, answeredAt: at });
};

const readEntry = ({ people, of }: ReturnType<typeof createPeople>, entry: TimelineEntry): void => {
  for (const who of entry.assignees) of(who, entry.at);
  if (entry.notified) {
    const person = of(entry.notified, entry.at);
    person.notified += 1;
    if (entry.means && !person.means.includes(entry.means)) person.means = [...person.means, entry.means];
  }
  // The time to work on it ran out: PagerDuty calls them all anew. Who has it still is told by the incident itself.
  if (entry.kind === 'unacknowledge')
    for (const person of people.values()) if (person.answer === 'acknowledged') answer(person, 'none', undefined);
  if (!entry.agent || !entry.human) return;
  if (entry.kind === 'acknowledge') answer(of(entry.agent, entry.at), 'acknowledged', entry.at);
  // Who resolves an incident without having been called to it is in the timeline alone.
  if (entry.kind === 'resolve') answer(people.get(entry.agent.id), 'resolved', entry.at);
};

/** Takes an incident and its timeline in any order; gives who was called to it and what came of it, the first first. */
export const toPaged = (incident: PageIncident, timeline: readonly TimelineEntry[]): readonly PagedPerson[] => {
  const drafts = createPeople();
  for (const { who, at } of incident.assigned) drafts.of(who, at).assigned = incident.status !== 'resolved';
  for (const entry of timeline.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))) readEntry(drafts, entry);
  for (const { who, at } of incident.acknowledged) {
    const person = drafts.of(who, at);
    if (person.answer === 'none') answer(person, 'acknowledged', at);
  }
  for (const responder of incident.responders) {
    const person = drafts.of(responder.who, responder.at);
    if (person.answer === 'none' && responder.answer !== 'pending') answer(person, responder.answer, responder.at);
  }
  return [...drafts.people.values()].sort((a, b) => (a.since ?? 0) - (b.since ?? 0));
};
