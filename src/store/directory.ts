import type { Client } from '../api/client.ts';
import { type OnCall, parseOnCall } from '../domain/onCall.ts';
import { parseReference, type Reference } from '../domain/reference.ts';
import { parseSchedule, type Schedule, type Shift } from '../domain/schedule.ts';
import { parseScheduleV3 } from '../domain/scheduleV3.ts';
import { parseService, type Service } from '../domain/service.ts';
import { parseUser, type User } from '../domain/user.ts';
import { toLine } from '../util/cleanText.ts';
import type { Disposable } from '../util/emitter.ts';
import {
  type Choice,
  createIncidentDirectory,
  type IncidentDirectory,
  pageSize,
  toChoice,
} from './incidentDirectory.ts';
import { onDidLeaveAccount } from './openSession.ts';
import { fetchRendered, noneWhereLacking } from './renderedSchedule.ts';
import type { StoreOptions } from './storeOptions.ts';

/** What a search found; `more` says that a narrower one would find others. */
export interface Found<T> {
  readonly rows: readonly T[];
  readonly more: boolean;
}

/** Finds by a part of the name; '' finds the first hundred. */
export type Search<T> = (query: string, signal: AbortSignal) => Promise<Found<T>>;

/** A level of an escalation policy, counted from 1. */
export interface Level {
  readonly level: number;
  readonly targets: readonly Reference[];
}

/** Finds what people choose from. Calls throw their ApiError; short lists are asked for once for each account. */
export interface Directory extends IncidentDirectory, Disposable {
  readonly users: Search<User>;
  readonly teams: Search<Reference>;
  readonly policies: Search<Reference>;
  readonly services: Search<Service>;
  readonly schedules: Search<Schedule>;
  readonly priorities: () => Promise<readonly Choice[]>;
  /** Named by what the API calls them; `detail` is what people do. */
  readonly incidentTypes: () => Promise<readonly Choice[]>;
  readonly templates: () => Promise<readonly Choice[]>;
  /** Who is on call now for these policies, on every level. */
  readonly onCalls: (policyIds: readonly string[], signal?: AbortSignal) => Promise<readonly OnCall[]>;
  readonly levels: (policyId: string) => Promise<readonly Level[]>;
  /** Who is on call by a schedule, in a time of milliseconds since 1970; where its kind is not known, it is found out. */
  readonly shifts: (
    schedule: Pick<Schedule, 'id'> & Partial<Pick<Schedule, 'kind'>>,
    since: number,
    until: number,
  ) => Promise<readonly Shift[]>;
}

const toFound = <A, T>(rows: readonly A[], more: boolean | undefined, parse: (row: A) => T | undefined): Found<T> => ({
  rows: rows.flatMap((row) => parse(row) ?? []),
  more: more === true,
});

type Searches = Pick<Directory, 'users' | 'teams' | 'policies' | 'services' | 'schedules'>;

const createSearches = (client: Client): Searches => {
  const input = (query: string) => ({ limit: pageSize, ...(query === '' ? {} : { query }) });
  return {
    users: async (query, signal) => {
      const { users, more } = await client.users.listUsers(input(query), { signal });
      return toFound(users, more, parseUser);
    },
    teams: async (query, signal) => {
      const { teams, more } = await client.teams.listTeams(input(query), { signal });
      return toFound(teams, more, parseReference);
    },
    policies: async (query, signal) => {
      const answer = await client.escalationPolicies.listEscalationPolicies(
        { ...input(query), sort_by: 'name' },
        { signal },
      );
      return toFound(answer.escalation_policies, answer.more, parseReference);
    },
    services: async (query, signal) => {
      const { services, more } = await client.services.listServices({ ...input(query), sort_by: 'name' }, { signal });
      return toFound(services, more, parseService);
    },
    schedules: async (query, signal) => {
      const [ones, others] = await Promise.all([
        client.schedules.listSchedules(input(query), { signal }),
        client.schedulesV3
          .listSchedulesV3(input(query), { signal })
          .catch(async (error: unknown) => ({ schedules: noneWhereLacking(error), more: false })),
      ]);
      const found = [
        toFound(ones.schedules, ones.more, parseSchedule),
        toFound(others.schedules, others.more, parseScheduleV3),
      ];
      const rows = found.flatMap((part) => part.rows);
      return { rows: [...new Map(rows.map((row) => [row.id, row])).values()], more: found.some((part) => part.more) };
    },
  };
};

