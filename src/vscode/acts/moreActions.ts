import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Incident } from '../../domain/incident.ts';
import { canFollow } from '../../store/incidentChoices.ts';
import type { Acting } from './act.ts';
import type { ActOptions } from './actOptions.ts';
import { toNames } from './choices.ts';
import { type Entry, pickOne, those } from './pickFrom.ts';
import { type Choosing, incidentActs } from './runs.ts';
import { isAnswer } from './step.ts';

/** A command as the manifest tells of it; VS Code has put the person's language into it. */
interface Contributed {
  readonly command: string;
  readonly title: string;
  readonly icon?: string;
}

/** What is offered beside the acts: commands of others that take incidents by their ids. */
const others = ['addNote', 'follow', 'unfollow', 'copyEditorLink'] as const;

const applies = (options: ActOptions, name: string, incidents: readonly Incident[]): boolean => {
  const { choices } = options.incidents.state;
  if (name === 'follow') return incidents.some((incident) => canFollow(incident, choices));
  if (name === 'unfollow') return incidents.some(({ id }) => choices.followed.includes(id));
  return name !== 'addNote' || incidents.length === 1;
};

/** Names of the commands that can do something to all of the incidents, in the order in which they are offered. */
const toNamesOfCommands = (options: ActOptions, incidents: readonly Incident[]): readonly string[] => [
  ...incidentActs
    .filter(({ feature }) => feature === undefined || !options.lacks.state.has(feature))
    .filter(({ takes, takesMany }) => (takesMany || incidents.length === 1) && incidents.every(takes ?? (() => true)))
    .map(({ name }) => name),
  ...others.filter((name) => applies(options, name, incidents)),
];

const toEntry = (contributed: readonly Contributed[], name: string): readonly Entry<string>[] => {
  const id = `pagerduty.incident.${name}`;
  const found = contributed.find(({ command }) => command === id);
  const icon = /^\$\((.+)\)$/.exec(found?.icon ?? '')?.[1] ?? 'blank';
  return found ? [{ label: found.title, icon: { id: icon }, value: id, id }] : [];
};

/** Which incidents everything that can be done is offered for. */
export const moreActions: Choosing = {
  question: () => l10n.t('Which incidents do you act on?'),
  refusal: () => l10n.t('Select an incident, then try again.'),
  takesMany: true,
};

/** Offers everything that can be done to incidents as they are now, to be found by typing, and does what is chosen. */
export const offerActions = async (
  options: ActOptions,
  { focusBack }: Acting,
  incidents: readonly Incident[],
  row: unknown,
): Promise<void> => {
  const contributed: readonly Contributed[] = options.extension.packageJSON.contributes.commands;
  const command = await pickOne<string>({
    title: l10n.t('Act on {0}', toNames(incidents)),
    placeholder: l10n.t('Type a few letters of what to do'),
    empty: '',
    load: those(toNamesOfCommands(options, incidents).flatMap((name) => toEntry(contributed, name))),
  });
  await focusBack();
  if (isAnswer(command)) await vscode.commands.executeCommand(command, row ?? incidents.map(({ id }) => id));
};
