import type { Incident, IncidentStatus } from '../../domain/incident.ts';
import { isFields } from '../fields.ts';
import { findIncidents } from './incidents.ts';
import { attempt, type Part, type RunTask, rowsOf, type TaskContext, textOf } from './task.ts';
import { cut, titleOf } from './text.ts';

type NewStatus = Exclude<IncidentStatus, 'triggered'>;

/** The incidents whose status is not what was asked, each with what PagerDuty answered for it. */
const change = async (
  context: TaskContext,
  incidents: readonly Incident[],
  status: NewStatus,
): Promise<ReadonlyMap<string, string>> => {
  const [only] = incidents;
  if (!only) return new Map();
  const answer = await attempt(
    incidents.length === 1
      ? context.call('updateIncident', { id: only.id, status })
      : context.call('updateIncidents', { incidents: incidents.map(({ id }) => ({ id, status })) }),
  );
  if ('failure' in answer) return new Map(incidents.map(({ id }) => [id, answer.failure]));
  const changed =
    incidents.length === 1 && isFields(answer.value) ? [answer.value.incident] : rowsOf(answer.value, 'incidents');
  const statuses = new Map(changed.flatMap((row) => (isFields(row) ? [[row.id, row.status] as const] : [])));
  return new Map(
    incidents
      .filter(({ id }) => statuses.get(id) !== status)
      .map(({ id }) => [id, `PagerDuty answered ${cut(String(statuses.get(id) ?? 'nothing'), 40)}.`]),
  );
};

const addNote = (context: TaskContext, { id }: Incident, content: string): Promise<Part<unknown>> =>
  attempt(context.call('createIncidentNote', { id, content }));

/** How a task of several parts begins: all, some or none of them. */
export const toHead = (done: number, all: number): string => {
  if (done === all) return 'Done:';
  return done === 0 ? 'Nothing was done:' : `Done in part, ${done} of ${all}:`;
};

/** Whether an incident needs no change: it has the status, or is resolved and cannot be acknowledged. */
const isPast = (incident: Incident, status: NewStatus): boolean =>
  incident.status === status || incident.status === 'resolved';

const toChange =
  (status: NewStatus): RunTask =>
  async (context, args) => {
    const parts = await findIncidents(context, args.incidents as readonly unknown[]);
    const found = parts.flatMap((part) => ('value' in part ? [part.value] : []));
    const open = found.filter((incident) => !isPast(incident, status));
    const content = textOf(args.note);
    const notes = new Map(
      content === undefined
        ? []
        : await Promise.all(open.map(async (each) => [each.id, await addNote(context, each, content)] as const)),
    );
    const failures = await change(context, open, status);
    const lines = parts.map((part): readonly [done: boolean, line: string] => {
      if ('failure' in part) return [false, part.failure];
      const { value: incident } = part;
      const title = titleOf(incident);
      if (isPast(incident, status)) return [incident.status === status, `${title}: was ${incident.status} already`];
      const failure = failures.get(incident.id);
      const note = notes.get(incident.id);
      const noted = !note ? '' : 'failure' in note ? `; the note was not written: ${note.failure}` : '; note written';
      const done = failure === undefined && !(note && 'failure' in note);
      return [done, `${title}: ${failure === undefined ? status : `not ${status}: ${failure}`}${noted}`];
    });
    const done = lines.filter(([isDone]) => isDone).length;
    const changed = open.length > failures.size || [...notes.values()].some((note) => 'value' in note);
    return {
      text: [toHead(done, lines.length), ...lines.map(([, line]) => `  ${line}`)].join('\n'),
      isError: done === 0 && !changed,
    };
  };

/** Acknowledges incidents. */
export const acknowledge: RunTask = toChange('acknowledged');

/** Resolves incidents, with a note where one is given. */
export const resolve: RunTask = toChange('resolved');
