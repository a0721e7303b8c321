import type { Incident as ApiIncident } from '../api/generated/operations.ts';
import { toLine, toLines } from '../util/cleanText.ts';
import { type Incident, parseIncident } from './incident.ts';
import { parseReference, parseUrl, type Reference } from './reference.ts';
import { parseTime } from './time.ts';

/** Somebody who did something at a time, in milliseconds since 1970. */
export interface Dated {
  readonly who: Reference;
  readonly at: number | undefined;
}

/** Somebody who was asked to help, and the answer. */
export interface Responder extends Dated {
  readonly answer: 'pending' | 'joined' | 'declined' | 'cancelled';
}

/** What PagerDuty will do by itself. */
export interface PendingAction {
  readonly kind: 'unacknowledge' | 'escalate' | 'resolve' | 'urgency_change';
  readonly at: number;
}

/** An incident with what only its page shows. */
export interface PageIncident extends Incident {
  /** Name of the incident type, where it is not the usual one. */
  readonly type: string | undefined;
  /** Longer description; may have several lines. */
  readonly description: string | undefined;
  readonly assigned: readonly Dated[];
  readonly acknowledged: readonly Dated[];
  readonly responders: readonly Responder[];
  /** Soonest first. */
  readonly pendingActions: readonly PendingAction[];
  readonly bridge: { readonly number: string | undefined; readonly url: string | undefined } | undefined;
  readonly changedBy: Reference | undefined;
  readonly resolvedAt: number | undefined;
}

const answers: Readonly<Record<string, Responder['answer']>> = {
  joined: 'joined',
  declined: 'declined',
  user_cancelled: 'cancelled',
};

const kinds: ReadonlySet<string> = new Set<PendingAction['kind']>([
  'unacknowledge',
  'escalate',
  'resolve',
  'urgency_change',
]);

const toDated = (who: Parameters<typeof parseReference>[0], at: string | null | undefined): readonly Dated[] => {
  const reference = parseReference(who);
  return reference ? [{ who: reference, at: parseTime(at) }] : [];
};

const toActions = (api: ApiIncident): readonly PendingAction[] =>
  (api.pending_actions ?? [])
    .flatMap((action) => {
      const at = parseTime(action?.at);
      return at !== undefined && kinds.has(action.type) ? [{ kind: action.type, at }] : [];
    })
    .sort((a, b) => a.at - b.at);

const toBridge = (api: ApiIncident): PageIncident['bridge'] => {
  const number = toLine(api.conference_bridge?.conference_number ?? '') || undefined;
  const url = parseUrl(api.conference_bridge?.conference_url);
  return number || url ? { number, url } : undefined;
};

const toDescription = (api: ApiIncident): string | undefined => {
  const details: unknown = api.body?.details; // Integrations have put objects there.
  return typeof details === 'string' ? toLines(details) || undefined : undefined;
};

/** The type that every incident has unless somebody chose another. */
const usualType = 'incident_default';

/** Takes an incident as a list gives it; gives it for the page, with nothing said of what lists leave out. */
export const toPageIncident = (incident: Incident): PageIncident => ({
  ...incident,
  type: undefined,
  description: undefined,
  assigned: incident.assignees.map((who) => ({ who, at: undefined })),
  acknowledged: incident.acknowledgers.map((who) => ({ who, at: undefined })),
  responders: [],
  pendingActions: [],
  bridge: undefined,
  changedBy: undefined,
  resolvedAt: undefined,
});

/** Takes an incident as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parsePageIncident = (api: ApiIncident | null | undefined): PageIncident | undefined => {
  const incident = parseIncident(api);
  if (!api || !incident) return undefined;
  const type = toLine(api.incident_type?.name ?? '');
  return {
    ...incident,
    type: type === usualType ? undefined : type || undefined,
    description: toDescription(api),
    assigned: (api.assignments ?? []).flatMap((row) => toDated(row?.assignee, row?.at)),
    acknowledged: (api.acknowledgements ?? []).flatMap((row) => toDated(row?.acknowledger, row?.at)),
    responders: (api.incidents_responders ?? []).flatMap((row) =>
      toDated(row?.user, row?.updated_at).map((dated) => ({
        ...dated,
        answer: answers[row?.state ?? ''] ?? 'pending',
      })),
    ),
    pendingActions: toActions(api),
    bridge: toBridge(api),
    changedBy: parseReference(api.last_status_change_by),
    resolvedAt: parseTime(api.resolved_at),
  };
};
