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

/** Writes the note on each of the incidents; what came of it by incident. */
const addNotes = async (
  context: TaskContext,
  incidents: readonly Incident[],
  content: string | undefined,
): Promise<ReadonlyMap<string, Part<unknown>>> =>
  content === undefined
    ? new Map()
    : new Map(
        await Promise.all(incidents.map(async (each) => [each.id, await addNote(context, each, content)] as const)),
      );

/** How a task of several parts begins: all, some or none of them; `changed` where a part was done by half. */
export const toHead = (done: number, all: number, changed = done > 0): string => {
  if (done === all) return 'Done:';
  if (done > 0) return `Done in part, ${done} of ${all}:`;
  return changed ? 'Done in part:' : 'Nothing was done:';
};

/** Whether an incident needs no change: it has the status, or is resolved and cannot be acknowledged. */
const isPast = (incident: Incident, status: NewStatus): boolean =>
  incident.status === status || incident.status === 'resolved';

/** A part of the answer, and whether all that was asked for it is so now. */
type Told = readonly [done: boolean, line: string];

const tellPast = (incident: Incident, status: NewStatus, content: string | undefined): Told => {
  const was = `${titleOf(incident)}: was ${incident.status} already`;
  return content === undefined
    ? [incident.status === status, was]
    : [false, `${was}; the note was not written, add_note writes it`];
};

const tellOpen = (
  incident: Incident,
  status: NewStatus,
  failure: string | undefined,
  note: Part<unknown> | undefined,
): Told => {
  const title = titleOf(incident);
  if (failure !== undefined) return [false, `${title}: not ${status}: ${failure}`];
  if (!note) return [true, `${title}: ${status}`];
  return 'failure' in note
    ? [false, `${title}: ${status}; the note was not written: ${note.failure}`]
    : [true, `${title}: ${status}; note written`];
};

const toChange =
  (status: NewStatus): RunTask =>
  async (context, args) => {
    const parts = await findIncidents(context, args.incidents as readonly unknown[]);
    const found = parts.flatMap((part) => ('value' in part ? [part.value] : []));
    const open = found.filter((incident) => !isPast(incident, status));
    const content = textOf(args.note);
    const failures = await change(context, open, status);
    // A note tells of the change, so that it waits for that; a dry run changes nothing and shows both.
    const changed = open.filter(({ id }) => args.dry_run === true || !failures.has(id));
    const notes = await addNotes(context, changed, content);
    const lines = parts.map((part): Told => {
      if ('failure' in part) return [false, part.failure];
      const { value } = part;
      return isPast(value, status)
        ? tellPast(value, status, content)
        : tellOpen(value, status, failures.get(value.id), notes.get(value.id));
    });
    const done = lines.filter(([isDone]) => isDone).length;
    const isChanged = done > 0 || changed.length > 0;
    return {
      text: [toHead(done, lines.length, isChanged), ...lines.map(([, line]) => `  ${line}`)].join('\n'),
      isError: !isChanged,
    };
  };

/** Acknowledges incidents. */
export const acknowledge: RunTask = toChange('acknowledged');

/** Resolves incidents, with a note where one is given. */
export const resolve: RunTask = toChange('resolved');
