import type { Incident } from '../domain/incident.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { Disposable } from '../util/emitter.ts';
import type { FindIncident } from './findShownIncident.ts';
import type { IncidentQuestion, PickIncidents } from './pickIncidents.ts';
import { registerCommands } from './registerCommands.ts';
import { Refusal, type Report } from './report.ts';
import type { Row } from './treeView.ts';

/** What the commands on incidents work with. */
export interface IncidentCommandOptions {
  readonly store: Pick<IncidentStore, 'acknowledge' | 'resolve'>;
  readonly find: FindIncident;
  readonly pick: PickIncidents;
  /** The rows that are selected in the incident view. */
  readonly selection: () => readonly Row[];
  /** Opens an editor for a note. */
  readonly writeNote: (incident: Incident) => Promise<void>;
  readonly report: Report;
}

/** One command: which incidents it takes, and what it does with them. */
interface IncidentCommand extends IncidentQuestion {
  readonly id: string;
  /** How a person calls what the command does: «be resolved». */
  readonly passive: string;
  readonly run: (options: IncidentCommandOptions, incidents: readonly Incident[]) => Promise<unknown>;
}

const commands: readonly IncidentCommand[] = [
  {
    id: 'pagerduty.incident.acknowledge',
    question: 'Which incidents do you acknowledge?',
    passive: 'be acknowledged',
    takes: ({ status }) => status === 'triggered',
    takesMany: true,
    run: async ({ store }, incidents) => expectAll('acknowledged', await store.acknowledge(incidents.map(toId))),
  },
  {
    id: 'pagerduty.incident.resolve',
    question: 'Which incidents do you resolve?',
    passive: 'be resolved',
    takes: ({ status }) => status !== 'resolved',
    takesMany: true,
    run: async ({ store }, incidents) => expectAll('resolved', await store.resolve(incidents.map(toId))),
  },
  {
    id: 'pagerduty.incident.addNote',
    question: 'Which incident is the note on?',
    passive: 'take a note',
    run: ({ writeNote }, incidents) => Promise.all(incidents.slice(0, 1).map(writeNote)),
  },
];

/**
 * Registers the commands on incidents. Each works on the row it was called on (with the other selected rows, where it
 * takes many), on the selection when a key was pressed, and otherwise on what the person picks from a list.
 */
export const registerIncidentCommands = (options: IncidentCommandOptions): Disposable =>
  registerCommands(
    options.report,
    Object.fromEntries(
      commands.map((command) => [
        command.id,
        async (row?: Row | 'selection', rows?: readonly Row[]): Promise<void> => {
          const asked = row ? fromRows(options, command, toRows(options, row, rows)) : await options.pick(command);
          if (asked.length > 0) await run(options, command, asked);
        },
      ]),
    ),
  );

const toRows = (
  { selection }: IncidentCommandOptions,
  row: Row | 'selection',
  rows: readonly Row[] | undefined,
): readonly Row[] => {
  if (row === 'selection') return selection();
  return rows?.includes(row) ? rows : [row];
};

const fromRows = (
  { find }: IncidentCommandOptions,
  { takes, takesMany, passive }: IncidentCommand,
  rows: readonly Row[],
): readonly Incident[] => {
  const ids = new Set(rows.filter(isIncident).map(({ node }) => node.objectId ?? ''));
  const found = [...ids].flatMap((id) => find(id) ?? []).filter(takes ?? (() => true));
  if (found.length === 0) throw new Refusal(`Select an incident that can ${passive}, then try again.`);
  return takesMany ? found : found.slice(0, 1);
};

const isIncident = ({ node }: Row): boolean => /\bincident\b/.test(node.context ?? '');

/** Runs the command; when that fails, the person can have the same tried again. */
const run = async (
  options: IncidentCommandOptions,
  command: IncidentCommand,
  incidents: readonly Incident[],
): Promise<void> => {
  try {
    await command.run(options, incidents);
  } catch (error) {
    options.report(error, { title: 'Retry', run: () => run(options, command, incidents) });
  }
};

const toId = ({ id }: Incident): string => id;

/** Tells of the incidents that PagerDuty left in another state than the person wanted. */
const expectAll = (wanted: string, others: readonly Incident[]): void => {
  if (others.length === 0) return;
  const names = others.map(
    ({ number, title, status }) => `${number === undefined ? title : `#${number}`} is ${status}`,
  );
  throw new Refusal(`PagerDuty did not turn every incident ${wanted}: ${names.join(', ')}.`);
};
