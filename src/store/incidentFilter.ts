import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/errors.ts';
import type { ListIncidentsInput } from '../api/generated/operations.ts';
import type { Incident } from '../domain/incident.ts';
import { type IncidentQuery, parseSince, variables } from '../domain/incidentQuery.ts';
import type { User } from '../domain/user.ts';
import type { IncidentSettings } from './incidentSettings.ts';
import { type Scope, toQueryName } from './incidentState.ts';
import type { NameIds } from './nameIds.ts';

/** What to ask PagerDuty for, and which of the rows it gives are kept: it cannot tell priorities apart. */
export interface IncidentFilter {
  readonly input: ListIncidentsInput;
  readonly keeps: (incident: Incident) => boolean;
}

/** What a filter is made of. */
export interface FilterOptions {
  readonly me: User | undefined;
  readonly settings: IncidentSettings;
  readonly names: NameIds;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** Why nothing can match as things stand. */
export interface NoFilter {
  readonly nothing: string;
}

/** Without `date_range` PagerDuty gives incidents of the last month only. */
const anyAge = { date_range: 'all', sort_by: ['created_at:desc'] } as const;

/** Open incidents of any age. */
export const openIncidents = { statuses: ['triggered', 'acknowledged'], ...anyAge } as const;

/** PagerDuty gives the last month only where `until` is left out; a clock that is behind cuts off nothing new. */
const ahead = 3_600_000;

/** PagerDuty takes a range of at most six months ("List incidents"); what goes back further is cut here. */
const longestRange = 180 * 86_400_000;

const all = (): boolean => true;

const noUser = (): string => l10n.t('This token belongs to no user, so there is no “me” to look for.');

/** Takes the words of one field of a query; gives ids, or why nothing can match. */
const toIds = async (
  words: readonly string[],
  variable: { readonly word: string; readonly ids: readonly string[]; readonly none: string },
  find: (names: readonly string[]) => Promise<readonly string[]>,
): Promise<readonly string[] | NoFilter> => {
  if (words.length === 0) return [];
  const isVariable = words.includes(variable.word);
  const found = await find(words.filter((word) => word !== variable.word));
  const ids = [...new Set([...(isVariable ? variable.ids : []), ...found])];
  return ids.length > 0 ? ids : { nothing: variable.none };
};

const isNothing = (ids: readonly string[] | NoFilter): ids is NoFilter => 'nothing' in ids;

/** The ids that a query asks for in its three fields, or why nothing can match. */
const toQueryIds = async (query: IncidentQuery, { me, settings, names, signal }: FilterOptions) => {
  const teams = await toIds(
    query.teams,
    {
      word: variables.myTeams,
      ids: me?.teams.map(({ id }) => id) ?? [],
      none: me ? l10n.t('You are in no team.') : noUser(),
    },
    (words) => names.find('team', words, query.name, signal),
  );
  const services = await toIds(
    query.services,
    {
      word: variables.workspaceServices,
      ids: query.services.includes(variables.workspaceServices)
        ? await names.find('service', settings.workspaceServices, undefined, signal)
        : [],
      none: l10n.t('This workspace names no services: list them in the setting pagerduty.workspaceServices.'),
    },
    (words) => names.find('service', words, query.name, signal),
  );
  const people = await toIds(query.people, { word: variables.me, ids: me ? [me.id] : [], none: noUser() }, (words) =>
    names.find('person', words, query.name, signal),
  );
  return { teams, services, people };
};

const toText = (time: number): string => new Date(time).toISOString();

const toRange = (since: number | undefined, now: number): ListIncidentsInput =>
  since !== undefined && now - since <= longestRange
    ? { since: toText(since), until: toText(now + ahead), sort_by: anyAge.sort_by }
    : anyAge;

const toQueryFilter = async (query: IncidentQuery, options: FilterOptions): Promise<IncidentFilter | NoFilter> => {
  if (query.problem !== undefined) throw new ApiError(query.problem, { kind: 'input', operationId: 'listIncidents' });
  const { teams, services, people } = await toQueryIds(query, options);
  for (const ids of [teams, services, people]) if (isNothing(ids)) return ids;
  const since = query.since === undefined ? undefined : parseSince(query.since, options.now);
  const priorities = new Set(query.priorities.map((name) => name.toLowerCase()));
  const lists = { team_ids: teams, service_ids: services, user_ids: people };
  return {
    input: {
      statuses: query.statuses,
      ...toRange(since, options.now),
      ...(query.urgency ? { urgencies: [query.urgency] } : {}),
      ...Object.fromEntries(Object.entries(lists).filter(([, ids]) => 'length' in ids && ids.length > 0)),
    },
    keeps: ({ priority, createdAt }) =>
      (priorities.size === 0 || priorities.has(priority?.toLowerCase() ?? '')) &&
      (since === undefined || createdAt === undefined || createdAt >= since),
  };
};

/**
 * Takes a scope; gives what to ask for, or why nothing can match. Throws an ApiError, of kind `input` where the scope
 * names what is not there.
 */
export const toIncidentFilter = async (scope: Scope, options: FilterOptions): Promise<IncidentFilter | NoFilter> => {
  const { me, settings } = options;
  const name = toQueryName(scope);
  if (name !== undefined) {
    const query = settings.queries.find((one) => one.name === name);
    return query
      ? toQueryFilter(query, options)
      : {
          nothing: l10n.t(
            'The setting pagerduty.incidents.queries has no query “{0}” any more: choose another list.',
            name,
          ),
        };
  }
  if (scope === 'all') return { input: openIncidents, keeps: all };
  if (!me) return { nothing: noUser() };
  if (scope === 'mine') return { input: { ...openIncidents, user_ids: [me.id] }, keeps: all };
  if (me.teams.length === 0) return { nothing: l10n.t('You are in no team.') };
  return { input: { ...openIncidents, team_ids: me.teams.map((team) => team.id) }, keeps: all };
};
