import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Incident } from '../domain/incident.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import { type IncidentPick, toIncidentPicks } from '../views/incidentPicks.ts';
import type { Moment } from '../views/moment.ts';
import { Refusal } from './report.ts';
import { withoutIcons } from './withoutIcons.ts';

/** Which incidents are offered, and how. */
export interface IncidentQuestion {
  readonly question: string;
  readonly takes?: (incident: Incident) => boolean;
  readonly takesMany?: true;
}

/** Lets the person pick from a list; gives none when the list is left. */
export type PickIncidents = (question: IncidentQuestion) => Promise<readonly Incident[]>;

/** Makes the pick list of incidents; what is not loaded yet is loaded while the list shows. */
export const createPickIncidents =
  (store: IncidentStore, moment: () => Moment): PickIncidents =>
  async ({ question, takes, takesMany }) => {
    const items = async () => (await loadPicks(store, moment, takes)).map(toItem);
    const options = { title: question, matchOnDescription: true };
    const picked = takesMany
      ? await vscode.window.showQuickPick(items(), { ...options, canPickMany: true })
      : await vscode.window.showQuickPick(items(), options);
    return [picked ?? []].flat().map(({ incident }) => incident);
  };

const loadPicks = async (
  store: IncidentStore,
  moment: () => Moment,
  takes: IncidentQuestion['takes'],
): Promise<readonly IncidentPick[]> => {
  const { kind } = store.state.load;
  const failure = kind === 'loaded' ? undefined : await store.refresh();
  if (failure) throw new Refusal(failure.message, failure.kind);
  const picks = toIncidentPicks(store.state, moment(), takes);
  if (picks.length === 0)
    throw new Refusal(l10n.t('No open incident is there for this: look at more with “Show Whose Incidents…”.'));
  return picks;
};

const toItem = ({ label, description, icon, incident }: IncidentPick) => ({
  label: withoutIcons(label),
  description: withoutIcons(description),
  iconPath: new vscode.ThemeIcon(icon.id, icon.color ? new vscode.ThemeColor(icon.color) : undefined),
  incident,
});
