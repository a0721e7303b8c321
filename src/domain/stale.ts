import type { Incident } from './incident.ts';

/** Since when an acknowledged incident has waited for its acknowledger, in milliseconds since 1970. */
export const acknowledgedSince = ({ acknowledgedAt, statusChangedAt }: Incident): number | undefined =>
  acknowledgedAt ?? statusChangedAt;

/**
 * Whether an acknowledged incident has been left alone for longer than `staleAfter` milliseconds. A snoozed one waits
 * with reason, and nothing is stale where `staleAfter` is undefined.
 */
export const isStale = (incident: Incident, staleAfter: number | undefined, now: number): boolean => {
  if (staleAfter === undefined || incident.status !== 'acknowledged') return false;
  if (incident.snoozedUntil !== undefined && incident.snoozedUntil > now) return false;
  const since = acknowledgedSince(incident);
  return since !== undefined && now - since > staleAfter;
};
