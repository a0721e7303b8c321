import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { sandboxIncident } from '../../support/sandboxIncidents.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

describe('Acting on incidents', () => {
  let sandbox: Sandbox;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
  });
  beforeEach(() => sandbox?.log.clear());
  afterEach(async () => {
    sandbox?.faults.clear();
    if (hasScreen()) await press('Escape', 'Escape');
  });
  after(() => sandbox && closeTestAccount(sandbox));

  const names = async () => (await hands.rows('Incidents')).flatMap((row) => /#\d+/.exec(row)?.[0] ?? []);
  const firstName = async () => (await names())[0] ?? assert.fail('No incident is shown.');
  const held = (name: string) => ({ ...sandbox.state.collection('incidents').get(sandboxIncident(sandbox, name).id) });
  const calls = (operationId: string) => sandbox.log.calls().filter((call) => call.operationId === operationId);
  const called = (operationId: string) =>
    eventually(() => {
      const call = calls(operationId).at(-1);
      assert.ok(Number(call?.status) < 300, `${operationId}: ${call?.status}`);
    });
  /** The open list, once it shows the text. */
  const listShows = (text: RegExp) =>
    eventually(async () => assert.match((await hands.pickEntries()).join('\n'), text), 15_000);
  const focus = (name: string) =>
    onScreen(async ({ workbench }, row) => (await workbench.row('Incidents', row)).click(), name);
  /** Opens a list by a key on a row; a page that loads meanwhile may take the focus, then the key is pressed again. */
  const openList = (name: string, key: string, text: RegExp) =>
    eventually(async () => {
      await focus(name);
      await press(key);
      assert.match((await hands.pickEntries()).join('\n'), text);
    }, 30_000);
  const listText = () => onScreen(({ page }) => page.locator('.quick-input-list').innerText());

  it('snoozes until a time that is typed, all by keys', async () => {
    const name = await firstName();
    await openList(name, 'Shift+S', /Until Another Time/);
    await hands.screenshot('snooze');
    await typeText('Another');
    await press('Enter');
    await onScreen(({ page }) => page.locator('.quick-input-widget input[placeholder*="17:30"]').waitFor());
    await typeText('2h');
    await hands.screenshot('snooze-until');
    await press('Enter');
    await called('snoozeIncident');
    assert.deepEqual(calls('snoozeIncident')[0]?.body, { duration: 7200 });
    assert.equal(held(name).status, 'acknowledged');
  });

  it('says who would be paged before it reassigns', async () => {
    const name = await firstName();
    await openList(name, 'Shift+G', /Several People/);
    await typeText('Payments');
    await eventually(async () => assert.match(await listText(), /Pages/), 15_000);
    await hands.screenshot('reassign');
    await press('Enter');
    await called('updateIncidents');
    assert.match(JSON.stringify(calls('updateIncidents')[0]?.body), /escalation_policy/);
  });

  it('changes the priority by keys, and takes it back', async () => {
    const name = await firstName();
    const before = held(name).priority;
    await openList(name, 'Shift+P', /P5/);
    await typeText(JSON.stringify(before ?? '').includes('"P5"') ? 'P4' : 'P5');
    await hands.screenshot('change-priority');
    await press('Enter');
    await called('updateIncidents');
    await eventually(() => assert.notDeepEqual(held(name).priority, before));
    await focus(name);
    await press('Shift+Z');
    await eventually(() =>
      assert.equal(
        (held(name).priority as { id?: string } | null)?.id,
        (before as { id?: string } | null | undefined)?.id,
      ),
    );
  });

  it('keeps a typed title when PagerDuty fails, and takes it in the end', async () => {
    const name = await firstName();
    sandbox.faults.set({ updateIncidents: { kind: '500' } });
    void vscode.commands.executeCommand('pagerduty.incident.setTitle', [sandboxIncident(sandbox, name).id]);
    await onScreen(({ page }) => page.locator('.quick-input-widget').getByText('Press Enter to rename').waitFor());
    await hands.type('Checkout is down');
    const shown = () => onScreen(({ page }) => page.locator('.quick-input-widget').innerText());
    await eventually(async () => assert.match(await shown(), /PagerDuty failed/), 20_000);
    assert.equal(
      await onScreen(({ page }) => page.locator('.quick-input-widget input:visible').first().inputValue()),
      'Checkout is down',
    );
    await hands.screenshot('title-failed');
    sandbox.faults.clear();
    await press('Enter');
    await eventually(() => assert.equal(held(name).title, 'Checkout is down'));
  });

  it('resolves with a line on how, from the row’s menu, and reopens from the palette', async () => {
    const name = await firstName();
    await hands.rowMenu('Incidents', name, 'Resolve with Note…');
    await hands.type('Rolled back');
    await eventually(() => assert.equal(held(name).status, 'resolved'));
    assert.match(JSON.stringify(calls('updateIncidents')[0]?.body), /Rolled back/);
    await hands.runCommand('PagerDuty: Reopen');
    await listShows(new RegExp(name));
    await typeText(name);
    await onScreen(async ({ page }, text) => {
      await page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
      await page.keyboard.press('Enter');
    }, name);
    await eventually(async () => assert.match(await listText(), /Pages/), 15_000);
    await hands.screenshot('reopen');
    await press('Enter');
    await eventually(() => assert.equal(held(name).status, 'triggered'));
  });

  it('offers its menus in groups', async () => {
    const name = await firstName();
    await onScreen(async ({ workbench, page }, row) => {
      await (await workbench.row('Incidents', row)).click({ button: 'right' });
      await page.locator('.monaco-menu .action-label', { hasText: 'Change…' }).first().hover();
      await page.locator('.monaco-menu .action-label', { hasText: 'Change Priority…' }).waitFor();
    }, name);
    await hands.screenshot('incident-menu');
    await press('Escape', 'Escape');
  });

  it('escalates once PagerDuty can again, and shows the truth meanwhile', async () => {
    const name = await firstName();
    sandbox.faults.set({ updateIncidents: { kind: '500' } });
    await openList(name, 'Shift+E', /Level 2/);
    await eventually(async () => assert.match(await listText(), /Pages/), 15_000);
    await hands.screenshot('escalate');
    await typeText('Level 2');
    await press('Enter');
    await eventually(async () => assert.match((await hands.messages()).join('\n'), /PagerDuty failed/), 20_000);
    sandbox.faults.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    await called('updateIncidents');
    assert.match(JSON.stringify(calls('updateIncidents').at(-1)?.body), /"escalation_level":2/);
  });

  it('asks for help with a message', async () => {
    const name = await firstName();
    void vscode.commands.executeCommand('pagerduty.incident.requestResponders', [sandboxIncident(sandbox, name).id]);
    await listShows(/@example.com/);
    await onScreen(async ({ page }) => {
      await page.locator('.quick-input-list .monaco-list-row', { hasText: '@example.com' }).nth(1).click();
      await page.keyboard.press('Enter');
    });
    await listShows(/Ask for Help/);
    await eventually(async () => assert.match(await listText(), /Pages/), 15_000);
    await hands.screenshot('ask-for-help');
    await press('Enter');
    await called('createIncidentResponderRequest');
  });

  it('changes a posted note in an editor', async () => {
    const name = await firstName();
    const { id } = sandboxIncident(sandbox, name);
    const note = {
      id: 'QNOTE1',
      content: 'Old words',
      user: null,
      created_at: '2026-03-02T10:00:00Z',
      channel: { summary: 'API', type: 'api' },
    };
    sandbox.state.collection(`incidents/${id}/notes`).set(note.id, note as never);
    await hands.runCommand('PagerDuty: Edit Note');
    await listShows(new RegExp(name));
    await typeText(name);
    await press('Enter');
    await listShows(/Old words/);
    await typeText('Old words');
    await press('Enter');
    const text = () => vscode.window.activeTextEditor?.document.getText();
    await eventually(() => assert.equal(text(), 'Old words'));
    await onScreen(({ page }) => page.locator('.editor-instance .monaco-editor.focused').waitFor());
    await press('Control+End');
    await typeText(', and new ones');
    await press('Control+Enter');
    await called('updateIncidentNote');
    assert.match(JSON.stringify(calls('updateIncidentNote')[0]?.body), /Old words, and new ones/);
  });
});
