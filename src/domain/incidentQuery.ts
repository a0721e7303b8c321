import * as l10n from '@vscode/l10n';
import { toLine } from '../util/cleanText.ts';
import type { IncidentStatus, Urgency } from './incident.ts';

/** A list of incidents that a person has described in the settings. */
export interface IncidentQuery {
  readonly name: string;
  readonly statuses: readonly IncidentStatus[];
  /** Undefined for both. */
  readonly urgency: Urgency | undefined;
  /** Names of priorities, such as `P1`; any where it is empty, as below. */
  readonly priorities: readonly string[];
  /** Names or ids, or `${myTeams}`. */
  readonly teams: readonly string[];
  /** Names or ids, or `${workspaceServices}`. */
  readonly services: readonly string[];
  /** Names, email addresses or ids, or `${me}`. */
  readonly people: readonly string[];
  /** How far back: a span such as `24h` or `7d`, or a date; undefined for any age. */
  readonly since: string | undefined;
  /** Why it cannot be asked as it is written, in one sentence that names the cure. */
  readonly problem: string | undefined;
}

/** `${name}`, as VS Code writes variables in settings. */
const toVariable = (name: string): string => `\${${name}}`;

/** The words that stand for something that differs from person to person and from workspace to workspace. */
export const variables = {
  me: toVariable('me'),
  myTeams: toVariable('myTeams'),
  workspaceServices: toVariable('workspaceServices'),
};

const statuses: readonly IncidentStatus[] = ['triggered', 'acknowledged', 'resolved'];
const open: readonly IncidentStatus[] = ['triggered', 'acknowledged'];

const toTexts = (value: unknown): readonly string[] =>
  [value ?? []].flat().flatMap((item) => (typeof item === 'string' && item.trim() !== '' ? [item.trim()] : []));

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/** A date alone begins at midnight here; JavaScript takes it for UTC's. */
const toMidnight = (utc: Date): number => new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate()).getTime();

/** Takes a span such as `24h`, or a date; gives the time it names, seen from `now`; undefined for anything else. */
export const parseSince = (text: string, now: number): number | undefined => {
  const [, count, unit = ''] = /^(\d+)\s*([mhdw])$/u.exec(text.trim()) ?? [];
  if (count !== undefined) return now - Number(count) * (units[unit] ?? 0);
  const time = /^\d{4}-\d\d-\d\d/u.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) return undefined;
  return text.length > 10 ? time : toMidnight(new Date(time));
};

const toProblem = (name: string, wrong: readonly string[], urgency: unknown, since: unknown): string | undefined => {
  if (wrong.length > 0)
    return l10n.t(
      'The query “{0}” asks for the status “{1}”, which is none of {2}; mend it in the setting pagerduty.incidents.queries.',
      name,
      wrong[0] ?? '',
      statuses.join(', '),
    );
  if (urgency !== undefined && urgency !== 'high' && urgency !== 'low')
    return l10n.t(
      'The query “{0}” asks for the urgency “{1}”, which is neither high nor low; mend it in the setting pagerduty.incidents.queries.',
      name,
      String(urgency),
    );
  if (since !== undefined && (typeof since !== 'string' || parseSince(since, 0) === undefined))
    return l10n.t(
      'The query “{0}” looks back to “{1}”, which is neither a span such as 24h or 7d nor a date; mend it in the setting pagerduty.incidents.queries.',
      name,
      String(since),
    );
  return undefined;
};

/** Takes one query as the setting holds it; gives undefined where it has no name to be shown by. */
export const parseIncidentQuery = (value: unknown): IncidentQuery | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, status, urgency, priority, teams, services, people, since } = value as Readonly<
    Record<string, unknown>
  >;
  const title = typeof name === 'string' ? toLine(name) : '';
  if (title === '') return undefined;
  const asked = toTexts(status);
  const known = statuses.filter((one) => asked.includes(one));
  const wrong = asked.filter((one) => !statuses.some((other) => other === one));
  return {
    name: title,
    statuses: known.length > 0 ? known : open,
    urgency: urgency === 'high' || urgency === 'low' ? urgency : undefined,
    priorities: toTexts(priority),
    teams: toTexts(teams),
    services: toTexts(services),
    people: toTexts(people),
    since: typeof since === 'string' ? since : undefined,
    problem: toProblem(title, wrong, urgency ?? undefined, since ?? undefined),
  };
};

/**
 * Takes what the setting holds, written by hand and perhaps wrong; gives the queries in their order. Those without a
 * name cannot be shown and are left out, and of two with one name the first counts.
 */
export const parseIncidentQueries = (value: unknown): readonly IncidentQuery[] => {
  const found = (Array.isArray(value) ? value : []).flatMap((item) => parseIncidentQuery(item) ?? []);
  const names = found.map(({ name }) => name);
  return found.filter(({ name }, place) => names.indexOf(name) === place);
};
