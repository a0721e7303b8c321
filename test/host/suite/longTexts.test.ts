import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { asks, asksNothing, choose, fails, namesUnder, runByKeys, useFlowAccount } from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { onScreen } from '../../support/screen.ts';

describe('Texts of many lines', () => {
  const account = useFlowAccount();
  const editsText = async () => {
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'pagerduty-text'));
    await onScreen(({ page }) => page.locator('.editor-instance .monaco-editor.focused').waitFor());
  };
  const first = async () => (await namesUnder('Triggered'))[0] ?? assert.fail('Nothing is triggered.');
  const text = () => vscode.window.activeTextEditor?.document.getText();
  const isClosed = () =>
    eventually(() => assert.notEqual(vscode.window.activeTextEditor?.document.uri.scheme, 'pagerduty-text'));
  const typeLines = async (...lines: readonly string[]) => {
    for (const [place, line] of lines.entries()) {
      if (place > 0) await press('Enter');
      await typeText(line);
    }
  };

  it('resolve with a note over many lines, which a failure keeps', async () => {
    const name = await first();
    account.sandbox.faults.set({ updateIncidents: { kind: '500' } });
    await hands.rowMenu('Incidents', name, 'Resolve with Note…');
    await editsText();
    await typeLines('Rolled back 4.18.', 'Errors are gone since 14:31.');
    await hands.screenshot('resolve-with-note');
    await press('Control+Enter');
    await fails(/^PagerDuty failed with status 500; try again in a moment\.$/);
    assert.equal(text(), 'Rolled back 4.18.\nErrors are gone since 14:31.');
    assert.equal(account.held(name).status, 'triggered');
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    assert.match(await account.sent('updateIncidents'), /"Rolled back 4\.18\.\\nErrors are gone since 14:31\."/);
    await isClosed();
    assert.equal(account.held(name).status, 'resolved');
    await eventually(async () => assert.match((await hands.statusBar()).join('\n'), /Resolved #\d+ · Undo/));
  });

  it('keep what was written when their tab is closed, until it is thrown away', async () => {
    const name = await first();
    const open = async () => {
      await hands.rowMenu('Incidents', name, 'Resolve with Note…');
      await editsText();
    };
    await open();
    await typeLines('Half a', 'thought');
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.isDirty, false));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await isClosed();
    await open();
    await eventually(() => assert.equal(text(), 'Half a\nthought'));
    await runByKeys('Discard Text');
    await isClosed();
    await open();
    assert.equal(text(), '');
    assert.equal(account.held(name).status, 'triggered');
    assert.equal(account.bodies('updateIncidents').length, 0);
  });

  it('go on when their tab is split or moved', async () => {
    const name = await first();
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
    await hands.rowMenu('Incidents', name, 'Resolve with Note…');
    await editsText();
    await typeLines('Rolled back.');
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.isDirty, false));
    await vscode.commands.executeCommand('workbench.action.splitEditor');
    await eventually(() => assert.equal(tabs(), 2));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually(() => assert.equal(tabs(), 1));
    await editsText();
    await vscode.commands.executeCommand('workbench.action.moveEditorToNextGroup');
    await editsText();
    await vscode.commands.executeCommand('pagerduty.text.accept');
    assert.match(await account.sent('updateIncidents'), /"Rolled back\."/);
    await isClosed();
    assert.deepEqual(await hands.messages(), []);
  });

  it('describe a new incident between the other questions', async () => {
    await runByKeys('Create Incident');
    await asks(/Checkout API/);
    await choose('Checkout API');
    await asks(/What is wrong, in one line/);
    await typeText('Checkout fails in Europe');
    await press('Enter');
    await asks(/Pages /);
    await choose('Description');
    await editsText();
    await typeLines('Since 14:20 the provider answers with 503.', 'Only cards are hit.');
    await hands.screenshot('incident-description');
    await press('Control+Enter');
    await asks(/Since 14:20 the provider answers with 503\. Only cards/);
    account.sandbox.faults.set({ createIncident: { kind: '500', times: 1 } });
    await choose('Create Incident');
    await asks(/That did not work/);
    account.sandbox.log.clear();
    await choose('Try Again');
    assert.match(
      await account.sent('createIncident'),
      /"details":"Since 14:20 the provider answers with 503\.\\nOnly cards are hit\."/,
    );
    await asksNothing();
  });

  it('tell stakeholders, beginning with a template or with an empty page', async () => {
    const name = await first();
    const begin = async () => {
      await hands.rowMenu('Incidents', name, 'Call and Inform…', 'Publish Status Update…');
      await asks(/Write It Yourself/);
    };
    await begin();
    await choose('Write It Yourself');
    await editsText();
    await typeLines('Card payments fail.', 'Next update in 30 minutes.');
    await press('Control+Enter');
    await asks(/Messages \d+ subscriber|Nobody is subscribed/);
    account.sandbox.faults.set({ createIncidentStatusUpdate: { kind: '500' } });
    await choose('Publish Status Update');
    await asks(/That did not work/);
    await press('Escape');
    await asksNothing();
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await begin();
    await choose('Write It Yourself');
    await editsText();
    await eventually(() => assert.equal(text(), 'Card payments fail.\nNext update in 30 minutes.'));
    await press('Control+Enter');
    await asks(/Messages \d+ subscriber|Nobody is subscribed/);
    await choose('Publish Status Update');
    assert.match(
      await account.sent('createIncidentStatusUpdate'),
      /"Card payments fail\.\\nNext update in 30 minutes\."/,
    );
  });
});
