import { toLines } from '../util/cleanText.ts';
import { type ApiLogEntry, type LogEntry, parseLogEntry } from './logEntry.ts';
import { type ApiReference, parseReference, parseReferences, type Reference } from './reference.ts';

/** How somebody was notified. */
export type Means = 'phone' | 'SMS' | 'email' | 'push';

/** A line of the timeline with what the incident's page tells beyond its summary. */
export interface TimelineEntry extends LogEntry {
  /** Who was notified, in an entry of kind `notify`. */
  readonly notified: Reference | undefined;
  readonly means: Means | undefined;
  /** Whom the incident was given to. */
  readonly assignees: readonly Reference[];
  /** Text of a status update; may have several lines. */
  readonly message: string | undefined;
}

/** The fields of single kinds of log entries. `message` is what PagerDuty sends with status updates. */
interface ApiTimelineEntry extends ApiLogEntry {
  readonly user?: ApiReference | null | undefined;
  readonly assignees?: readonly (ApiReference | null)[] | null | undefined;
  readonly message?: string | null | undefined;
  readonly channel?: { readonly notification?: { readonly type?: string | null } | null } | null | undefined;
}

const means: Readonly<Record<string, Means>> = {
  phone_notification: 'phone',
  sms_notification: 'SMS',
  email_notification: 'email',
  push_notification: 'push',
};

/** Takes a log entry as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parseTimelineEntry = (api: ApiTimelineEntry | null | undefined): TimelineEntry | undefined => {
  const entry = parseLogEntry(api);
  if (!api || !entry) return undefined;
  return {
    ...entry,
    notified: entry.kind === 'notify' ? parseReference(api.user) : undefined,
    means: means[api.channel?.notification?.type ?? ''],
    assignees: parseReferences(api.assignees),
    message: toLines(api.message ?? '') || undefined,
  };
};
