import type { Incident as ApiIncident } from '../api/generated/operations.ts';
import { toLine } from '../util/cleanText.ts';
import { parseReference, parseReferences, parseUrl, type Reference } from './reference.ts';
import { parseTime } from './time.ts';

/** State of an incident. */
export type IncidentStatus = 'triggered' | 'acknowledged' | 'resolved';

/** How loudly an incident calls. */
export type Urgency = 'high' | 'low';

/** What people see of an incident. Times are milliseconds since 1970. */
export interface Incident {
  readonly id: string;
  readonly number: number | undefined;
  readonly title: string;
  readonly status: IncidentStatus;
  readonly urgency: Urgency;
  readonly createdAt: number | undefined;
  readonly updatedAt: number | undefined;
  readonly statusChangedAt: number | undefined;
  readonly service: Reference | undefined;
  readonly escalationPolicy: Reference | undefined;
  readonly assignees: readonly Reference[];
  readonly acknowledgers: readonly Reference[];
  readonly teams: readonly Reference[];
  /** Name of the priority, such as `P1`. */
  readonly priority: string | undefined;
  readonly alerts: { readonly open: number; readonly all: number } | undefined;
  readonly url: string | undefined;
}

const statuses: ReadonlySet<unknown> = new Set<IncidentStatus>(['triggered', 'acknowledged', 'resolved']);

/** Takes an incident as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parseIncident = (api: ApiIncident | null | undefined): Incident | undefined => {
  if (!api?.id) return undefined;
  const counts = api.alert_counts;
  return {
    id: api.id,
    number: api.incident_number ?? undefined,
    title: toLine(api.title ?? api.summary ?? '') || `Incident ${api.id}`,
    // A status that this version does not know is shown as one that needs a look.
    status: statuses.has(api.status) ? (api.status ?? 'triggered') : 'triggered',
    urgency: api.urgency === 'low' ? 'low' : 'high',
    createdAt: parseTime(api.created_at),
    updatedAt: parseTime(api.updated_at),
    statusChangedAt: parseTime(api.last_status_change_at),
    service: parseReference(api.service),
    escalationPolicy: parseReference(api.escalation_policy),
    assignees: parseReferences(api.assignments?.map((a) => a?.assignee)),
    acknowledgers: parseReferences(api.acknowledgements?.map((a) => a?.acknowledger)),
    teams: parseReferences(api.teams),
    priority: toLine(api.priority?.summary ?? '') || undefined,
    alerts: counts ? { open: counts.triggered ?? 0, all: counts.all ?? 0 } : undefined,
    url: parseUrl(api.html_url),
  };
};
