import type { Disposable } from '../../util/emitter.ts';
import { collectionOf } from '../domain/collections.ts';
import { minute } from '../domain/time.ts';
import type { State } from '../state.ts';
import { createAccount } from './account.ts';
import { closedStories } from './closedStories.ts';
import { addFollowing, beginStory, planWork } from './playStory.ts';

/** What the rhythm is made of, in milliseconds. */
const firstAfter = 20_000;
const shortestPause = minute;
const longestPause = 3 * minute;

/** More open incidents than this would bury the sample's own. */
const mostOpen = 20;

/**
 * Lets new incidents arrive by the account's clock, the first after 20 seconds, then one every one to three minutes;
 * colleagues acknowledge and resolve theirs, the first user's are left to the first user.
 */
export const startAutoplay = (state: State): Disposable => {
  const account = createAccount(state);
  const me = state.collection('users').values().next().value;
  let stop: (() => void) | undefined;

  const begin = (): void => {
    const open = [...collectionOf(state, 'incidents').values()].filter((incident) => incident.status !== 'resolved');
    const story = closedStories[Math.floor(state.random() * closedStories.length)];
    if (!story || open.length >= mostOpen || open.some((incident) => incident.title === story.title)) return;
    const incident = beginStory(account, state, story);
    if (!incident) return;
    if (story.priority) incident.priority = account.priority(story.priority);
    addFollowing(state, incident, story);
    const isMine = incident.assignments.some((a) => a.assignee.id === me?.id);
    const { ack: _, ...unattended } = story;
    const ack = 0.5 + state.random();
    const end = 4 + state.random() * 8;
    // What is left to the first user heals by itself in the end.
    planWork(
      account,
      state,
      incident,
      isMine ? { ...unattended, notes: [], end: end * 3 } : { ...story, ack, end },
      false,
    );
  };

  const next = (pause: number): void => {
    stop = state.clock.at(state.clock.now() + pause, () => {
      begin();
      next(shortestPause + state.random() * (longestPause - shortestPause));
    });
  };

  next(firstAfter);
  return { dispose: () => stop?.() };
};
