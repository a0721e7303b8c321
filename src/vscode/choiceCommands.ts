import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { IncidentQuery } from '../domain/incidentQuery.ts';
import { toStatusWord } from '../domain/statusWord.ts';
import {
  type Grouping,
  type IncidentState,
  type OwnScope,
  type Scope,
  type Sorting,
  toQueryName,
} from '../store/incidentState.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { Disposable } from '../util/emitter.ts';
import { toUrgencyText } from '../views/urgencyText.ts';
import { registerCommands } from './registerCommands.ts';
import type { Report } from './report.ts';
import { withoutIcons } from './withoutIcons.ts';

interface Option<V> {
  readonly value: V;
  readonly label: string;
  readonly detail: string;
  readonly buttons?: readonly Button[];
}

/** A button in an entry's row. */
interface Button extends vscode.QuickInputButton {
  readonly run: () => unknown;
}

interface Item extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

/** Something of the incident view that a person picks from a few. */
interface Choice<V> {
  readonly question: () => string;
  readonly options: (state: IncidentState) => readonly Option<V>[];
  /** What is chosen now. */
  readonly value: (state: IncidentState) => V;
  readonly set: (store: IncidentStore, value: V) => void;
  /** What else can be done from here. */
  readonly more?: (state: IncidentState) => readonly Item[];
}

const ownScopes = (): readonly Option<OwnScope>[] => [
  { value: 'mine', label: l10n.t('Mine'), detail: l10n.t('Open incidents assigned to me') },
  { value: 'myTeams', label: l10n.t('My Teams'), detail: l10n.t('Open incidents of the teams I am in') },
  { value: 'all', label: l10n.t('All'), detail: l10n.t('All open incidents of the account') },
];

/** The title of a scope, as the view's header shows it. */
export const toScopeTitle = (scope: Scope): string =>
  ownScopes().find(({ value }) => value === scope)?.label ?? toQueryName(scope) ?? scope;

/** `triggered, acknowledged · high urgency · P1 · Payments · since 7d`; what a query does not ask for is left out. */
const toQueryDetail = ({ statuses, urgency, priorities, teams, services, people, since, problem }: IncidentQuery) =>
  problem ??
  [
    statuses.map(toStatusWord).join(', '),
    urgency && toUrgencyText(urgency),
    ...[priorities, teams, services, people].map((names) => names.join(', ')),
    since && l10n.t('since {0}', since),
  ]
    .filter(Boolean)
    .join(' · ');

const { executeCommand } = vscode.commands;

const toButton = (icon: string, tooltip: string, command: string, name: string): Button => ({
  iconPath: new vscode.ThemeIcon(icon),
  tooltip,
  run: () => executeCommand(command, name),
});

const toQueryButtons = (name: string): readonly Button[] => [
  toButton('edit', l10n.t('Edit Query'), 'pagerduty.query.edit', name),
  toButton('trash', l10n.t('Remove Query'), 'pagerduty.query.remove', name),
];

const toQueryItems = ({ settings }: IncidentState): readonly Item[] => [
  {
    label: `$(save) ${l10n.t('Save What Is Shown as a Query…')}`,
    run: () => executeCommand('pagerduty.query.saveShown'),
  },
  { label: `$(add) ${l10n.t('Add Query…')}`, run: () => executeCommand('pagerduty.query.add') },
  ...(settings.queries.length > 0
    ? [
        { label: `$(edit) ${l10n.t('Edit Query…')}`, run: () => executeCommand('pagerduty.query.edit') },
        { label: `$(trash) ${l10n.t('Remove Query…')}`, run: () => executeCommand('pagerduty.query.remove') },
      ]
    : []),
];

const scope: Choice<Scope> = {
  question: () => l10n.t('Which incidents do you want to see?'),
  options: ({ settings }) => [
    ...ownScopes(),
    ...settings.queries.map((query): Option<Scope> => {
      const { name } = query;
      const [label, detail] = [withoutIcons(name), withoutIcons(toQueryDetail(query))];
      return { value: `query:${name}`, label, detail, buttons: toQueryButtons(name) };
    }),
  ],
  value: (state) => state.scope,
  set: (store, value) => store.setScope(value),
  more: toQueryItems,
};

const grouping: Choice<Grouping> = {
  question: () => l10n.t('How do you want incidents grouped?'),
  options: () => [
    { value: 'status', label: l10n.t('By Status'), detail: l10n.t('Triggered before acknowledged') },
    { value: 'service', label: l10n.t('By Service'), detail: l10n.t('Each service with its incidents') },
    { value: 'team', label: l10n.t('By Team'), detail: l10n.t('Each team with its incidents') },
    { value: 'urgency', label: l10n.t('By Urgency'), detail: l10n.t('High before low') },
    { value: 'none', label: l10n.t('Not at All'), detail: l10n.t('One list') },
  ],
  value: (state) => state.choices.grouping,
  set: (store, value) => store.setGrouping(value),
};

const sorting: Choice<Sorting> = {
  question: () => l10n.t('Which incidents do you want first?'),
  options: () => [
    {
      value: 'status',
      label: l10n.t('By Status'),
      detail: l10n.t('Triggered first, then the high urgency, then the newest'),
    },
    {
      value: 'urgency',
      label: l10n.t('By Urgency and Priority'),
      detail: l10n.t('High urgency first, then the highest priority'),
    },
    { value: 'newest', label: l10n.t('By Age'), detail: l10n.t('The newest first') },
  ],
  value: (state) => state.choices.sorting,
  set: (store, value) => store.setSorting(value),
};

/** Registers the pickers of what the incident view shows. */
export const registerChoiceCommands = (store: IncidentStore, report: Report): Disposable =>
  registerCommands(report, {
    'pagerduty.incidents.setScope': () => choose(store, scope),
    'pagerduty.incidents.setGrouping': () => choose(store, grouping),
    'pagerduty.incidents.setSorting': () => choose(store, sorting),
    'pagerduty.incidents.hideSnoozed': () => store.setHideSnoozed(true),
    'pagerduty.incidents.showSnoozed': () => store.setHideSnoozed(false),
  });

const choose = async <V>(store: IncidentStore, { question, options, value, set, more }: Choice<V>): Promise<void> => {
  const now = value(store.state);
  const items = options(store.state).map((option): Item => {
    const isNow = option.value === now;
    const description = isNow ? `$(check) ${l10n.t('shown now')}` : '';
    return { ...option, description, ...(isNow ? {} : { run: () => set(store, option.value) }) };
  });
  const line: Item = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const run = await pickRun(question(), [...items, ...(more ? [line, ...more(store.state)] : [])]);
  await run?.();
};

/** Shows entries; gives what the chosen one, or a button in its row, does. */
const pickRun = async (title: string, items: readonly Item[]): Promise<Item['run']> => {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = title;
  pick.items = items;
  const run = await new Promise<Item['run']>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.run));
    pick.onDidTriggerItemButton(({ button }) => resolve((button as Button).run)); // Entries have no other buttons.
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  return run;
};
