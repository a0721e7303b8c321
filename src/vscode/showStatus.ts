import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { OnCallStore } from '../store/onCallStore.ts';
import { isSame } from '../util/keep.ts';
import type { Moment } from '../views/moment.ts';
import { type StatusPick, type StatusPickGroup, toStatusPicks } from '../views/statusPicks.ts';
import { withoutIcons } from './withoutIcons.ts';

interface Item extends vscode.QuickPickItem {
  readonly pick?: StatusPick;
}

interface Button extends vscode.QuickInputButton {
  readonly act: 'acknowledge' | 'resolve';
}

const toButtons = (): Readonly<Record<Button['act'], Button>> => ({
  acknowledge: { act: 'acknowledge', tooltip: l10n.t('Acknowledge'), iconPath: new vscode.ThemeIcon('eye') },
  resolve: { act: 'resolve', tooltip: l10n.t('Resolve'), iconPath: new vscode.ThemeIcon('check') },
});

const toItem = (pick: StatusPick): Item => ({
  label: withoutIcons(pick.label),
  ...(pick.description === undefined ? {} : { description: withoutIcons(pick.description) }),
  ...(pick.icon
    ? {
        iconPath: new vscode.ThemeIcon(
          pick.icon.id,
          pick.icon.color ? new vscode.ThemeColor(pick.icon.color) : undefined,
        ),
      }
    : {}),
  buttons: pick.acts?.map((name) => toButtons()[name]) ?? [],
  pick,
});

/** Shows how things stand for me: my incidents with what can be done to them, and when I am on call. */
export const showStatus = (
  incidents: IncidentStore,
  onCalls: OnCallStore,
  moment: () => Moment,
  account: string | undefined,
): void => {
  const list = vscode.window.createQuickPick<Item>();
  list.title = 'PagerDuty';
  list.placeholder = l10n.t('Choose an incident to see it');
  list.matchOnDescription = true;
  list.keepScrollPosition = true;
  let shown: readonly StatusPickGroup[] = [];
  const fill = (): void => {
    const groups = toStatusPicks(incidents.state, onCalls.state, moment(), account);
    if (isSame(groups, shown)) return;
    shown = groups;
    const [before] = list.activeItems;
    list.items = groups.flatMap(({ title, picks }): Item[] => [
      { label: title, kind: vscode.QuickPickItemKind.Separator },
      ...picks.map(toItem),
    ]);
    // News that come meanwhile do not take the line away on which the person is.
    const same = before && list.items.find((item) => toKey(item) === toKey(before));
    if (same) list.activeItems = [same];
  };
  fill();
  void freshen(list, incidents);
  const subscriptions = vscode.Disposable.from(
    incidents.onDidChange(fill),
    onCalls.onDidChange(fill),
    list.onDidTriggerItemButton(({ item, button }) => {
      const { act } = button as Button; // All buttons of this list are of ours.
      if (item.pick?.incidentId) void run(`pagerduty.incident.${act}`, [item.pick.incidentId]);
    }),
    list.onDidAccept(() => {
      const pick = list.selectedItems[0]?.pick;
      list.hide();
      if (pick?.incidentId) void run('pagerduty.incident.showPage', pick.incidentId);
      else if (pick?.command) void run(pick.command);
    }),
    list.onDidHide(() => {
      subscriptions.dispose();
      list.dispose();
    }),
  );
  list.show();
};

const toKey = ({ label, pick }: Item): string => pick?.incidentId ?? label;

/** Looks how things stand now, while what is known is shown. */
const freshen = async (list: vscode.QuickPick<Item>, incidents: IncidentStore): Promise<void> => {
  list.busy = true;
  await incidents.look();
  list.busy = false;
};

const run = (command: string, ...values: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...values);
