import * as l10n from '@vscode/l10n';
import type { Client } from '../api/client.ts';
import { type Alert, parseAlert } from '../domain/alert.ts';
import { type AskedTarget, parseAskedTargets } from '../domain/askedTarget.ts';
import { type CustomField, parseCustomField } from '../domain/customField.ts';
import { type Incident, parseIncident } from '../domain/incident.ts';
import { type Note, parseNote } from '../domain/note.ts';
import { type PageIncident, parsePageIncident } from '../domain/pageIncident.ts';
import { type ApiReference, parseReference, type Reference } from '../domain/reference.ts';
import { toLine, toLines } from '../util/cleanText.ts';

/** Something of the account that a person can choose, and what else is said of it. */
export interface Choice extends Reference {
  readonly detail: string | undefined;
}

/** Finds what people choose from on an incident. */
export interface IncidentDirectory {
  /** Workflows that a person may start on an incident. */
  readonly workflows: (incidentId: string) => Promise<readonly Choice[]>;
  /** Who was asked to help with an incident and has not answered, as they were asked. */
  readonly waitedFor: (incidentId: string) => Promise<readonly AskedTarget[]>;
  /** Everything that is known of an incident's page. */
  readonly incident: (id: string) => Promise<PageIncident>;
  /** Custom fields with their values and options. */
  readonly customFields: (incidentId: string) => Promise<readonly CustomField[]>;
  readonly notes: (incidentId: string) => Promise<readonly Note[]>;
  /** The incident's open alerts, at most a hundred. */
  readonly alerts: (incidentId: string) => Promise<readonly Alert[]>;
  /** Incidents that were resolved since, the latest first. */
  readonly resolvedSince: (since: number) => Promise<readonly Incident[]>;
  /** How many people and teams get an incident's status updates. */
  readonly countSubscribers: (incidentId: string) => Promise<number>;
  /** The texts of a template, filled for an incident. */
  readonly fillTemplate: (
    id: string,
    incidentId: string,
  ) => Promise<{ readonly message: string; readonly subject: string }>;
}

/** The most that PagerDuty gives in one page. */
export const pageSize = 100;

/** Takes a reference and what is said of it. */
export const toChoice = (
  api: (ApiReference & { readonly description?: string | null }) | undefined,
): Choice | undefined => {
  const reference = parseReference(api);
  return reference && { ...reference, detail: toLine(api?.description ?? '') || undefined };
};

/** The values that an incident holds, with the options that its type's definitions allow where they can be read. */
const fetchCustomFields = async (client: Client, id: string): Promise<readonly CustomField[]> => {
  const [{ custom_fields }, { incident }] = await Promise.all([
    client.incidents.listIncidentCustomFieldValues({ id }),
    client.incidents.getIncident({ id }),
  ]);
  const type = incident.incident_type?.name ?? 'incident_default';
  const { fields } = await client.incidentTypes
    .listIncidentTypeCustomFields({ type_id_or_name: type, include: ['field_options'] })
    .catch(() => ({ fields: [] })); // Without its options a field takes text, and PagerDuty says what it allows.
  const options = new Map(
    fields.map((field) => [field.id, (field.field_options ?? []).flatMap(({ data }) => data?.value ?? [])]),
  );
  return custom_fields.flatMap((row) => parseCustomField(row, options.get(row.id)) ?? []);
};

/** Makes the part of a directory that is about single incidents. */
export const createIncidentDirectory = (client: Client): IncidentDirectory => {
  const incident: IncidentDirectory['incident'] = async (id) => {
    const found = parsePageIncident((await client.incidents.getIncident({ id })).incident);
    if (!found) throw new TypeError(l10n.t('PagerDuty answered without the incident.'));
    return found;
  };
  return {
    incident,
    waitedFor: async (id) => parseAskedTargets((await client.incidents.getIncident({ id })).incident),
    customFields: (id) => fetchCustomFields(client, id),
    notes: async (id) =>
      (await client.incidents.listIncidentNotes({ id })).notes.flatMap((row) => parseNote(row) ?? []),
    alerts: async (id) =>
      (await client.incidents.listIncidentAlerts({ id, statuses: ['triggered'], limit: pageSize })).alerts.flatMap(
        (row) => parseAlert(row) ?? [],
      ),
    resolvedSince: async (since) => {
      const { incidents } = await client.incidents.listIncidents({
        statuses: ['resolved'],
        since: new Date(since).toISOString(),
        sort_by: ['resolved_at:desc'],
        limit: pageSize,
      });
      return incidents.flatMap((row) => parseIncident(row) ?? []);
    },
    workflows: async (incidentId) => {
      const { triggers } = await client.incidentWorkflows.listIncidentWorkflowTriggers({
        incident_id: incidentId,
        trigger_type: 'manual',
        is_disabled: false,
        limit: pageSize,
      });
      const found = (triggers ?? []).flatMap(({ workflow }) => toChoice(workflow) ?? []);
      return [...new Map(found.map((workflow) => [workflow.id, workflow])).values()];
    },
    countSubscribers: async (id) =>
      (await client.incidents.listIncidentStatusUpdateSubscribers({ id })).subscribers?.length ?? 0,
    fillTemplate: async (id, incidentId) => {
      const { templated_fields: fields } = await client.templates.renderTemplate({ id, incident_id: incidentId });
      return { message: toLines(fields?.message ?? ''), subject: toLine(fields?.email_subject ?? '') };
    },
  };
};
