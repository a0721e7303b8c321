import type { Behaviour } from '../state.ts';
import { collectionOf, invalid } from './collections.ts';
import { lets, texts } from './input.ts';
import type { Fields } from './model.ts';
import { createShifts, type OnCall, onCallsOfPolicy, toOnCall } from './onCall.ts';
import { day, toTimeOr } from './time.ts';

/** Longest range that PagerDuty takes (API reference, "List all of the on-calls"). */
const longestRange = 90 * day;

/** The first on-call of each user on each level of each policy. */
const toEarliest = (onCalls: readonly OnCall[]): OnCall[] => {
  const first = new Map<string, OnCall>();
  for (const onCall of onCalls) {
    const key = `${onCall.policy.id}/${onCall.level}/${onCall.userId}`;
    const known = first.get(key);
    if (!known || (onCall.shift?.start ?? 0) < (known.shift?.start ?? 0)) first.set(key, onCall);
  }
  return [...first.values()];
};

const includes: Readonly<Record<string, readonly [field: string, collection: string]>> = {
  users: ['user', 'users'],
  escalation_policies: ['escalation_policy', 'escalation_policies'],
  schedules: ['schedule', 'schedules'],
};

const listOnCalls: Behaviour = ({ state }, input) => {
  const since = toTimeOr(input.since, 'since', state.clock.now());
  const until = toTimeOr(input.until, 'until', since);
  if (until < since) throw invalid('Until must not be before since');
  if (until - since > longestRange) throw invalid('The date range is more than 90 days');
  const [users, policies, schedules] = [
    texts(input.user_ids),
    texts(input.escalation_policy_ids),
    texts(input.schedule_ids),
  ];
  const shifts = createShifts(state, since, until);
  const found = [...collectionOf(state, 'escalation_policies').values()]
    .filter((policy) => lets(policies, [policy.id]))
    .flatMap((policy) => onCallsOfPolicy(state, policy, shifts))
    .filter(
      (o) =>
        lets(users, [o.userId]) &&
        (schedules.length === 0 || (o.schedule !== undefined && schedules.includes(o.schedule.id))),
    );
  const shown = input.earliest === true ? toEarliest(found) : found;
  const expand = (onCall: Fields): Fields =>
    Object.fromEntries(
      texts(input.include).flatMap((name) => {
        const [field = '', collection = ''] = includes[name] ?? [];
        const ref = onCall[field] as { id: string } | null | undefined;
        const whole = ref ? state.collection(collection).get(ref.id) : undefined;
        return whole ? [[field, whole]] : [];
      }),
    );
  return {
    oncalls: shown.map((onCall) => {
      const answer = toOnCall(state, onCall);
      return { ...answer, ...expand(answer) };
    }),
  };
};

/** Who is on call. */
export const onCallBehaviours = { listOnCalls } satisfies Record<string, Behaviour>;
