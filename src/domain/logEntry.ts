import { toLine, toLines } from '../util/cleanText.ts';
import { type ApiReference, parseReference, parseUrl, type Reference } from './reference.ts';
import { parseTime } from './time.ts';

/** What people see of one line of an incident's timeline. Times are milliseconds since 1970. */
export interface LogEntry {
  readonly id: string;
  /** What happened: the API's type without `_log_entry`, such as `trigger`, `notify` or `acknowledge`. */
  readonly kind: string;
  readonly summary: string;
  readonly at: number | undefined;
  /** Who or what did it. */
  readonly agent: Reference | undefined;
  /** Whether a person did it, not a service, an integration or a rule. */
  readonly human: boolean;
  /** Text that was written with it. */
  readonly note: string | undefined;
  readonly url: string | undefined;
}

/** What the API's kinds of log entries have in common; every field may be missing or null. */
export interface ApiLogEntry extends ApiReference {
  readonly type?: string | null | undefined;
  readonly created_at?: string | null | undefined;
  readonly agent?: (ApiReference & { readonly type?: string | null | undefined }) | null | undefined;
  readonly note?: string | null | undefined;
}

/** Takes a log entry as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parseLogEntry = (api: ApiLogEntry | null | undefined): LogEntry | undefined => {
  if (!api?.id) return undefined;
  const kind = (api.type ?? '').replace(/_log_entry(_reference)?$/u, '');
  return {
    id: api.id,
    kind,
    summary: toLine(api.summary ?? '') || kind.replaceAll('_', ' ') || api.id,
    at: parseTime(api.created_at),
    agent: parseReference(api.agent),
    human: (api.agent?.type ?? '').startsWith('user'),
    note: toLines(api.note ?? '') || undefined,
    url: parseUrl(api.html_url),
  };
};
