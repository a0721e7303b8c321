import * as vscode from 'vscode';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { OnCallStore } from '../store/onCallStore.ts';
import type { Disposable } from '../util/emitter.ts';
import type { Moment } from '../views/moment.ts';
import { statusText } from '../views/statusText.ts';
import { registerCommands } from './registerCommands.ts';
import type { Report } from './report.ts';
import { showStatus } from './showStatus.ts';

/** Shows one line in the status bar: how things stand for me. It leads to my incidents and on-calls. */
export const registerStatusBar = (
  incidents: IncidentStore,
  onCalls: OnCallStore,
  moment: () => Moment,
  report: Report,
): Disposable => {
  const item = vscode.window.createStatusBarItem('pagerduty.status', vscode.StatusBarAlignment.Left, 20);
  item.name = 'On-Call for PagerDuty';
  item.command = 'pagerduty.status.show';
  const update = (): void => {
    const status = statusText(incidents.state, onCalls.state, moment());
    if (!status) {
      item.hide();
      return;
    }
    item.text = status.text;
    item.tooltip = new vscode.MarkdownString(status.tooltip);
    item.backgroundColor =
      status.severity === 'none' ? undefined : new vscode.ThemeColor(`statusBarItem.${status.severity}Background`);
    item.accessibilityInformation = { label: status.accessibilityLabel };
    item.show();
  };
  update();
  return vscode.Disposable.from(
    incidents.onDidChange(update),
    onCalls.onDidChange(update),
    registerCommands(report, { 'pagerduty.status.show': () => showStatus(incidents, onCalls, moment) }),
    item,
  );
};
