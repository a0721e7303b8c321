import type { Incident } from '../domain/incident.ts';
import type { Grouping, IncidentChoices, Scope, Sorting } from './incidentState.ts';

const scopes: ReadonlySet<unknown> = new Set<Scope>(['mine', 'myTeams', 'all']);
const groupings: ReadonlySet<unknown> = new Set<Grouping>(['status', 'service', 'team', 'urgency', 'none']);
const sortings: ReadonlySet<unknown> = new Set<Sorting>(['status', 'urgency', 'newest']);

/** Incidents that can be followed at a time; each that is in no list costs a call at each load. */
export const mostFollowed = 20;

/** Whether an incident can be followed: it is not yet, and nobody follows what is over. */
export const canFollow = ({ id, status }: Incident, { followed }: Pick<IncidentChoices, 'followed'>): boolean =>
  status !== 'resolved' && !followed.includes(id);

const isScope = (value: unknown): value is Scope =>
  scopes.has(value) || (typeof value === 'string' && value.startsWith('query:'));

/** Takes what was remembered, perhaps by an older version; gives choices, the defaults where it says nothing. */
export const parseChoices = (remembered: unknown): IncidentChoices => {
  const choices = (remembered ?? {}) as Partial<IncidentChoices>;
  const { scope, grouping, sorting, hideSnoozed, followed } = choices;
  return {
    scope: isScope(scope) ? scope : 'mine',
    grouping: grouping !== undefined && groupings.has(grouping) ? grouping : 'status',
    sorting: sorting !== undefined && sortings.has(sorting) ? sorting : 'status',
    hideSnoozed: hideSnoozed === true,
    followed: (Array.isArray(followed) ? followed : []).filter((id) => typeof id === 'string').slice(0, mostFollowed),
  };
};
