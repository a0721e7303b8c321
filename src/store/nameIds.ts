import * as l10n from '@vscode/l10n';
import type { Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';

/** What can be called by a name in a query. */
export type NamedKind = 'team' | 'service' | 'person';

/** Finds the ids of what people call by names; asks PagerDuty once for each name. */
export interface NameIds {
  /**
   * Throws an ApiError of kind `input` where nothing has a name; it says to mend the query of that name, or without one
   * the services of the workspace.
   */
  find(
    kind: NamedKind,
    names: readonly string[],
    query: string | undefined,
    signal: AbortSignal,
  ): Promise<readonly string[]>;
  /** Forgets what was found: another account has other names. */
  clear(): void;
}

interface Named {
  readonly id?: string | undefined;
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
}

/** A page of all whose name holds a text. */
interface NamedPage {
  readonly rows: readonly Named[];
  readonly more?: boolean | undefined;
}

interface PageInput {
  readonly query: string;
  readonly limit: number;
  readonly offset: number;
}

const lists: {
  readonly [K in NamedKind]: (client: Client, input: PageInput, signal: AbortSignal) => Promise<NamedPage>;
} = {
  team: async (client, input, signal) => {
    const { teams, more } = await client.teams.listTeams(input, { signal });
    return { rows: teams, more };
  },
  service: async (client, input, signal) => {
    const { services, more } = await client.services.listServices(input, { signal });
    return { rows: services, more };
  },
  person: async (client, input, signal) => {
    const { users, more } = await client.users.listUsers(input, { signal });
    return { rows: users, more };
  },
};

const pageSize = 100;
/** Pages that are looked through for one name: a short one is a part of many others. */
const mostPages = 10;

/** The id of what has just this name or address. */
const findNamed = async (
  client: Client,
  kind: NamedKind,
  name: string,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const wanted = name.toLowerCase();
  for (let page = 0; page < mostPages; page++) {
    const { rows, more } = await lists[kind](client, { query: name, limit: pageSize, offset: page * pageSize }, signal);
    const found = rows.find((row) => row.name?.toLowerCase() === wanted || row.email?.toLowerCase() === wanted);
    if (found) return found.id;
    if (more !== true) return undefined;
  }
  return undefined;
};

const toMissing: { readonly [K in NamedKind]: (name: string, query: string) => string } = {
  team: (name, query) =>
    l10n.t('No team is called “{0}”: mend the query “{1}” in the setting pagerduty.incidents.queries.', name, query),
  service: (name, query) =>
    l10n.t('No service is called “{0}”: mend the query “{1}” in the setting pagerduty.incidents.queries.', name, query),
  person: (name, query) =>
    l10n.t('No person is called “{0}”: mend the query “{1}” in the setting pagerduty.incidents.queries.', name, query),
};

/** PagerDuty's ids are made of capitals and digits, and have been for good at least six long. */
const isId = (text: string): boolean => /^[A-Z0-9]{6,}$/u.test(text);

/** Makes a finder that knows nothing yet. */
export const createNameIds = (client: Client): NameIds => {
  const known = new Map<string, string>();
  const findOne = async (
    kind: NamedKind,
    name: string,
    query: string | undefined,
    signal: AbortSignal,
  ): Promise<string> => {
    const key = `${kind}:${name.toLowerCase()}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    const id = (await findNamed(client, kind, name, signal)) ?? (isId(name) ? name : undefined);
    if (id === undefined)
      throw new ApiError(
        query === undefined
          ? l10n.t('No service is called “{0}”: mend the setting pagerduty.workspaceServices.', name)
          : toMissing[kind](name, query),
        { kind: 'input', operationId: 'listIncidents' },
      );
    known.set(key, id);
    return id;
  };
  return {
    find: (kind, names, query, signal) => Promise.all(names.map((name) => findOne(kind, name, query, signal))),
    clear: () => known.clear(),
  };
};
