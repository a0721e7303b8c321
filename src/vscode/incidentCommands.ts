import * as l10n from '@vscode/l10n';
import type { Incident } from '../domain/incident.ts';
import { canFollow } from '../store/incidentChoices.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { Disposable } from '../util/emitter.ts';
import { isTarget, type Target, toAskedIds, toCalledOn } from './acts/target.ts';
import type { FindIncident } from './findShownIncident.ts';
import type { IncidentQuestion, PickIncidents } from './pickIncidents.ts';
import { registerCommands } from './registerCommands.ts';
import { Refusal, type Report } from './report.ts';
import type { Row } from './treeRows.ts';

/** What the commands on incidents work with. */
export interface IncidentCommandOptions {
  readonly store: Pick<IncidentStore, 'state' | 'follow' | 'unfollow'>;
  readonly find: FindIncident;
  readonly pick: PickIncidents;
  /** The rows of the incident view that a key acts on. */
  readonly selection: () => readonly Row[];
  /** What a command acts on that is called with nothing: the incident's page in the active tab. */
  readonly activePage: () => Target | undefined;
  /** Opens an editor for a note. */
  readonly writeNote: (incident: Incident) => Promise<void>;
  readonly copy: (texts: readonly string[]) => Promise<void>;
  /** The address that opens an incident in this editor. */
  readonly toEditorLink: (incidentId: string) => string;
  /** Begins a conversation about an incident. */
  readonly askChat: (incident: Incident) => Promise<void>;
  readonly report: Report;
}

/** One command: which incidents it takes, and what it does with them. */
interface IncidentCommand extends Pick<IncidentQuestion, 'takesMany'> {
  readonly id: string;
  readonly takes?: (incident: Incident, options: IncidentCommandOptions) => boolean;
  readonly question: () => string;
  /** What to do where the chosen incidents do not take it: `Select an incident that …, then try again.` */
  readonly refusal: () => string;
  readonly run: (options: IncidentCommandOptions, incidents: readonly Incident[]) => Promise<unknown>;
}

const commands: readonly IncidentCommand[] = [
  {
    id: 'pagerduty.incident.follow',
    question: () => l10n.t('Which incidents do you follow?'),
    refusal: () => l10n.t('Select an open incident that you do not follow yet, then try again.'),
    takes: (incident, { store }) => canFollow(incident, store.state.choices),
    takesMany: true,
    run: async ({ store }, incidents) => store.follow(incidents.map(({ id }) => id)),
  },
  {
    id: 'pagerduty.incident.unfollow',
    question: () => l10n.t('Which incidents do you follow no more?'),
    refusal: () => l10n.t('Select an incident that can be followed no more, then try again.'),
    takes: ({ id }, { store }) => store.state.choices.followed.includes(id),
    takesMany: true,
    run: async ({ store }, incidents) => store.unfollow(incidents.map(({ id }) => id)),
  },
  {
    id: 'pagerduty.incident.copyEditorLink',
    question: () => l10n.t('Which incidents do you want links to?'),
    refusal: () => l10n.t('Select an incident that can be linked to, then try again.'),
    takesMany: true,
    run: ({ copy, toEditorLink }, incidents) => copy(incidents.map(({ id }) => toEditorLink(id))),
  },
  {
    id: 'pagerduty.incident.askCopilot',
    question: () => l10n.t('Which incident do you ask Copilot about?'),
    refusal: () => l10n.t('Select an incident that can be asked about, then try again.'),
    run: ({ askChat }, incidents) => Promise.all(incidents.map(askChat)),
  },
  {
    id: 'pagerduty.incident.addNote',
    question: () => l10n.t('Which incident is the note on?'),
    refusal: () => l10n.t('Select an incident that can take a note, then try again.'),
    run: ({ writeNote }, incidents) => Promise.all(incidents.slice(0, 1).map(writeNote)),
  },
];

/**
 * Registers the commands on incidents. Each works on the row it was called on (with the other selected rows, where it
 * takes many), on the selection when a key was pressed, on the ids that it is given, else on the page in the active tab,
 * and otherwise on what the person picks from a list.
 */
export const registerIncidentCommands = (options: IncidentCommandOptions): Disposable =>
  registerCommands(
    options.report,
    Object.fromEntries(
      commands.map((command) => [
        command.id,
        async (given?: unknown, rows?: unknown): Promise<void> => {
          const takes = (incident: Incident): boolean => command.takes?.(incident, options) ?? true;
          const row = toCalledOn(given ?? options.activePage(), takes);
          const ids = toAskedIds(options.selection, 'incident', row, rows);
          const asked = ids
            ? fromIds(options, command, ids, isTarget(row) ? row.incident : undefined, takes)
            : await options.pick({ ...command, question: command.question(), takes });
          if (asked.length > 0) await run(options, command, asked);
        },
      ]),
    ),
  );

const fromIds = (
  { find }: IncidentCommandOptions,
  { takesMany, refusal }: IncidentCommand,
  ids: readonly string[],
  known: Incident | undefined,
  takes: (incident: Incident) => boolean,
): readonly Incident[] => {
  const found = ids.flatMap((id) => find(id) ?? (known?.id === id ? known : [])).filter(takes);
  if (found.length === 0) throw new Refusal(refusal());
  return takesMany ? found : found.slice(0, 1);
};

/** Runs the command; when that fails, the person can have the same tried again. */
const run = async (
  options: IncidentCommandOptions,
  command: IncidentCommand,
  incidents: readonly Incident[],
): Promise<void> => {
  try {
    await command.run(options, incidents);
  } catch (error) {
    options.report(error, { title: l10n.t('Retry'), run: () => run(options, command, incidents) });
  }
};
