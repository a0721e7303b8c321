import type { CallOptions, Client } from '../api/client.ts';
import type { Alert as ApiAlert } from '../api/generated/operations.ts';
import { type DetailedAlert, parseDetailedAlert } from '../domain/alertDetails.ts';
import { type ChangeEvent, joinChanges, parseChangeEvent } from '../domain/changeEvent.ts';
import { type CustomField, parseCustomField } from '../domain/customField.ts';
import type { Feature } from '../domain/feature.ts';
import { parsePastIncident, parseRelatedIncident } from '../domain/relatedIncident.ts';
import { parseTimelineEntry, type TimelineEntry } from '../domain/timelineEntry.ts';
import { fetchNotes } from './incidentDetails.ts';
import { type IncidentPageParts, timelineLimit } from './incidentPageState.ts';

/** What a list of the page is fetched by. */
export interface FetchContext {
  readonly client: Client;
  readonly id: string;
  /** Id of the incident's service, as soon as it is known. */
  readonly serviceId: Promise<string | undefined>;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly options: CallOptions;
}

type Fetcher<T> = (context: FetchContext) => Promise<readonly T[]>;

const pageSize = 100;
const day = 24 * 60 * 60 * 1000;

const compareAlerts = (a: DetailedAlert, b: DetailedAlert): number =>
  Number(a.status === 'resolved') - Number(b.status === 'resolved') || (b.createdAt ?? 0) - (a.createdAt ?? 0);

const fetchAlerts: Fetcher<DetailedAlert> = async ({ client, id, options }) => {
  const { alerts } = await client.incidents.listIncidentAlerts(
    { id, limit: pageSize, sort_by: 'created_at:desc' },
    options,
  );
  return alerts.flatMap((row: ApiAlert) => parseDetailedAlert(row) ?? []).sort(compareAlerts);
};

const fetchTimeline: Fetcher<TimelineEntry> = async ({ client, id, options }) => {
  const entries: TimelineEntry[] = [];
  for (let offset = 0; offset < timelineLimit; offset += pageSize) {
    const page = await client.incidents.listIncidentLogEntries(
      { id, limit: pageSize, offset, include: ['channels'] },
      options,
    );
    entries.push(...page.log_entries.flatMap((row) => parseTimelineEntry(row) ?? []));
    if (!page.more) break;
  }
  return entries.sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
};

const fetchOwnChanges: Fetcher<ChangeEvent> = async ({ client, serviceId, now, options }) => {
  const id = await serviceId;
  if (id === undefined) return [];
  const since = new Date(now - day).toISOString();
  const { change_events } = await client.changeEvents.listServiceChangeEvents({ id, since, limit: pageSize }, options);
  return (change_events ?? []).flatMap((row) => parseChangeEvent(row) ?? []);
};

const fetchRelatedChanges: Fetcher<ChangeEvent> = async ({ client, id, options }) =>
  (
    (await client.changeEvents.listIncidentRelatedChangeEvents({ id, limit: pageSize }, options)).change_events ?? []
  ).flatMap((row) => parseChangeEvent(row) ?? []);

/** Either list alone is worth showing: plans differ in what they relate. */
const fetchChanges: Fetcher<ChangeEvent> = async (context) => {
  const [own, related] = await Promise.allSettled([fetchOwnChanges(context), fetchRelatedChanges(context)]);
  if (own.status === 'rejected') throw own.reason;
  return joinChanges(own.value, related.status === 'fulfilled' ? related.value : []);
};

const fetchFields: Fetcher<CustomField> = async ({ client, id, options }) =>
  (await client.incidents.listIncidentCustomFieldValues({ id }, options)).custom_fields.flatMap(
    (row) => parseCustomField(row) ?? [],
  );

/** The features that lists belong to: an account that lacks one never has the list. */
export const featureOf: { readonly [P in keyof IncidentPageParts]?: Feature } = {
  related: 'relatedIncidents',
  past: 'pastIncidents',
  changes: 'changeEvents',
  fields: 'customFields',
};

/** How each list is fetched. */
export const fetchers: {
  readonly [P in keyof IncidentPageParts]: Fetcher<IncidentPageParts[P]['rows'][number]>;
} = {
  alerts: fetchAlerts,
  notes: ({ client, id, options }) => fetchNotes(client, id, options),
  timeline: fetchTimeline,
  related: async ({ client, id, options }) =>
    ((await client.incidents.listRelatedIncidents({ id }, options)).related_incidents ?? []).flatMap(
      (row) => parseRelatedIncident(row) ?? [],
    ),
  past: async ({ client, id, options }) =>
    ((await client.incidents.listPastIncidents({ id, limit: 5 }, options)).past_incidents ?? []).flatMap(
      (row) => parsePastIncident(row) ?? [],
    ),
  changes: fetchChanges,
  fields: fetchFields,
};
