import type { DetailedAlert } from '../domain/alertDetails.ts';
import type { ChangeEvent } from '../domain/changeEvent.ts';
import type { CustomField } from '../domain/customField.ts';
import type { Note } from '../domain/note.ts';
import type { PageIncident } from '../domain/pageIncident.ts';
import type { PastIncident, RelatedIncident } from '../domain/relatedIncident.ts';
import type { TimelineEntry } from '../domain/timelineEntry.ts';
import type { Part, Pending } from './incidentState.ts';
import type { Load } from './load.ts';

/** The lists that an incident's page shows. */
export interface IncidentPageParts {
  /** Open ones first, newest first. */
  readonly alerts: Part<DetailedAlert>;
  /** Newest first. */
  readonly notes: Part<Note>;
  /** Newest first; at most `timelineLimit`. */
  readonly timeline: Part<TimelineEntry>;
  readonly related: Part<RelatedIncident>;
  /** The most alike first. */
  readonly past: Part<PastIncident>;
  /** Newest first: of the service in the last 24 hours, and those that PagerDuty relates to the incident. */
  readonly changes: Part<ChangeEvent>;
  /** Custom fields with their values; without the options that they allow. */
  readonly fields: Part<CustomField>;
}

/** All that an incident's page shows: what the server told, and what the user has pending over it. */
export interface IncidentPageState extends IncidentPageParts {
  readonly id: string;
  /** Of the incident itself; each list has its own. */
  readonly load: Load;
  /** What the server last told; undefined until it is known. */
  readonly incident: PageIncident | undefined;
  readonly pending: Pending | undefined;
  /** Lists that the account is known not to have since before this page: they are not asked for. */
  readonly hidden: ReadonlySet<keyof IncidentPageParts>;
}

/** Timeline entries to show; longer stories are read in PagerDuty. */
export const timelineLimit = 300;

const nothing: Part<never> = { kind: 'loading', rows: [] };

/** The lists of a page that has loaded nothing yet. */
export const noParts: IncidentPageParts = {
  alerts: nothing,
  notes: nothing,
  timeline: nothing,
  related: nothing,
  past: nothing,
  changes: nothing,
  fields: nothing,
};
