/** PagerDuty updates at most 250 incidents in one call and answers more with 413 ("Manage Incidents"). */
export const bulkSize = 250;

/** Cuts ids into as many as one call takes. */
export const chunks = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / bulkSize) }, (_, n) => ids.slice(n * bulkSize, (n + 1) * bulkSize));
