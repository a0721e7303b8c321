/** A part of PagerDuty that not every plan has; menus and pages hide what belongs to one that is lacking. */
export type Feature =
  | 'responders'
  | 'workflows'
  | 'statusUpdates'
  | 'priorities'
  | 'incidentTypes'
  | 'urgencies'
  | 'customFields'
  | 'relatedIncidents'
  | 'pastIncidents'
  | 'changeEvents';

/** Kinds of failures that say that plan or token will not have a feature however often it is asked for (402, 403). */
const lacking: ReadonlySet<unknown> = new Set(['plan', 'forbidden']);

/** Takes whatever a call threw, or a failure that is told; says whether it was refused because a feature is lacking. */
export const saysLacking = (failure: unknown): boolean =>
  typeof failure === 'object' && failure !== null && 'kind' in failure && lacking.has(failure.kind);
