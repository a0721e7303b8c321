import * as vscode from 'vscode';
import type { Grouping, IncidentState, Scope } from '../store/incidentState.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { Disposable } from '../util/emitter.ts';
import { registerCommands } from './registerCommands.ts';
import type { Report } from './report.ts';

/** Something of the incident view that a person picks from a few. */
interface Choice<V extends string> {
  readonly question: string;
  readonly options: Readonly<Record<V, { readonly label: string; readonly detail: string }>>;
  /** What is chosen now. */
  readonly value: (state: IncidentState) => V;
  readonly set: (store: IncidentStore, value: V) => void;
}

/** Titles of the scopes, as the view's header shows them. */
export const scopeTitles: Choice<Scope>['options'] = {
  mine: { label: 'Mine', detail: 'Open incidents assigned to me' },
  myTeams: { label: 'My Teams', detail: 'Open incidents of the teams I am in' },
  all: { label: 'All', detail: 'All open incidents of the account' },
};

const scope: Choice<Scope> = {
  question: 'Whose incidents do you want to see?',
  options: scopeTitles,
  value: (state) => state.scope,
  set: (store, value) => store.setScope(value),
};

const grouping: Choice<Grouping> = {
  question: 'How do you want incidents grouped?',
  options: {
    status: { label: 'By Status', detail: 'Triggered before acknowledged' },
    service: { label: 'By Service', detail: 'Each service with its incidents' },
  },
  value: (state) => state.choices.grouping,
  set: (store, value) => store.setGrouping(value),
};

/** Registers the pickers of what the incident view shows. */
export const registerChoiceCommands = (store: IncidentStore, report: Report): Disposable =>
  registerCommands(report, {
    'pagerduty.incidents.setScope': () => choose(store, scope),
    'pagerduty.incidents.setGrouping': () => choose(store, grouping),
  });

const choose = async <V extends string>(store: IncidentStore, { question, options, value, set }: Choice<V>) => {
  const now = value(store.state);
  const items = Object.entries<{ label: string; detail: string }>(options).map(([key, { label, detail }]) => ({
    value: key as V, // The keys of `options` are its values by its type.
    label,
    description: key === now ? '$(check) shown now' : '',
    detail,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: question });
  if (chosen && chosen.value !== now) set(store, chosen.value);
};
