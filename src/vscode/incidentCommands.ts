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
  readonly store: Pick<IncidentStore, 'state' | 'acknowledge' | 'resolve' | 'snooze' | 'follow' | 'unfollow'>;
  readonly find: FindIncident;
  readonly pick: PickIncidents;
  /** The rows that are selected in the incident view. */
  readonly selection: () => readonly Row[];
  /** Opens an editor for a note. */
  readonly writeNote: (incident: Incident) => Promise<void>;
  /** Asks for how long, in seconds; undefined when the question is left. */
  readonly askSnooze: () => Promise<number | undefined>;
  readonly copy: (texts: readonly string[]) => Promise<void>;
  /** The address that opens an incident in this editor. */
  readonly toEditorLink: (incidentId: string) => string;
  /** Begins a conversation about an incident. */
  readonly askChat: (incident: Incident) => Promise<void>;
  readonly report: Report;
}

/** One command: which incidents it takes, and what it does with them. */
interface IncidentCommand extends Omit<IncidentQuestion, 'takes'> {
  readonly id: string;
  readonly takes?: (incident: Incident, options: IncidentCommandOptions) => boolean;
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
    id: 'pagerduty.incident.snooze',
    question: 'Which incidents do you snooze?',
    passive: 'be snoozed',
    takes: ({ status }) => status !== 'resolved',
    takesMany: true,
    run: async ({ store, askSnooze }, incidents) => {
      const seconds = await askSnooze();
      if (seconds !== undefined) await store.snooze(incidents.map(toId), seconds);
    },
  },
  {
    id: 'pagerduty.incident.follow',
    question: 'Which incidents do you follow?',
    passive: 'be followed',
    takes: ({ id }, { store }) => !store.state.choices.followed.includes(id),
    takesMany: true,
    run: async ({ store }, incidents) => store.follow(incidents.map(toId)),
  },
  {
    id: 'pagerduty.incident.unfollow',
    question: 'Which incidents do you follow no more?',
    passive: 'be followed no more',
    takes: ({ id }, { store }) => store.state.choices.followed.includes(id),
    takesMany: true,
    run: async ({ store }, incidents) => store.unfollow(incidents.map(toId)),
  },
  {
    id: 'pagerduty.incident.copyEditorLink',
    question: 'Which incidents do you want links to?',
    passive: 'be linked to',
    takesMany: true,
    run: ({ copy, toEditorLink }, incidents) => copy(incidents.map(({ id }) => toEditorLink(id))),
  },
  {
    id: 'pagerduty.incident.askCopilot',
    question: 'Which incident do you ask Copilot about?',
    passive: 'be asked about',
    run: ({ askChat }, incidents) => Promise.all(incidents.map(askChat)),
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
 * takes many), on the selection when a key was pressed, on the ids that it is given, and otherwise on what the person
 * picks from a list.
 */
export const registerIncidentCommands = (options: IncidentCommandOptions): Disposable =>
  registerCommands(
    options.report,
    Object.fromEntries(
      commands.map((command) => [
        command.id,
        async (row?: Row | 'selection' | readonly string[], rows?: readonly Row[]): Promise<void> => {
          const takes = (incident: Incident): boolean => command.takes?.(incident, options) ?? true;
          const asked = row
            ? fromIds(options, command, toIds(options, row, rows), takes)
            : await options.pick({ ...command, takes });
          if (asked.length > 0) await run(options, command, asked);
        },
      ]),
    ),
  );

/** Ids of the incidents that a command is called on: by a menu, by a key, or by other code of ours. */
const toIds = (
  { selection }: IncidentCommandOptions,
  row: Row | 'selection' | readonly string[],
  rows: readonly Row[] | undefined,
): ReadonlySet<string> => {
  if (isList(row)) return new Set(row);
  const asked = row === 'selection' ? selection() : rows?.includes(row) ? rows : [row];
  return new Set(asked.filter(isIncident).map(({ node }) => node.objectId ?? ''));
};

const isList = (row: Row | string | readonly string[]): row is readonly string[] => Array.isArray(row);

const fromIds = (
  { find }: IncidentCommandOptions,
  { takesMany, passive }: IncidentCommand,
  ids: ReadonlySet<string>,
  takes: (incident: Incident) => boolean,
): readonly Incident[] => {
  const found = [...ids].flatMap((id) => find(id) ?? []).filter(takes);
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
