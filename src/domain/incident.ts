import * as l10n from '@vscode/l10n';
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
  /** Who or what changed the status last: a person, or a service or integration by itself. */
  readonly statusChangedBy: Reference | undefined;
  /** The latest acknowledgement in force. */
  readonly acknowledgedAt: number | undefined;
  /** When a snoozed incident comes back; known only where its service was told too, as lists tell it. */
  readonly snoozedUntil: number | undefined;
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

const parseAcknowledgedAt = (api: ApiIncident): number | undefined => {
  const times = (api.acknowledgements ?? []).flatMap((a) => parseTime(a?.at) ?? []);
  return times.length > 0 ? Math.max(...times) : undefined;
};

/** PagerDuty counts in whole seconds; a time this close to the service's own timeout is that timeout. */
const tolerance = 60_000;

/**
 * The API does not say that an incident is snoozed: it says when it comes back. A service's acknowledgement timeout
 * makes it come back too, so only another time than that one is a snooze.
 */
const parseSnoozedUntil = (api: ApiIncident): number | undefined => {
  if (api.status !== 'acknowledged' || !api.service || !('acknowledgement_timeout' in api.service)) return undefined;
  const back = (api.pending_actions ?? []).find((action) => action?.type === 'unacknowledge');
  const at = parseTime(back?.at);
  if (at === undefined) return undefined;
  const timeout = Number(api.service.acknowledgement_timeout ?? 0) * 1000;
  const acknowledged = parseAcknowledgedAt(api);
  const isTimeout = timeout > 0 && acknowledged !== undefined && Math.abs(at - acknowledged - timeout) <= tolerance;
  return isTimeout ? undefined : at;
};

/** Takes an incident as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parseIncident = (api: ApiIncident | null | undefined): Incident | undefined => {
  if (!api?.id) return undefined;
  const counts = api.alert_counts;
  return {
    id: api.id,
    number: api.incident_number ?? undefined,
    title: toLine(api.title ?? api.summary ?? '') || l10n.t('Incident {0}', api.id),
    // A status that this version does not know is shown as one that needs a look.
    status: statuses.has(api.status) ? (api.status ?? 'triggered') : 'triggered',
    urgency: api.urgency === 'low' ? 'low' : 'high',
    createdAt: parseTime(api.created_at),
    updatedAt: parseTime(api.updated_at),
    statusChangedAt: parseTime(api.last_status_change_at),
    statusChangedBy: parseReference(api.last_status_change_by),
    acknowledgedAt: parseAcknowledgedAt(api),
    snoozedUntil: parseSnoozedUntil(api),
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
