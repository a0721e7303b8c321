import type { Resource, State } from '../state.ts';
import { collectionOf, toRef } from './collections.ts';
import type { Span } from './intervals.ts';
import type { EscalationPolicy, EscalationRule, Fields, Ref } from './model.ts';
import { shiftsOf, userRef, usersAt } from './schedule.ts';
import { shiftsOfV3 } from './scheduleV3.ts';
import { toIso } from './time.ts';

/** One user on call at one level: without a shift where the policy names the user directly. */
export interface OnCall {
  readonly policy: EscalationPolicy;
  readonly level: number;
  readonly userId: string;
  readonly schedule?: Resource;
  readonly shift?: Span<string>;
}

/** Gives the shifts of a schedule; made once per question so that a schedule in many policies is worked out once. */
export type Shifts = (schedule: Resource) => readonly Span<string>[];

/** Shifts that touch [since, until] (milliseconds), remembered by schedule. */
export const createShifts = (state: State, since: number, until: number): Shifts => {
  const known = new Map<string, readonly Span<string>[]>();
  return (schedule) => {
    let shifts = known.get(schedule.id);
    if (!shifts) {
      const classic = collectionOf(state, 'schedules').get(schedule.id);
      shifts = classic ? shiftsOf(state, classic, since, until) : shiftsOfV3(state, schedule, since, until);
      known.set(schedule.id, shifts);
    }
    return shifts;
  };
};

const onCallsOfTarget = (
  state: State,
  target: { id: string; type: string },
  shifts: Shifts,
): Omit<OnCall, 'policy' | 'level'>[] => {
  if (target.type.startsWith('user')) return [{ userId: target.id }];
  const schedule = collectionOf(state, 'schedules').get(target.id) ?? state.collection('v3/schedules').get(target.id);
  return schedule ? shifts(schedule).map((shift) => ({ userId: shift.value, schedule, shift })) : [];
};

const usersOfTarget = (state: State, target: { id: string; type: string }, time: number): string[] => {
  if (target.type.startsWith('user')) return [target.id];
  const classic = collectionOf(state, 'schedules').get(target.id);
  if (classic) return usersAt(state, classic, time);
  const schedule = state.collection('v3/schedules').get(target.id);
  return schedule ? shiftsOfV3(state, schedule, time, time).map((shift) => shift.value) : [];
};

/** Everyone on call for a policy, level by level. */
export const onCallsOfPolicy = (state: State, policy: EscalationPolicy, shifts: Shifts): OnCall[] =>
  policy.escalation_rules.flatMap((rule, index) =>
    rule.targets.flatMap((target) =>
      onCallsOfTarget(state, target, shifts).map((onCall) => ({ ...onCall, policy, level: index + 1 })),
    ),
  );

/** Users that a rule reaches at a moment (milliseconds), each once; round robin takes the targets by `turn`. */
export const usersOfRule = (state: State, rule: EscalationRule, time: number, turn = 0): Ref[] => {
  const { targets } = rule;
  const roundRobin = rule.escalation_rule_assignment_strategy === 'round_robin' && targets.length > 0;
  const reached = roundRobin ? targets.filter((_, index) => index === turn % targets.length) : targets;
  const ids = new Set(reached.flatMap((target) => usersOfTarget(state, target, time)));
  return [...ids].map((id) => userRef(state, id));
};

/** The on-call as the API shows it. */
export const toOnCall = (state: State, { policy, level, userId, schedule, shift }: OnCall): Fields => ({
  escalation_policy: toRef(policy),
  escalation_level: level,
  schedule: schedule ? toRef(schedule) : null,
  user: userRef(state, userId),
  start: shift ? toIso(shift.start) : null,
  end: shift ? toIso(shift.end) : null,
});
