import * as l10n from '@vscode/l10n';
import type { Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import type { ChangeDraft } from '../domain/gitChange.ts';
import { type Incident, parseIncident, type Urgency } from '../domain/incident.ts';
import type { Reference } from '../domain/reference.ts';
import type { Assignment } from './incidentWork.ts';
import { pinAccount } from './openSession.ts';
import { createOverride, type OverrideDraft } from './override.ts';
import { toIso } from './renderedSchedule.ts';
import type { StoreOptions } from './storeOptions.ts';

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

/** Makes new things in PagerDuty. Each throws the ApiError when the call fails. */
export interface Creation {
  incident(draft: IncidentDraft): Promise<Incident | undefined>;
  /** Gives the key of the alert. */
  event(draft: EventDraft): Promise<string>;
  change(routingKey: string, draft: ChangeDraft): Promise<void>;
  maintenanceWindow(draft: WindowDraft): Promise<void>;
  override(draft: OverrideDraft): Promise<void>;
}

type CreationOptions = Pick<StoreOptions, 'client' | 'session'>;

const toAssignment = (assignment: Assignment | undefined) => {
  if (!assignment) return {};
  return assignment.kind === 'policy'
    ? { escalation_policy: { id: assignment.policy.id } }
    : { assignments: assignment.people.map(({ id }) => ({ assignee: { id } })) };
};

/** PagerDuty refuses a key that an open incident of the service has already ("Create an Incident"). */
const isKeyTaken = (error: unknown): boolean =>
  error instanceof ApiError && error.errors.some((reason) => /matching dedup key/iu.test(reason));

/** The incident that an earlier try has opened, though its answer was lost. */
const findMade = async (client: Client, { key, service }: IncidentDraft) =>
  (await client.incidents.listIncidents({ incident_key: key, service_ids: [service.id] })).incidents[0];

const createIncident =
  ({ client, session }: CreationOptions): Creation['incident'] =>
  async (draft) => {
    const isSame = pinAccount(session);
    const { key, service, title, urgency, priority, details, assignment } = draft;
    const made = client.incidents.createIncident({
      title,
      service: { id: service.id },
      incident_key: key,
      ...(urgency ? { urgency } : {}),
      ...(priority ? { priority: { id: priority.id } } : {}),
      ...(details === '' ? {} : { body: { details } }),
      ...toAssignment(assignment),
    });
    const found = made.then(
      ({ incident }) => incident,
      async (error: unknown) => {
        const earlier = isKeyTaken(error) && isSame() ? await findMade(client, draft) : undefined;
        if (!earlier) throw error;
        return earlier;
      },
    );
    return parseIncident(await found);
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

const switched = (): ApiError =>
  new ApiError(
    l10n.t('The account was changed before PagerDuty had done everything; look in the schedule who is on call.'),
    { kind: 'refused', operationId: 'createScheduleOverridesV3' },
  );

const cover =
  ({ client, session }: CreationOptions): Creation['override'] =>
  (draft) => {
    const isSame = pinAccount(session);
    return createOverride(client, draft, () => {
      if (!isSame()) throw switched();
    });
  };

/** Makes what creates; nothing is sent twice by itself, nor to another account than the one in use at the beginning. */
export const createCreation = ({ client, session }: CreationOptions): Creation => ({
  incident: createIncident({ client, session }),
  event: sendEvent(client),
  change: async (routingKey, { summary, source, link, details }) => {
    await client.events.sendChangeEvent({
      routing_key: routingKey,
      payload: { summary, ...(source === '' ? {} : { source }), custom_details: details },
      ...(link === '' ? {} : { links: [{ href: link, text: l10n.t('Commit') }] }),
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
  override: cover({ client, session }),
});
