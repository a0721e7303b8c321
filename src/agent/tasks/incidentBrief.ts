import type { Input } from '../../api/client.ts';
import { type DetailedAlert, parseDetailedAlert } from '../../domain/alertDetails.ts';
import { parseChangeEvent } from '../../domain/changeEvent.ts';
import type { Incident } from '../../domain/incident.ts';
import { parseNote } from '../../domain/note.ts';
import { parsePastIncident, parseRelatedIncident } from '../../domain/relatedIncident.ts';
import { findIncident } from './incidents.ts';
import { attempt, type RunTask, rowsOf, type TaskContext } from './task.ts';
import { count, cut, nameOf, quote, span, titleOf, when } from './text.ts';

/** Rows of each section, and characters of the whole: about 1,500 tokens of four. */
const most = { alerts: 3, facts: 6, notes: 4, changes: 4, related: 3, past: 3, runbooks: 4 };
const longest = 5600;

/** Lines of a section; the first is its head. */
type Section = readonly string[];

const toHead = (incident: Incident, now: number): Section => {
  const { status, urgency, priority, service, escalationPolicy, assignees, acknowledgers, createdAt, url } = incident;
  const people = (refs: typeof assignees): string => refs.map((ref) => `${nameOf(ref)} (${ref.id})`).join(', ');
  return [
    titleOf(incident),
    [
      `State: ${status}`,
      `urgency ${urgency}`,
      priority && `priority ${cut(priority, 20)}`,
      createdAt !== undefined && `opened ${when(createdAt)} (${span(now - createdAt)} ago)`,
      incident.snoozedUntil !== undefined && `snoozed until ${when(incident.snoozedUntil)}`,
    ]
      .filter(Boolean)
      .join(', '),
    `Service: ${service ? `${nameOf(service)} (${service.id})` : 'none'}; policy: ${nameOf(escalationPolicy)}`,
    `People: ${assignees.length > 0 ? `assigned to ${people(assignees)}` : 'nobody is assigned'}${
      acknowledgers.length > 0 ? `; acknowledged by ${people(acknowledgers)}` : ''
    }`,
    ...(url ? [`Page: ${url}`] : []),
  ];
};

const toAlertLines = ({ id, title, status, severity, details }: DetailedAlert): Section => {
  const text = details.text && details.text !== title ? [`    says ${quote(details.text, 240)}`] : [];
  const facts = details.facts
    .slice(0, most.facts)
    .map(({ name, value }) => `${cut(name, 40)} = ${quote(value, 80)}`)
    .join('; ');
  return [
    `  ${quote(title, 120)} ${[status, severity, details.tool && `from ${details.tool}`].filter(Boolean).join(', ')} (${id})`,
    ...text,
    ...(facts === '' ? [] : [`    ${facts}`]),
  ];
};

/** `Alerts, 3 of 8; list_incident_alerts has the rest:` */
const toTitle = (name: string, shown: number, all: number, tool: string): string =>
  `${name}${all > shown ? `, ${shown} of ${all}; ${tool} has the rest` : ''}:`;

interface Reading<T> {
  readonly name: string;
  readonly operationId: string;
  readonly tool: string;
  readonly items: string;
  readonly input?: Input;
  readonly parse: (row: never) => T | undefined;
  readonly most: number;
  readonly toLines: (item: T, now: number) => Section;
}

const notes: Reading<NonNullable<ReturnType<typeof parseNote>>> = {
  name: 'Notes, newest first',
  operationId: 'listIncidentNotes',
  tool: 'list_incident_notes',
  items: 'notes',
  parse: parseNote,
  most: most.notes,
  toLines: ({ author, createdAt, content }) => [
    `  ${[createdAt && when(createdAt), author && nameOf(author)].filter(Boolean).join(' ')}: ${quote(content, 280)}`,
  ],
};

const changes: Reading<NonNullable<ReturnType<typeof parseChangeEvent>>> = {
  name: 'Recent changes',
  operationId: 'listIncidentRelatedChangeEvents',
  tool: 'list_incident_related_change_events',
  items: 'change_events',
  parse: parseChangeEvent,
  most: most.changes,
  toLines: ({ summary, at, source, services, links }) => [
    `  ${[at && when(at), source && cut(source, 40), services[0] && `on ${nameOf(services[0])}`].filter(Boolean).join(' ')}: ${quote(summary)}${links[0] ? ` ${cut(links[0].url, 160)}` : ''}`,
  ],
};

