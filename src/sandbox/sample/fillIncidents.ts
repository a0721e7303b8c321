import { toRef } from '../domain/collections.ts';
import { setFieldValues } from '../domain/customField.ts';
import { reassign, snooze } from '../domain/incidentLife.ts';
import type { Incident } from '../domain/model.ts';
import { answerRequest, requestResponders } from '../domain/responder.ts';
import { addStatusUpdate } from '../domain/statusUpdate.ts';
import { day, minute } from '../domain/time.ts';
import { updateIncident } from '../domain/updateIncident.ts';
import type { State } from '../state.ts';
import type { Account } from './account.ts';
import { closedStories } from './closedStories.ts';
import type { ClosedStory } from './closedStory.ts';
import { createHistory } from './history.ts';
import { acknowledgedStories, type OpenStory, triggeredStories } from './openStories.ts';
import { addFollowing, beginStory, byPerson, planWork } from './playStory.ts';
import type { Story } from './story.ts';

/** Number of the last incident before the sample's own. */
const earlierIncidents = 4126;

const setPriority = (account: Account, state: State, incident: Incident, story: Story): void => {
  const owner = incident.assignments[0]?.assignee;
  if (!story.priority || !owner) return;
  updateIncident(state, incident, { priority: account.priority(story.priority) }, byPerson(owner));
};

const setImpact = (state: State, incident: Incident, story: Story): void => {
  const owner = incident.assignments[0]?.assignee;
  if (!owner || (story.priority !== 'P1' && story.priority !== 'P2')) return;
  const impact = story.priority === 'P1' ? 'All customers' : 'Some customers';
  setFieldValues(
    state,
    incident,
    [
      { name: 'impact', value: impact },
      { name: 'customers_affected', value: 40 + (incident.incident_number % 900) },
    ],
    byPerson(owner),
  );
};

const playClosed = (account: Account, state: State, story: ClosedStory, isFirst: boolean): void => {
  // A trouble that comes back is told once at length.
  const told = isFirst ? story : { ...story, notes: (story.notes ?? []).slice(-1) };
  const incident = beginStory(account, state, told);
  if (!incident) return;
  const now = state.clock.now();
  addFollowing(state, incident, told);
  state.clock.at(now + minute / 2, () => setPriority(account, state, incident, told));
  state.clock.at(now + 2 * minute, () => setImpact(state, incident, told));
  if (story.priority === 'P1') {
    const commander = byPerson(toRef(account.user('Amelia Thornbury')));
    const message = 'We know about the trouble and work on it. Next news within 30 minutes.';
    state.clock.at(now + 9 * minute, () => void addStatusUpdate(state, incident, { message }, commander));
  }
  planWork(account, state, incident, told, false);
};

const involve = (account: Account, state: State, incident: Incident, story: OpenStory): void => {
  const owner = incident.assignments[0]?.assignee;
  if (!owner) return;
  const { responders = [], update, snoozedHours } = story;
  if (responders.length > 0) {
    const targets = responders.map((name) => ({ type: 'user_reference' as const, id: account.user(name).id }));
    requestResponders(state, incident, owner, 'Can you have a look with me?', targets, byPerson(owner));
    const first = targets[0];
    if (first)
      state.clock.at(state.clock.now() + 3 * minute, () =>
        answerRequest(state, incident, first.id, 'joined', byPerson(owner)),
      );
  }
  if (update) addStatusUpdate(state, incident, { message: update }, byPerson(owner));
  if (snoozedHours) snooze(state, incident, snoozedHours * 3600, byPerson(owner));
};

const playOpen = (account: Account, state: State, story: OpenStory): void => {
  const incident = beginStory(account, state, story);
  if (!incident) return;
  const now = state.clock.now();
  addFollowing(state, incident, story);
  setPriority(account, state, incident, story);
  const taker = story.taker ? toRef(account.user(story.taker)) : undefined;
  if (taker) {
    state.clock.at(now + minute, () => {
      if (incident.assignments[0]?.assignee.id !== taker.id) reassign(state, incident, [taker], byPerson(taker));
    });
  }
  planWork(account, state, incident, story, true, taker);
  if (story.ack !== undefined)
    state.clock.at(now + (story.ack + 4) * minute, () => involve(account, state, incident, story));
  setImpact(state, incident, story);
};

/**
 * Lets the last two weeks happen: 49 incidents that came and went, and 11 that are still there. They are played by the
 * same rules as everything that happens later, on a clock of the past.
 */
export const fillIncidents = (account: Account, changes: (state: State) => void): void => {
  const present = account.state.clock.now();
  const { state, end } = createHistory(account.state, present - 15 * day);
  state.collection('.counters').set('incident', {
    id: 'incident',
    type: 'counter',
    value: earlierIncidents + Number(state.collection('.counters').get('incident')?.value ?? 0),
  });
  changes(state);
  for (const story of closedStories) {
    for (const days of story.days) {
      const isFirst = days === Math.max(...story.days);
      // So that not all of them begin at the same minute.
      const late = Math.floor(state.random() * 40) * minute + Math.floor(state.random() * 60) * 1000;
      state.clock.at(present - days * day + late, () => playClosed(account, state, story, isFirst));
    }
  }
  for (const story of [...acknowledgedStories, ...triggeredStories]) {
    state.clock.at(present - story.end * minute - Math.floor(state.random() * 30) * 1000, () =>
      playOpen(account, state, story),
    );
  }
  end();
};
