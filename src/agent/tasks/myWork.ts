import { parseIncident } from '../../domain/incident.ts';
import type { OnCall } from '../../domain/onCall.ts';
import { findUser } from './find.ts';
import { readOnCalls, toLeft } from './onCalls.ts';
import { attempt, type Part, type RunTask, rowsOf, textOf } from './task.ts';
import { count, nameOf, span, toIncidentLine, when } from './text.ts';

const day = 86_400_000;
/** How far ahead shifts are looked for, in days, and how many are shown. */
const daysAhead = 14;
const mostShifts = 8;
const mostIncidents = 25;

const toPlace = ({ escalationPolicy, level, schedule }: OnCall): string =>
  `${nameOf(escalationPolicy)}, level ${level}${schedule ? `, through ${nameOf(schedule)} (${schedule.id})` : ''}`;

const toShiftLines = (onCalls: readonly OnCall[], now: number): readonly string[] => {
  const current = onCalls.filter(({ start }) => (start ?? 0) <= now).toSorted((a, b) => a.level - b.level);
  const next = onCalls.filter(({ start }) => (start ?? 0) > now).toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0));
  const shown = next.slice(0, mostShifts);
  return [
    current.length === 0 ? 'Not on call now.' : 'On call now:',
    ...current.map((row) => `  ${toPlace(row)}: ${toLeft(row, now)}`),
    shown.length === 0 ? `No shift begins within ${daysAhead} days.` : 'Next shifts:',
    ...shown.map((row) => {
      const length = row.end === undefined ? '' : ` to ${when(row.end)} (${span(row.end - (row.start ?? now))})`;
      return `  ${when(row.start ?? now)}${length}: ${toPlace(row)}`;
    }),
    ...(next.length > shown.length
      ? [`  ${next.length - shown.length} more are left out; list_on_calls with user_ids, since and until has them.`]
      : []),
  ];
};

const linesOf = (what: string, part: Part<readonly string[]>): readonly string[] =>
  'value' in part ? part.value : [`${what} could not be read: ${part.failure}`];

/** My open incidents, and my shifts now and next. */
export const myWork: RunTask = async (context, args) => {
  const user = await findUser(context, textOf(args.user));
  const now = context.now();
  const incidents = async (): Promise<readonly string[]> => {
    const answer = await context.call('listIncidents', {
      user_ids: [user.id],
      statuses: ['triggered', 'acknowledged'],
      date_range: 'all',
      limit: 100,
    });
    const open = rowsOf<Parameters<typeof parseIncident>[0]>(answer, 'incidents')
      .flatMap((row) => parseIncident(row) ?? [])
      .toSorted((a, b) => (a.status === b.status ? 0 : a.status === 'triggered' ? -1 : 1));
    const shown = open.slice(0, mostIncidents);
    return [
      open.length === 0 ? 'No open incidents.' : `${count(open.length, 'open incident')}:`,
      ...shown.map((incident) => `  ${toIncidentLine(incident, now)}`),
      ...(open.length > shown.length
        ? [`  ${open.length - shown.length} more are left out; list_incidents with user_ids ["${user.id}"] has them.`]
        : []),
    ];
  };
  const shifts = async (): Promise<readonly string[]> => {
    const until = new Date(now + daysAhead * day).toISOString();
    const range = { since: new Date(now).toISOString(), until };
    return toShiftLines((await readOnCalls(context, { user_ids: [user.id], ...range })).onCalls, now);
  };
  const [work, duty] = await Promise.all([attempt(incidents()), attempt(shifts())]);
  const lines = [...linesOf('Incidents', work), ...linesOf('Shifts', duty)];
  return {
    text: [`${nameOf(user)} (${user.id}) at ${when(now)}`, ...lines].join('\n'),
    isError: 'failure' in work && 'failure' in duty,
  };
};
