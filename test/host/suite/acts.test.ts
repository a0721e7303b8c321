import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import {
  asks,
  asksNothing,
  choose,
  fails,
  focusRow,
  isBackIn,
  namesUnder,
  runByKeys,
  useFlowAccount,
  write,
} from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { onScreen } from '../../support/screen.ts';

describe('Acting on one incident', () => {
  const account = useFlowAccount();
  const first = async () => (await namesUnder('Triggered'))[0] ?? assert.fail('Nothing is triggered.');

  it('says who would be paged before it reassigns to a policy', async () => {
    await focusRow(await first());
    await press('Shift+G');
    await asks(/Several People/);
    await typeText('Payments');
    await asks(/Payments[\s\S]*Pages/);
    await hands.screenshot('reassign');
    await press('Enter');
    assert.match(await account.sent('updateIncidents'), /"escalation_policy":\{/);
    await isBackIn('Incidents');
  });

  it('keeps a typed title when PagerDuty fails, and takes it in the end', async () => {
    const name = await first();
    account.sandbox.faults.set({ updateIncidents: { kind: '500' } });
    await hands.rowMenu('Incidents', name, 'Change…', 'Change Title…');
    await asks(/Press Enter to rename/);
    await hands.type('Checkout is down');
    await asks(/PagerDuty failed/);
    assert.equal(await hands.typed(), 'Checkout is down');
    await hands.screenshot('title-failed');
    account.sandbox.faults.clear();
    await press('Enter');
    await asksNothing();
    assert.equal(account.held(name).title, 'Checkout is down');
  });

  it('offers its menus in groups', async () => {
    const name = await first();
    await onScreen(async ({ workbench, page }, row) => {
      await (await workbench.row('Incidents', row)).click({ button: 'right' });
      await page.locator('.monaco-menu .action-label', { hasText: 'Change…' }).first().hover();
      await page.locator('.monaco-menu .action-label', { hasText: 'Change Priority…' }).waitFor();
    }, name);
    await hands.screenshot('incident-menu');
    await press('Escape', 'Escape');
  });

  it('escalates once PagerDuty can again, and shows the truth meanwhile', async () => {
    const name = await first();
    account.sandbox.faults.set({ updateIncidents: { kind: '500' } });
    await focusRow(name);
    await press('Shift+E');
    await asks(/Level 2[\s\S]*Pages/);
    await hands.screenshot('escalate');
    await choose('Level 2');
    await fails(/PagerDuty failed/);
    assert.ok((await namesUnder('Triggered')).includes(name));
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    assert.match(await account.sent('updateIncidents'), /"escalation_level":2/);
  });

  it('changes a posted note in an editor, all by keys', async () => {
    const name = await first();
    const id = String(account.held(name).id);
    const note = { id: 'QNOTE1', type: 'note', content: 'Old words', user: null, created_at: '2026-03-02T10:00:00Z' };
    account.sandbox.state.collection(`incidents/${id}/notes`).set(note.id, note);
    await focusRow(name);
    await runByKeys('Edit Note');
    await asks(/Whose note/);
    await choose(name);
    await asks(/Old words/);
    await choose('Old words');
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.getText(), 'Old words'));
    await write('New words');
    await press('Control+Enter');
    assert.match(await account.sent('updateIncidentNote'), /New words/);
  });
});
