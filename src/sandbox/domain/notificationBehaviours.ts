import type { Behaviour } from '../state.ts';
import { collectionOf, invalid } from './collections.ts';
import { idOf, texts } from './input.ts';
import { day, toIso, toTime } from './time.ts';

/** Longest range that PagerDuty takes (API reference, "List notifications"). */
const longestRange = 92 * day;

const listNotifications: Behaviour = ({ state }, input) => {
  const [since, until] = [toTime(input.since, 'since'), toTime(input.until, 'until')];
  if (until - since > longestRange) throw invalid('The date range is more than 3 months');
  const [from, to] = [toIso(since), toIso(until)];
  const filter = input.filter;
  const found = [...state.collection('notifications').values()].filter((n) => {
    const at = String(n.started_at);
    return from <= at && at < to && (filter === undefined || n.type === filter);
  });
  found.reverse();
  if (!texts(input.include).includes('users')) return { notifications: found };
  return {
    notifications: found.map((n) => ({ ...n, user: collectionOf(state, 'users').get(idOf(n.user)) ?? n.user })),
  };
};

/** Notifications that people were sent. */
export const notificationBehaviours = { listNotifications } satisfies Record<string, Behaviour>;
