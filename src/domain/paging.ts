import type { OnCall } from './onCall.ts';
import type { Reference } from './reference.ts';

/** Whom an act would page, as far as can be known before. */
export interface Paging {
  readonly people: readonly Reference[];
}

/**
 * Takes who is on call now, and a level of an escalation policy; gives those whom PagerDuty notifies there, each once.
 * Levels without anybody on call are passed over, as PagerDuty does, unless `exactly` is told.
 */
export const toPaged = (onCalls: readonly OnCall[], policyId: string, level = 1, exactly = false): Paging => {
  const ofPolicy = onCalls.filter(({ escalationPolicy }) => escalationPolicy.id === policyId);
  const levels = ofPolicy.map((onCall) => onCall.level).filter((other) => other >= level);
  const first = exactly ? level : Math.min(...levels);
  const people = ofPolicy.filter((onCall) => onCall.level === first).map(({ user }) => user);
  return { people: [...new Map(people.map((user) => [user.id, user])).values()] };
};
