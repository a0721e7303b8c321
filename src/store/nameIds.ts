import type { Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';

/** What can be called by a name in a query. */
export type NamedKind = 'team' | 'service' | 'person';

/** Finds the ids of what people call by names; asks PagerDuty once for each name. */
export interface NameIds {
  /** Throws an ApiError of kind `input` where nothing has a name; `where` says in the message what to mend. */
  find(kind: NamedKind, names: readonly string[], where: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Forgets what was found: another account has other names. */
  clear(): void;
}

interface Named {
  readonly id?: string | undefined;
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
}

const lists: {
  readonly [K in NamedKind]: (client: Client, query: string, signal: AbortSignal) => Promise<readonly Named[]>;
} = {
  team: async (client, query, signal) => (await client.teams.listTeams({ query, limit: 100 }, { signal })).teams,
  service: async (client, query, signal) =>
    (await client.services.listServices({ query, limit: 100 }, { signal })).services,
  person: async (client, query, signal) => (await client.users.listUsers({ query, limit: 100 }, { signal })).users,
};

/** PagerDuty's ids are made of capitals and digits, and have been for good at least six long. */
const isId = (text: string): boolean => /^[A-Z0-9]{6,}$/u.test(text);

/** Makes a finder that knows nothing yet. */
export const createNameIds = (client: Client): NameIds => {
  const known = new Map<string, string>();
  const findOne = async (kind: NamedKind, name: string, where: string, signal: AbortSignal): Promise<string> => {
    const key = `${kind}:${name.toLowerCase()}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    const wanted = name.toLowerCase();
    const found = (await lists[kind](client, name, signal)).find(
      (row) => row.name?.toLowerCase() === wanted || row.email?.toLowerCase() === wanted,
    );
    const id = found?.id ?? (isId(name) ? name : undefined);
    if (id === undefined)
      throw new ApiError(`No ${kind} is called “${name}”: mend ${where}.`, {
        kind: 'input',
        operationId: 'listIncidents',
      });
    known.set(key, id);
    return id;
  };
  return {
    find: (kind, names, where, signal) => Promise.all(names.map((name) => findOne(kind, name, where, signal))),
    clear: () => known.clear(),
  };
};
