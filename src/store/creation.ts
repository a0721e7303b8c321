import type { Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import type { ChangeDraft } from '../domain/gitChange.ts';
import { type Incident, parseIncident, type Urgency } from '../domain/incident.ts';
import type { Reference } from '../domain/reference.ts';
import type { Assignment } from './incidentWork.ts';

/** An incident to be opened. */
export interface IncidentDraft {
  /** The same in each try: PagerDuty opens no second incident of a service under a key that is open. */
  readonly key: string;
  readonly service: Reference;
  readonly title: string;
  readonly urgency: Urgency | undefined;
  readonly priority: Reference | undefined;
  readonly details: string;
  readonly assignment: Assignment | undefined;
}

/** How bad an event says that things are. */
export const severities = ['critical', 'error', 'warning', 'info'] as const;

/** An event to be sent to an integration; the routing key is a secret and lives no longer than the sending. */
export interface EventDraft {
  readonly routingKey: string;
  readonly action: 'trigger' | 'acknowledge' | 'resolve';
  /** Events of the same key are one alert. */
  readonly dedupKey: string;
  readonly summary: string;
  readonly source: string;
  readonly severity: (typeof severities)[number];
}

/** A time for which services make no incidents. Times are milliseconds since 1970. */
export interface WindowDraft {
  readonly services: readonly Reference[];
  readonly start: number;
  readonly end: number;
  readonly description: string;
}

/** A time for which somebody else is on call. Times are milliseconds since 1970. */
export interface OverrideDraft {
  readonly schedule: Reference;
  readonly user: Reference;
  readonly start: number;
  readonly end: number;
}

/** Makes new things in PagerDuty, one call each. Each throws the ApiError when the call fails. */
export interface Creation {
  incident(draft: IncidentDraft): Promise<Incident | undefined>;
  /** Gives the key of the alert. */
  event(draft: EventDraft): Promise<string>;
  change(routingKey: string, draft: ChangeDraft): Promise<void>;
  maintenanceWindow(draft: WindowDraft): Promise<void>;
  override(draft: OverrideDraft): Promise<void>;
}

const toIso = (time: number): string => new Date(time).toISOString();

const toAssignment = (assignment: Assignment | undefined) => {
  if (!assignment) return {};
  return assignment.kind === 'policy'
    ? { escalation_policy: { id: assignment.policy.id } }
    : { assignments: assignment.people.map(({ id }) => ({ assignee: { id } })) };
};

const createIncident =
  (client: Client): Creation['incident'] =>
  async ({ key, service, title, urgency, priority, details, assignment }) => {
    const { incident } = await client.incidents.createIncident({
      title,
      service: { id: service.id },
      incident_key: key,
      ...(urgency ? { urgency } : {}),
      ...(priority ? { priority: { id: priority.id } } : {}),
      ...(details === '' ? {} : { body: { details } }),
      ...toAssignment(assignment),
    });
    return parseIncident(incident);
  };

const sendEvent =
  (client: Client): Creation['event'] =>
  async ({ routingKey, action, dedupKey, summary, source, severity }) => {
    const { dedup_key } = await client.events.sendEventV2({
      routing_key: routingKey,
      event_action: action,
      dedup_key: dedupKey,
      ...(action === 'trigger' ? { payload: { summary, source, severity } } : {}),
    });
    return dedup_key ?? dedupKey;
  };

const createOverride =
  (client: Client): Creation['override'] =>
  async ({ schedule, user, start, end }) => {
    const answer = await client.schedules.createScheduleOverride({
      id: schedule.id,
      overrides: [{ start: toIso(start), end: toIso(end), user: { id: user.id } }],
    });
    // The call succeeds as a whole; what became of each override stands in its own row ("Create one or more overrides").
    const [refused] = answer.filter(({ status }) => status !== undefined && status >= 400);
    if (refused)
      throw new ApiError(`PagerDuty refused the override: ${refused.errors?.join('; ') ?? 'choose other times'}.`, {
        kind: 'input',
        operationId: 'createScheduleOverride',
        status: refused.status,
      });
  };

/** Makes what creates; nothing is sent twice by itself. */
export const createCreation = (client: Client): Creation => ({
  incident: createIncident(client),
  event: sendEvent(client),
  change: async (routingKey, { summary, source, link, details }) => {
    await client.events.sendChangeEvent({
      routing_key: routingKey,
      payload: { summary, ...(source === '' ? {} : { source }), custom_details: details },
      ...(link === '' ? {} : { links: [{ href: link, text: 'Commit' }] }),
    });
  },
  maintenanceWindow: async ({ services, start, end, description }) => {
    await client.maintenanceWindows.createMaintenanceWindow({
      start_time: toIso(start),
      end_time: toIso(end),
      services: services.map(({ id }) => ({ id })),
      ...(description === '' ? {} : { description }),
    });
  },
  override: createOverride(client),
});
