import type { User as ApiUser } from '../api/generated/operations.ts';
import { toLine } from '../util/cleanText.ts';
import { parseReferences, parseUrl, type Reference } from './reference.ts';

/** What people see of a user. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly teams: readonly Reference[];
  readonly url: string | undefined;
}

/** Takes a user as the API gives it, perhaps with nulls and holes; gives undefined where it has no id. */
export const parseUser = (api: ApiUser | null | undefined): User | undefined => {
  if (!api?.id) return undefined;
  return {
    id: api.id,
    name: toLine(api.name ?? api.summary ?? '') || api.id,
    email: toLine(api.email ?? ''),
    teams: parseReferences(api.teams),
    url: parseUrl(api.html_url),
  };
};
