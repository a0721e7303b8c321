import type { IncidentNote as ApiNote } from '../api/generated/operations.ts';
import { toLine, toLines } from '../util/cleanText.ts';
import { parseReference, type Reference } from './reference.ts';
import { parseTime } from './time.ts';

/** What people see of a note on an incident. Times are milliseconds since 1970. */
export interface Note {
  readonly id: string;
  readonly author: Reference | undefined;
  /** May have several lines. */
  readonly content: string;
  readonly createdAt: number | undefined;
  /** How it was written, such as `The PagerDuty website or APIs`. */
  readonly channel: string | undefined;
}

/** Takes a note as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parseNote = (api: ApiNote | null | undefined): Note | undefined => {
  if (!api?.id) return undefined;
  return {
    id: api.id,
    author: parseReference(api.user),
    content: toLines(api.content ?? ''),
    createdAt: parseTime(api.created_at),
    channel: toLine(api.channel?.summary ?? '') || undefined,
  };
};
