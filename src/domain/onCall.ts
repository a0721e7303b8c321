import type { Oncall as ApiOnCall } from '../api/generated/operations.ts';
import { parseReference, type Reference } from './reference.ts';
import { parseTime } from './time.ts';

/** One person on call on one level of an escalation policy. Times are milliseconds since 1970. */
export interface OnCall {
  readonly user: Reference;
  readonly escalationPolicy: Reference;
  /** 1 is notified first. */
  readonly level: number;
  /** Undefined where the policy names the person directly. */
  readonly schedule: Reference | undefined;
  /** Undefined where the on-call has no beginning. */
  readonly start: number | undefined;
  /** Undefined where the on-call has no end. */
  readonly end: number | undefined;
}

/** Takes an on-call as the API gives it, perhaps with nulls and holes; gives undefined without user or policy. */
export const parseOnCall = (api: ApiOnCall | null | undefined): OnCall | undefined => {
  const user = parseReference(api?.user);
  const escalationPolicy = parseReference(api?.escalation_policy);
  if (!api || !user || !escalationPolicy) return undefined;
  return {
    user,
    escalationPolicy,
    level: api.escalation_level ?? 1,
    schedule: parseReference(api.schedule),
    start: parseTime(api.start),
    end: parseTime(api.end),
  };
};
