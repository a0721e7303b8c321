import type { Input } from '../../api/client.ts';
import { type Incident, parseIncident } from '../../domain/incident.ts';
import { isFields } from '../fields.ts';
import { type Found, findOne } from './find.ts';
import { groupBy } from './groupBy.ts';
import { readOnCalls, toHolder } from './onCalls.ts';
import { attempt, PartFailure, type RunTask, rowsOf, type TaskContext, textOf } from './task.ts';
import { count, nameOf, titleOf, toIncidentLine, when } from './text.ts';
import { toOnCallFilter } from './whoIsOnCall.ts';

const hour = 3_600_000;
const most = { read: 500, open: 20, resolved: 15, noisy: 5, next: 10 };

/** A service that opened this many incidents in the period is called noisy. */
const noisyFrom = 3;

const readIncidents = async (
  context: TaskContext,
  input: Input,
): Promise<{ incidents: readonly Incident[]; isCut: boolean }> => {
  const answer = await context.call('listIncidents', { ...input, limit: most.read });
  return {
    incidents: rowsOf<Parameters<typeof parseIncident>[0]>(answer, 'incidents').flatMap(
      (row) => parseIncident(row) ?? [],
    ),
    isCut: isFields(answer) && answer.more === true,
  };
};

const toNoisy = (incidents: readonly Incident[]): readonly string[] => {
  const services = [...groupBy(incidents, ({ service }) => service?.id ?? '').values()]
    .filter((rows) => rows.length >= noisyFrom)
    .toSorted((a, b) => b.length - a.length);
  return services.length === 0
    ? ['Noisy services: none']
    : [
        `Noisy services:`,
        ...services
          .slice(0, most.noisy)
          .map((rows) => `  ${nameOf(rows[0]?.service)} (${rows[0]?.service?.id}): ${count(rows.length, 'incident')}`),
      ];
};

/** Rows under a head; what does not fit is counted, with the call that has it. */
const toList = (head: string, rows: readonly string[], shown: number, rest: string): readonly string[] => [
  rows.length === 0 ? `${head}: none` : `${head}:`,
  ...rows.slice(0, shown).map((row) => `  ${row}`),
  ...(rows.length > shown ? [`  ${rows.length - shown} more; ${rest} has them.`] : []),
];

/** Who begins a shift within a day after the handover. */
const toNext = async (context: TaskContext, filter: Input, from: number): Promise<readonly string[]> => {
  const range = { since: new Date(from).toISOString(), until: new Date(from + 24 * hour).toISOString() };
  const answer = await attempt(readOnCalls(context, { ...filter, ...range }));
  if ('failure' in answer) return [`Who is next could not be read: ${answer.failure}`];
  const first = answer.value.onCalls.filter(({ level, start }) => level === 1 && start !== undefined && start > from);
  const rows = first
    .toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0))
    .map((row) => `${when(row.start ?? from)} ${toHolder(row)} for ${nameOf(row.escalationPolicy)}`);
  return toList('Next on level 1 within a day', [...new Set(rows)], most.next, 'who_is_on_call');
};

const toScope = (found: Found | undefined): Input => {
  if (!found) return {};
  return found.kind === 'team' ? { team_ids: [found.id] } : { service_ids: [found.id] };
};

/** What whoever takes over must know: a period's incidents, what is open, what is noisy, and who is next. */
export const handoff: RunTask = async (context, args) => {
  const of = textOf(args.of);
  const found = of === undefined ? undefined : await findOne(context, of, ['team', 'service']);
  const until = args.until === undefined ? context.now() : Date.parse(String(args.until));
  const since = args.since === undefined ? until - 12 * hour : Date.parse(String(args.since));
  if (since >= until) throw new PartFailure('`since` must be before `until`.');
  const scope = toScope(found);
  const range = { since: new Date(since).toISOString(), until: new Date(until).toISOString() };
  const [period, open, filter] = await Promise.all([
    attempt(readIncidents(context, { ...scope, ...range })),
    attempt(readIncidents(context, { ...scope, statuses: ['triggered', 'acknowledged'], date_range: 'all' })),
    attempt(found ? toOnCallFilter(context, found) : Promise.resolve({})),
  ]);
  if ('failure' in period && 'failure' in open) throw new PartFailure(period.failure);
  const next =
    'failure' in filter ? [`Who is next is not known: ${filter.failure}`] : await toNext(context, filter.value, until);
  const lines = [
    `Handover${found ? ` of ${found.kind} ${nameOf(found)} (${found.id})` : ''}, ${when(since)} to ${when(until)}`,
    ...('failure' in period ? [`The period could not be read: ${period.failure}`] : toPeriod(period.value, range)),
    ...('failure' in open
      ? [`What is open could not be read: ${open.failure}`]
      : toList(
          'Still open',
          open.value.incidents.map((incident) => toIncidentLine(incident, until)),
          most.open,
          'list_incidents with statuses ["triggered","acknowledged"] and date_range "all"',
        )),
    ...next,
  ];
  return { text: lines.join('\n') };
};

const toPeriod = (
  { incidents, isCut }: { readonly incidents: readonly Incident[]; readonly isCut: boolean },
  range: { readonly since: string; readonly until: string },
): readonly string[] => {
  const high = incidents.filter(({ urgency }) => urgency === 'high').length;
  const resolved = incidents.filter(({ status }) => status === 'resolved');
  return [
    `${count(incidents.length, 'incident')}${isCut ? ' and more' : ''} opened, ${high} of high urgency, ${resolved.length} resolved`,
    ...toList(
      'Resolved',
      resolved.map((incident) => `${titleOf(incident)} on ${nameOf(incident.service)}`),
      most.resolved,
      `list_incidents with since "${range.since}" and until "${range.until}"`,
    ),
    ...toNoisy(incidents),
  ];
};
