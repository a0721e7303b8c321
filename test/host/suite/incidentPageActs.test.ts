import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { answer, asks, asksNothing, choose, useFlowAccount } from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { button, focusTitle, gatewayIncident, openPage, shows, tellsUndo } from '../../support/incidentPageFlows.ts';
import { page } from '../../support/incidentPageHands.ts';
import { onScreen } from '../../support/screen.ts';

describe('Acting from the incident page', () => {
  const account = useFlowAccount();
  const incident = () => gatewayIncident(account);
  const open = (wanted = incident()) => openPage(wanted);

  it('offers all that applies behind one key, and does it by a few letters', async () => {
    await open();
    await focusTitle();
    await press('Shift+M');
    await asks(/Act on #\d+/);
    const offered = (await hands.pickEntries()).join('\n');
    for (const name of [
      'Acknowledge',
      'Resolve with Note…',
      'Snooze…',
      'Reassign…',
      'Escalate…',
      'Merge Into…',
      'Ask for Help…',
      'Run Workflow…',
      'Publish Status Update…',
      'Conference Bridge…',
      'Change Custom Field…',
    ])
      assert.ok(offered.includes(name), `${name} is not in: ${offered}`);
    assert.doesNotMatch(offered, /Reopen|Trigger Again/);
    await hands.screenshot('incident-page-actions');
    await choose('Change Priority');
    await asks(/P5/);
    await choose('P5');
    assert.match(await account.sent('updateIncidents'), /"priority"/);
    await shows('.state', /P5/);
  });

  it('is what commands of the palette act on while its tab is active, as far as they take it', async () => {
    await open();
    await hands.runCommand('PagerDuty: Acknowledge');
    assert.match(await account.sent('updateIncidents'), new RegExp(`"${incident().id}"`));
    await asksNothing();
    await shows('.state', /Acknowledged/i);
    await hands.runCommand('PagerDuty: Acknowledge');
    await asks(/Which incidents do you acknowledge/);
    await press('Escape');
    await asksNothing();
    await hands.runCommand('PagerDuty: Move Alert to Incident…');
    await asks(/Which alerts do you move/);
    await press('Escape');
    await asksNothing();
  });

  it('changes what it shows by choosing it: urgency, assignee, title, custom field', async () => {
    await open();
    await page.click(button('incident.setUrgency'));
    await asks(/Low/);
    await choose('Low');
    await account.sent('updateIncidents', 1);
    await shows('.state', /low urgency/);
    await page.click(button('incident.setTitle'));
    await asks(/Press Enter to rename/);
    await answer('Gateway is slow');
    await account.sent('updateIncidents', 2);
    await shows('h1', /Gateway is slow/);
    await page.click(`.facts ${button('incident.reassign')}`);
    await asks(/Several People/);
    await choose('Tomasz');
    await account.sent('updateIncidents', 3);
    await shows('.facts', /Tomasz/);
    await tellsUndo(/Reassigned #\d+ to Tomasz/);
    await focusTitle();
    await press('Shift+Z');
    await asks(/Give #\d+ Back[\s\S]*Pages you/);
    await press('Enter');
    await account.sent('updateIncidents', 4);
    await shows('.facts', /Maya Lindqvist/);
    const [first] = await page.texts(`.facts ${button('incident.setField')}`);
    assert.ok(first);
    await page.click(`.facts ${button('incident.setField')}`);
    await asks(/Custom Fields of|of #\d+/);
    await hands.screenshot('incident-page-field');
  });

  it('resolves by key, and takes it back by key after saying whom that pages', async () => {
    await open();
    await focusTitle();
    await press('Shift+R');
    await account.sent('updateIncidents', 1);
    await shows('.state', /Resolved/);
    await tellsUndo(/Resolved #\d+/);
    await eventually(async () => assert.equal(await page.exists(button('incident.reopen')), true));
    await focusTitle();
    await press('Shift+Z');
    await asks(/Reopen #\d+/);
    await asks(/Pages /);
    await hands.screenshot('undo-resolve');
    await press('Enter');
    await account.sent('updateIncidents', 2);
    assert.equal(incident().status, 'triggered');
    await shows('.state', /Triggered/);
  });

  it('snoozes, and a click in the status bar ends the snooze', async () => {
    await open();
    await page.click(button('incident.snooze'));
    await asks(/4 hours/);
    await choose('4 hours');
    await account.sent('snoozeIncident');
    await shows('.state', /Acknowledged/);
    await onScreen(({ page: window }) => window.locator('.statusbar-item', { hasText: '· Undo' }).click());
    await asks(/Trigger #\d+ Again/);
    await press('Enter');
    await account.sent('updateIncidents');
    await eventually(() => assert.equal(incident().status, 'triggered'));
  });

  it('keeps an undo that was left for later', async () => {
    await open();
    await focusTitle();
    await press('Shift+A');
    await tellsUndo(/Acknowledged #\d+/);
    await focusTitle();
    await press('Shift+Z');
    await asks(/Trigger #\d+ Again/);
    await press('Escape');
    await asksNothing();
    assert.equal(incident().status, 'acknowledged');
    await focusTitle();
    await press('Shift+Z');
    await asks(/Trigger #\d+ Again/);
    await eventually(async () => {
      await press('Enter'); // A list that has just come may not take the first.
      await asksNothing();
    }, 20_000);
    await eventually(() => assert.equal(incident().status, 'triggered'));
  });

  it('writes capitals where somebody writes, and goes to the composer by key', async () => {
    await open();
    await focusTitle();
    await press('Shift+N');
    await typeText('ARE WE SURE? RAMZ');
    await eventually(async () => assert.equal(await page.draft(), 'ARE WE SURE? RAMZ'));
    assert.equal(incident().status, 'triggered');
    await asksNothing();
  });

  it('edits and deletes a note, resolves and moves an alert', async () => {
    const wanted = incident();
    await open(wanted);
    const notes = account.sandbox.state.collection(`incidents/${wanted.id}/notes`);
    const alerts = account.sandbox.state.collection(`incidents/${wanted.id}/alerts`);
    const [note] = notes.values();
    assert.ok(note);
    await page.click(button('note.edit', note.id));
    const text = () => vscode.window.activeTextEditor?.document.getText();
    await eventually(() => assert.equal(text(), note.content));
    await onScreen(({ page: window }) => window.locator('.editor-instance .monaco-editor.focused').waitFor());
    await press('Control+End');
    await typeText(' Mended.');
    await press('Control+Enter');
    assert.match(await account.sent('updateIncidentNote'), /Mended\./);
    await open(wanted);
    await shows('#notes .rows', /Mended\./);
    await page.click(button('note.delete', note.id));
    await asks(/It cannot be brought back/);
    await press('Enter');
    await account.sent('deleteIncidentNote');
    await eventually(async () => assert.equal(await page.exists(button('note.delete', note.id)), false));
    const [, id = ''] = /alert-(\w+)/.exec((await page.ids('#alerts details.alert[open]'))[0] ?? '') ?? [];
    await page.click(button('alert.resolve', id));
    await account.sent('updateIncidentAlerts', 1);
    assert.equal(alerts.get(id)?.status, 'resolved');
    await eventually(async () => assert.equal(await page.exists(button('alert.resolve', id)), false));
    await page.press(button('alert.move', id));
    await asks(/Move an alert of #\d+ to which incident/);
    await press('Enter');
    await account.sent('updateIncidentAlerts', 2);
    await eventually(async () => assert.equal(await page.exists(button('alert.move', id)), false));
  });

  it('has the editor’s own menu, for the incident and for a note in it', async () => {
    await open();
    const menu = (selector: string) =>
      onScreen(async ({ page: window, workbench }, wanted) => {
        await workbench.webview().locator(wanted).first().click({ button: 'right' });
        await window.locator('.monaco-menu .action-label').first().waitFor();
        return window.locator('.monaco-menu .action-label').allInnerTexts();
      }, selector);
    const onIncident = await menu('.age');
    for (const name of ['Acknowledge', 'Resolve', 'Snooze…', 'Change…', 'Hand Over…', 'Call and Inform…'])
      assert.ok(onIncident.includes(name), `${name} is not in: ${onIncident.join(', ')}`);
    assert.ok(!onIncident.includes('Edit Note…') && !onIncident.includes('Reopen…'));
    await press('Escape');
    const onNote = await menu('#notes .note .text');
    assert.ok(onNote.includes('Edit Note…') && onNote.includes('Delete Note…'), onNote.join(', '));
    await hands.screenshot('incident-page-menu');
    await onScreen(async ({ page: window }) => {
      await window.waitForTimeout(150); // A menu takes no click in its first 100 ms.
      await window.locator('.monaco-menu .action-label', { hasText: /^Delete Note…$/ }).click();
    });
    await asks(/It cannot be brought back/);
    await press('Escape');
  });
});
