import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

describe('Notes', () => {
  let sandbox: Sandbox;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
  });
  after(() => sandbox && closeTestAccount(sandbox));

  const firstName = async () => {
    const found = (await hands.rows('Incidents')).map((row) => /#\d+/.exec(row)?.[0]).find(Boolean);
    return found ?? assert.fail('No incident is shown.');
  };
  const posted = () => sandbox.log.calls().filter(({ operationId }) => operationId === 'createIncidentNote');
  const editor = () => vscode.window.activeTextEditor?.document;
  const startNote = async () => {
    const name = await firstName();
    await hands.rowMenu('Incidents', name, 'Add Note…');
    await eventually(() => assert.equal(editor()?.uri.scheme, 'pagerduty-note'));
    assert.ok(editor()?.uri.path.endsWith(`Note on ${name}`));
    assert.equal(editor()?.languageId, 'pagerduty-note');
    await onScreen(({ page }) => page.locator('.editor-instance .monaco-editor.focused').waitFor());
  };

  it('leave a person’s own file of such a name alone', async () => {
    const own = await vscode.workspace.openTextDocument(vscode.Uri.parse('untitled:/docs/Note on deploys.md'));
    assert.equal(own.languageId, 'markdown');
  });

  it('are written in an editor over many lines, and posted by a key', async () => {
    await startNote();
    await typeText('Failover is done.');
    await press('Enter');
    await typeText('Replication catches up in ten minutes.');
    await hands.screenshot('note-editor');
    await press('Control+Enter');
    await eventually(() => assert.equal(posted().at(-1)?.status, 200));
    assert.deepEqual(posted().at(-1)?.body, {
      note: { content: 'Failover is done.\nReplication catches up in ten minutes.' },
    });
    await eventually(() => assert.notEqual(editor()?.uri.scheme, 'pagerduty-note'));
  });

  it('begin empty after one was posted', async () => {
    await startNote();
    assert.equal(editor()?.getText(), '');
    await hands.runCommand('PagerDuty: Discard Note');
    await eventually(() => assert.notEqual(editor()?.uri.scheme, 'pagerduty-note'));
  });

  it('keep what was typed when PagerDuty fails, and can be tried again', async () => {
    await startNote();
    await typeText('Do not lose me.');
    sandbox.faults.set({ createIncidentNote: { kind: '500' } });
    await press('Control+Enter');
    await eventually(async () => assert.match((await hands.messages()).join('\n'), /PagerDuty failed with status 500/));
    assert.equal(editor()?.getText(), 'Do not lose me.');
    await hands.screenshot('note-failed');
    sandbox.faults.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    await eventually(() => assert.equal(posted().at(-1)?.status, 200));
    await eventually(() => assert.notEqual(editor()?.uri.scheme, 'pagerduty-note'));
  });

  it('stay as drafts when their tab is closed', async () => {
    await startNote();
    await typeText('Half a thought');
    await eventually(() => assert.equal(editor()?.isDirty, false)); // It saves itself.
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually(() => assert.notEqual(editor()?.uri.scheme, 'pagerduty-note'));
    await startNote();
    assert.equal(editor()?.getText(), 'Half a thought');
    await hands.runCommand('PagerDuty: Discard Note');
    await eventually(() => assert.notEqual(editor()?.uri.scheme, 'pagerduty-note'));
  });

  it('are not posted empty', async () => {
    await startNote();
    sandbox.log.clear();
    await press('Control+Enter');
    await eventually(async () => assert.match((await hands.messages()).join('\n'), /This note is empty/));
    assert.deepEqual(posted(), []);
    await hands.clickMessage('This note is empty', 'OK');
    await hands.runCommand('PagerDuty: Discard Note');
  });
});