const related: Reading<NonNullable<ReturnType<typeof parseRelatedIncident>>> = {
  name: 'Related, open now',
  operationId: 'listRelatedIncidents',
  tool: 'list_related_incidents',
  items: 'related_incidents',
  input: { additional_details: ['incident'] },
  parse: parseRelatedIncident,
  most: most.related,
  toLines: ({ incident, reason }) => [
    `  ${titleOf(incident)} ${incident.status}${incident.service ? ` on ${nameOf(incident.service)}` : ''}${reason ? ` (${reason})` : ''}`,
  ],
};

const past: Reading<NonNullable<ReturnType<typeof parsePastIncident>>> = {
  name: 'Happened before',
  operationId: 'listPastIncidents',
  tool: 'list_past_incidents',
  items: 'past_incidents',
  parse: parsePastIncident,
  most: most.past,
  toLines: ({ id, title, createdAt, score }) => [
    `  ${quote(title, 120)} (${id})${createdAt === undefined ? '' : ` ${when(createdAt)}`}${score === undefined ? '' : `, ${Math.round(score)} % alike`}`,
  ],
};

const alertReading: Reading<DetailedAlert> = {
  name: 'Alerts',
  operationId: 'listIncidentAlerts',
  tool: 'list_incident_alerts',
  items: 'alerts',
  input: { limit: 100 },
  parse: parseDetailedAlert,
  most: most.alerts,
  toLines: toAlertLines,
};

/** Reads the rows of a section; a failure is told in its place. */
const read = async <T>(
  context: TaskContext,
  incident: Incident,
  reading: Reading<T>,
): Promise<readonly T[] | string> => {
  const answer = await attempt(context.call(reading.operationId, { id: incident.id, ...reading.input }));
  if ('failure' in answer) return answer.failure;
  return rowsOf<never>(answer.value, reading.items).flatMap((row) => reading.parse(row) ?? []);
};

const toSection = <T>(
  { name, tool, most: shown, toLines }: Reading<T>,
  rows: readonly T[] | string,
  now: number,
): Section => {
  if (typeof rows === 'string') return [`${name} could not be read: ${rows}`];
  if (rows.length === 0) return [`${name}: none`];
  const some = rows.slice(0, shown);
  return [toTitle(name, some.length, rows.length, tool), ...some.flatMap((row) => toLines(row, now))];
};

const toRunbooks = (alerts: readonly DetailedAlert[] | string): Section => {
  const links = typeof alerts === 'string' ? [] : alerts.flatMap(({ details }) => details.runbooks);
  const urls = [...new Set(links.map(({ url }) => url))].slice(0, most.runbooks);
  return urls.length === 0 ? [] : ['Runbooks:', ...urls.map((url) => `  ${cut(url, 300)}`)];
};

/** Whole lines of a text up to its longest; the rest is counted. */
const fit = (lines: readonly string[]): string => {
  let length = 0;
  const kept = lines.filter((line) => {
    length += line.length + 1;
    return length <= longest;
  });
  const left = lines.length - kept.length;
  return [...kept, ...(left > 0 ? [`${count(left, 'line')} more did not fit; ask the tools named above.`] : [])].join(
    '\n',
  );
};

const newest = <T extends { readonly createdAt: number | undefined }>(rows: readonly T[] | string) =>
  typeof rows === 'string' ? rows : rows.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));

/** All that a responder needs to know of one incident, in about 1,500 tokens. */
export const incidentBrief: RunTask = async (context, args) => {
  const incident = await findIncident(context, String(args.incident).trim());
  const now = context.now();
  const [alerts, written, changed, relatives, before] = await Promise.all([
    read(context, incident, alertReading),
    read(context, incident, notes),
    read(context, incident, changes),
    read(context, incident, related),
    read(context, incident, past),
  ]);
  const open =
    typeof alerts === 'string'
      ? alerts
      : alerts.toSorted((a, b) => Number(a.status === 'resolved') - Number(b.status === 'resolved'));
  return {
    text: fit([
      ...toHead(incident, now),
      ...toRunbooks(alerts),
      ...toSection(alertReading, open, now),
      ...toSection(notes, newest(written), now),
      ...toSection(changes, changed, now),
      ...toSection(related, relatives, now),
      ...toSection(past, before, now),
    ]),
  };
};
