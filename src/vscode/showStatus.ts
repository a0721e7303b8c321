import * as vscode from 'vscode';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { OnCallStore } from '../store/onCallStore.ts';
import type { Moment } from '../views/moment.ts';
import { type StatusPick, toStatusPicks } from '../views/statusPicks.ts';
import { withoutIcons } from './withoutIcons.ts';

interface Item extends vscode.QuickPickItem {
  readonly pick?: StatusPick;
}

interface Button extends vscode.QuickInputButton {
  readonly act: 'acknowledge' | 'resolve';
}

const buttons: Readonly<Record<Button['act'], Button>> = {
  acknowledge: { act: 'acknowledge', tooltip: 'Acknowledge', iconPath: new vscode.ThemeIcon('eye') },
  resolve: { act: 'resolve', tooltip: 'Resolve', iconPath: new vscode.ThemeIcon('check') },
};

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
  buttons: pick.acts?.map((name) => buttons[name]) ?? [],
  pick,
});

/** Shows how things stand for me: my incidents with what can be done to them, and when I am on call. */
export const showStatus = (incidents: IncidentStore, onCalls: OnCallStore, moment: () => Moment): void => {
  const list = vscode.window.createQuickPick<Item>();
  list.title = 'PagerDuty';
  list.placeholder = 'Choose an incident to see it';
  list.matchOnDescription = true;
  const fill = (): void => {
    list.items = toStatusPicks(incidents.state, onCalls.state, moment()).flatMap(({ title, picks }): Item[] => [
      { label: title, kind: vscode.QuickPickItemKind.Separator },
      ...picks.map(toItem),
    ]);
  };
  fill();
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

const run = (command: string, ...values: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...values);