type Lists = Pick<Directory, 'priorities' | 'incidentTypes' | 'templates' | 'levels'>;

const fetchLevels = async (client: Client, id: string): Promise<readonly Level[]> => {
  const { escalation_policy } = await client.escalationPolicies.getEscalationPolicy({ id });
  return (escalation_policy.escalation_rules ?? []).map(({ targets }, place) => ({
    level: place + 1,
    targets: (targets ?? []).flatMap((target) => parseReference(target) ?? []),
  }));
};

const createLists = (client: Client, once: Once): Lists => ({
  priorities: () =>
    once('priorities', async () =>
      (await client.priorities.listPriorities({ limit: pageSize })).priorities.flatMap((row) => toChoice(row) ?? []),
    ),
  incidentTypes: () =>
    once('types', async () =>
      (await client.incidentTypes.listIncidentTypes()).incident_types.flatMap(({ id, name, display_name }) =>
        id && name ? [{ id, name, url: undefined, detail: toLine(display_name ?? '') || undefined }] : [],
      ),
    ),
  templates: () =>
    once('templates', async () =>
      (await client.templates.listTemplates({ template_type: 'status_update', limit: pageSize })).templates.flatMap(
        (row) => toChoice(row) ?? [],
      ),
    ),
  // Not kept: whoever escalates has to see the levels that there are.
  levels: (id) => fetchLevels(client, id),
});

/** Asks for something under a name once; a failure is not kept. */
type Once = <T>(key: string, ask: () => Promise<T>) => Promise<T>;

const createOnce = (session: StoreOptions['session']): Once & Disposable => {
  const known = new Map<string, Promise<unknown>>();
  const subscription = onDidLeaveAccount(session, () => known.clear());
  const once: Once = (key, ask) => {
    const old = known.get(key);
    if (old) return old as ReturnType<typeof ask>; // The key names what was asked.
    const answer = ask();
    known.set(key, answer);
    answer.catch(() => known.delete(key));
    return answer;
  };
  return Object.assign(once, { dispose: () => subscription.dispose() });
};

/** On-calls that are looked at for the question who would be paged. */
const mostOnCalls = 500;

const fetchOnCalls = async (client: Client, policyIds: readonly string[], signal: AbortSignal | undefined) => {
  const found: OnCall[] = [];
  for (let offset = 0; policyIds.length > 0 && offset < mostOnCalls; offset += pageSize) {
    const { oncalls, more } = await client.onCalls.listOnCalls(
      { escalation_policy_ids: [...new Set(policyIds)], limit: pageSize, offset }, // A value given twice is refused.
      signal ? { signal } : {},
    );
    found.push(...oncalls.flatMap((row) => parseOnCall(row) ?? []));
    if (!more) break;
  }
  return found;
};

/** Makes a directory that knows nothing yet. */
export const createDirectory = ({ client, session }: Pick<StoreOptions, 'client' | 'session'>): Directory => {
  const once = createOnce(session);
  return {
    ...createSearches(client),
    ...createIncidentDirectory(client),
    ...createLists(client, once),
    onCalls: (policyIds, signal) => fetchOnCalls(client, policyIds, signal),
    shifts: async (schedule, since, until) => {
      return (await fetchRendered(client, schedule, { since, until })).shifts;
    },
    dispose: once.dispose,
  };
};
