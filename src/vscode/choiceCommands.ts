import * as vscode from 'vscode';
import type { IncidentQuery } from '../domain/incidentQuery.ts';
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
import { registerCommands } from './registerCommands.ts';
import type { Report } from './report.ts';
import { withoutIcons } from './withoutIcons.ts';

interface Option<V> {
  readonly value: V;
  readonly label: string;
  readonly detail: string;
}

/** Something of the incident view that a person picks from a few. */
interface Choice<V> {
  readonly question: string;
  readonly options: (state: IncidentState) => readonly Option<V>[];
  /** What is chosen now. */
  readonly value: (state: IncidentState) => V;
  readonly set: (store: IncidentStore, value: V) => void;
  /** Leads to where more of them are described. */
  readonly more?: { readonly label: string; readonly setting: string };
}

const ownScopes: readonly Option<OwnScope>[] = [
  { value: 'mine', label: 'Mine', detail: 'Open incidents assigned to me' },
  { value: 'myTeams', label: 'My Teams', detail: 'Open incidents of the teams I am in' },
  { value: 'all', label: 'All', detail: 'All open incidents of the account' },
];

/** The title of a scope, as the view's header shows it. */
export const toScopeTitle = (scope: Scope): string =>
  ownScopes.find(({ value }) => value === scope)?.label ?? toQueryName(scope) ?? scope;

/** `triggered, acknowledged · high urgency · P1 · Payments · since 7d`; what a query does not ask for is left out. */
const toQueryDetail = ({ statuses, urgency, priorities, teams, services, people, since, problem }: IncidentQuery) =>
  problem ??
  [
    statuses.join(', '),
    urgency && `${urgency} urgency`,
    ...[priorities, teams, services, people].map((names) => names.join(', ')),
    since && `since ${since}`,
  ]
    .filter(Boolean)
    .join(' · ');

const scope: Choice<Scope> = {
  question: 'Which incidents do you want to see?',
  options: ({ settings }) => [
    ...ownScopes,
    ...settings.queries.map((query): Option<Scope> => {
      const { name } = query;
      return { value: `query:${name}`, label: withoutIcons(name), detail: withoutIcons(toQueryDetail(query)) };
    }),
  ],
  value: (state) => state.scope,
  set: (store, value) => store.setScope(value),
  more: { label: '$(gear) Edit Saved Queries…', setting: 'pagerduty.incidents.queries' },
};

const grouping: Choice<Grouping> = {
  question: 'How do you want incidents grouped?',
  options: () => [
    { value: 'status', label: 'By Status', detail: 'Triggered before acknowledged' },
    { value: 'service', label: 'By Service', detail: 'Each service with its incidents' },
    { value: 'team', label: 'By Team', detail: 'Each team with its incidents' },
    { value: 'urgency', label: 'By Urgency', detail: 'High before low' },
    { value: 'none', label: 'Not at All', detail: 'One list' },
  ],
  value: (state) => state.choices.grouping,
  set: (store, value) => store.setGrouping(value),
};

const sorting: Choice<Sorting> = {
  question: 'Which incidents do you want first?',
  options: () => [
    { value: 'status', label: 'By Status', detail: 'Triggered first, then the high urgency, then the newest' },
    { value: 'urgency', label: 'By Urgency and Priority', detail: 'High urgency first, then the highest priority' },
    { value: 'newest', label: 'By Age', detail: 'The newest first' },
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

const choose = async <V>(store: IncidentStore, { question, options, value, set, more }: Choice<V>) => {
  const now = value(store.state);
  const items = options(store.state).map((option) => ({
    option,
    label: option.label,
    description: option.value === now ? '$(check) shown now' : '',
    detail: option.detail,
  }));
  const line = { option: undefined, label: '', kind: vscode.QuickPickItemKind.Separator };
  const edit = more ? [line, { option: undefined, label: more.label }] : [];
  const chosen = await vscode.window.showQuickPick([...items, ...edit], { title: question });
  if (chosen?.option) {
    if (chosen.option.value !== now) set(store, chosen.option.value);
  } else if (chosen && more) await vscode.commands.executeCommand('workbench.action.openSettings', more.setting);
};
