import * as vscode from 'vscode';
import type { IncidentStore } from '../store/incidentStore.ts';
import type { OnCallStore } from '../store/onCallStore.ts';
import { accountIdOf } from '../store/openSession.ts';
import type { Session } from '../store/session.ts';
import type { Disposable } from '../util/emitter.ts';
import { toAccountNote } from '../views/accountPicks.ts';
import type { Moment } from '../views/moment.ts';
import { statusText } from '../views/statusText.ts';
import { registerCommands } from './registerCommands.ts';
import type { Report } from './report.ts';
import { showStatus } from './showStatus.ts';

/** Shows one line in the status bar: how things stand for me. It leads to my incidents and on-calls. */
export const registerStatusBar = (
  incidents: IncidentStore,
  onCalls: OnCallStore,
  session: Session,
  moment: () => Moment,
  report: Report,
): Disposable => {
  const item = vscode.window.createStatusBarItem('pagerduty.status', vscode.StatusBarAlignment.Left, 20);
  item.name = 'On-Call for PagerDuty';
  item.command = 'pagerduty.status.show';
  const account = (): string | undefined => toAccountNote(session.accounts, accountIdOf(session.state));
  const update = (): void => {
    const status = statusText(incidents.state, onCalls.state, moment(), account());
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
    session.onDidChangeAccounts(update),
    registerCommands(report, { 'pagerduty.status.show': () => showStatus(incidents, onCalls, moment, account()) }),
    item,
  );
};
