import type { Facts } from './toFacts.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : Math.round(sum(numbers) / numbers.length);
const known = (numbers: readonly (number | undefined)[]): readonly number[] =>
  numbers.filter((number) => number !== undefined);

/** The value below which such a share of the numbers lies (nearest rank). */
const share = (numbers: readonly number[], part: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(sorted.length * part) - 1, 0)] ?? 0;
};

/** Share of the time, in percent, in which none of the incidents was open. */
const toUpTime = (facts: readonly Facts[]): number => {
  const start = Math.min(...facts.map(({ createdAt }) => createdAt));
  const end = Math.max(...facts.map(({ createdAt, toResolve = 0 }) => createdAt + toResolve * 1000));
  const down = sum(known(facts.map(({ toResolve }) => toResolve))) * 1000;
  return end > start ? Math.max(Math.round((1 - down / (end - start)) * 10_000) / 100, 0) : 100;
};

/** Sums and means over incidents, in seconds, under the names that analytics give them. */
export const toMetrics = (facts: readonly Facts[]): Record<string, number> => {
  const of = (pick: (facts: Facts) => number): number => sum(facts.map(pick));
  const acknowledged = known(facts.map(({ toAcknowledge }) => toAcknowledge));
  const resolved = known(facts.map(({ toResolve }) => toResolve));
  const engaged = facts.map((f) => f.engaged);
  return {
    mean_assignment_count: mean(facts.map(({ assigned }) => assigned.length)),
    mean_engaged_seconds: mean(engaged),
    mean_engaged_user_count: mean(facts.map((f) => f.acknowledged.length)),
    mean_seconds_to_engage: mean(acknowledged),
    mean_seconds_to_first_ack: mean(acknowledged),
    mean_seconds_to_mobilize: mean(acknowledged),
    mean_seconds_to_resolve: mean(resolved),
    mean_user_defined_engaged_seconds: 0,
    total_business_hour_interruptions: of((f) => f.interruptions.business),
    total_engaged_seconds: sum(engaged),
    total_escalation_count: of((f) => f.manualEscalations + f.timeoutEscalations),
    total_incident_count: facts.length,
    total_incidents_acknowledged: acknowledged.length,
    total_incidents_auto_resolved: facts.filter((f) => f.autoResolved).length,
    total_incidents_manual_escalated: facts.filter((f) => f.manualEscalations > 0).length,
    total_incidents_reassigned: facts.filter((f) => f.reassignments > 0).length,
    total_incidents_timeout_escalated: facts.filter((f) => f.timeoutEscalations > 0).length,
    total_interruptions: of((f) => f.interruptions.business + f.interruptions.off + f.interruptions.sleep),
    total_notifications: of((f) => f.notifications),
    total_off_hour_interruptions: of((f) => f.interruptions.off),
    total_sleep_hour_interruptions: of((f) => f.interruptions.sleep),
    total_snoozed_seconds: 0,
    total_user_defined_engaged_seconds: 0,
    up_time_pct: toUpTime(facts),
  };
};

/** The shares that the metrics of the whole account hold beside. */
export const toShares = (facts: readonly Facts[]): Record<string, number> => {
  const acknowledged = known(facts.map(({ toAcknowledge }) => toAcknowledge));
  const resolved = known(facts.map(({ toResolve }) => toResolve));
  const parts = [50, 75, 90, 95].flatMap((part): [string, number][] => [
    [`p${part}_seconds_to_first_ack`, share(acknowledged, part / 100)],
    [`p${part}_seconds_to_resolve`, share(resolved, part / 100)],
  ]);
  return Object.fromEntries(parts);
};
