import { type Behaviour, type Context, SandboxError } from '../state.ts';
import { collectionOf } from './collections.ts';
import { includeInIncident } from './include.ts';
import { lets, texts } from './input.ts';
import type { Fields, Incident } from './model.ts';
import { day, toIso, toTimeOr } from './time.ts';
import { createZone } from './zone.ts';

/** PagerDuty looks back a month where nothing is asked for, and takes at most six (API reference, "List incidents"). */
const usualWindow = 30 * day;
const widestWindow = 186 * day;

const rangeOf = ({ state }: Context, input: Fields): readonly [since: string, until: string] | undefined => {
  if (input.date_range === 'all') return undefined;
  const zone = input.time_zone ? createZone(String(input.time_zone)) : undefined;
  const inZone = (value: unknown): unknown =>
    zone && typeof value === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+)?$/.test(value)
      ? toIso(zone.fromWall(toTimeOr(value, 'since', 0)))
      : value;
  // Half a minute more, so that an incident of this very second is in.
  const until = toTimeOr(inZone(input.until), 'until', state.clock.now() + 30_000);
  const since = toTimeOr(inZone(input.since), 'since', until - usualWindow);
  if (until - since > widestWindow)
    throw new SandboxError(400, 2001, 'Invalid Input Provided', ['The date range is more than 6 months']);
  return [toIso(since), toIso(until)];
};

const toFilter = (context: Context, input: Fields): ((incident: Incident) => boolean) => {
  const [statuses, urgencies] = [texts(input.statuses), texts(input.urgencies)];
  const [services, teams, users] = [texts(input.service_ids), texts(input.team_ids), texts(input.user_ids)];
  const key = input.incident_key;
  const range = rangeOf(context, input);
  return (incident) =>
    lets(statuses, [incident.status]) &&
    lets(urgencies, [incident.urgency]) &&
    lets(services, [incident.service.id]) &&
    (teams.length === 0 || incident.teams.some((team) => teams.includes(team.id))) &&
    (users.length === 0 || incident.assignments.some((a) => users.includes(a.assignee.id))) &&
    (key === undefined || incident.incident_key === key) &&
    (!range || (range[0] <= incident.created_at && incident.created_at < range[1]));
};

const sortKeys: Readonly<Record<string, (incident: Incident) => string | number>> = {
  incident_number: (i) => i.incident_number,
  created_at: (i) => i.created_at,
  resolved_at: (i) => i.resolved_at ?? '',
  urgency: (i) => (i.urgency === 'high' ? 1 : 0),
};

/** Orders by `created_at:desc,urgency` and the like; throws 400 for what cannot be sorted by. */
const toOrder = (sortBy: readonly string[]): ((a: Incident, b: Incident) => number) => {
  const steps = sortBy
    .flatMap((text) => text.split(','))
    .map((text) => {
      const [field = '', direction = 'asc'] = text.split(':');
      const key = sortKeys[field];
      if (!key) throw new SandboxError(400, 2001, 'Invalid Input Provided', [`Sort by ${field} is not supported`]);
      return { key, sign: direction === 'desc' ? -1 : 1 };
    });
  return (a, b) => {
    for (const { key, sign } of steps) {
      const [left, right] = [key(a), key(b)];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  };
};

/** Incidents that all filters let through, oldest first unless sorted otherwise. */
export const listIncidents: Behaviour = (context, input) => {
  const filter = toFilter(context, input);
  const found = [...collectionOf(context.state, 'incidents').values()].filter(filter);
  const sortBy = texts(input.sort_by);
  if (sortBy.length > 0) found.sort(toOrder(sortBy));
  // The server cuts the page: what lies outside of it need not be put together.
  const first = Number(input.offset ?? 0);
  const end = first + Number(input.limit ?? 100);
  return {
    incidents: found.map((incident, index) =>
      index >= first && index < end ? includeInIncident(context.state, incident, input.include) : incident,
    ),
  };
};
