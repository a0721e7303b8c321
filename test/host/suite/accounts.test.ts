import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { page } from '../../support/incidentPageHands.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { inFirst, inSecond, openTwoAccounts, showsIncident, type TwoAccounts } from '../../support/twoAccounts.ts';

/** Opens VS Code's own menu of accounts, and gives the entries that are of PagerDuty. */
const openAccountsMenu = () =>
  onScreen(async ({ page }) => {
    await page.locator('.activitybar').getByRole('button', { name: 'Accounts' }).click();
    const entries = page.locator('.monaco-menu .action-label', { hasText: '(PagerDuty)' });
    await entries.first().waitFor();
    return entries.allInnerTexts();
  });

/** Unfolds an account in that menu. */
const unfoldInMenu = (account: string) =>
  onScreen(async ({ page }, text) => {
    await page.locator('.monaco-menu .action-label', { hasText: text }).hover();
    await page.locator('.monaco-submenu .action-label', { hasText: 'Sign Out' }).waitFor();
  }, account);

const signOutInMenu = () =>
  onScreen(async ({ page }) => {
    await page.waitForTimeout(150); // A menu takes no click in its first 100 ms.
    await page.locator('.monaco-submenu .action-label', { hasText: 'Sign Out' }).click();
  });

/** How many messages offer to try the same again. */
const countRetries = () =>
  onScreen(({ page }) => page.locator('.notification-toast').getByRole('button', { name: 'Retry' }).count());

/** The text in a view's header, with the dimmed part. */
const headOf = (view: string) =>
  onScreen(
    ({ page }, title) => page.locator('.pane-header', { hasText: new RegExp(`^\\s*${title}`, 'i') }).innerText(),
    view,
  );

describe('Several accounts', () => {
  let accounts: TwoAccounts;
  let first: Sandbox;
  let second: Sandbox;
  const hostOf = ({ origin }: Sandbox): string => new URL(origin).host;
  const isOn = (sandbox: Sandbox): Promise<void> =>
    eventually(async () => assert.ok((await headOf('Incidents')).includes(hostOf(sandbox))));
  const editor = () => vscode.window.activeTextEditor?.document;

  before(async function () {
    if (!hasScreen()) return this.skip();
    accounts = await openTwoAccounts();
    ({ first, second } = accounts);
  });
  after(() => accounts?.close());

  it('are shown one at a time, with the name of the place', async () => {
    assert.ok(!(await hands.rows('Incidents')).join('\n').includes(inFirst));
    await isOn(second);
    await hands.screenshot('accounts-view');
  });

  it('stand in VS Code’s Accounts menu', async () => {
    const entries = await openAccountsMenu();
    assert.equal(entries.length, 2);
    for (const sandbox of [first, second]) assert.ok(entries.some((entry) => entry.includes(hostOf(sandbox))));
    await unfoldInMenu(hostOf(first));
    await hands.screenshot('accounts-menu');
    await press('Escape', 'Escape');
  });

  it('give their token to no other extension', async () => {
    const [account] = await vscode.authentication.getAccounts('pagerduty');
    assert.ok(account);
    assert.doesNotMatch(JSON.stringify(await vscode.authentication.getAccounts('pagerduty')), /sandbox-user-key/);
  });

  it('are switched by one click, and each keeps to its own host', async () => {
    for (const { log } of [first, second]) log.clear();
    await hands.viewAction('Incidents', 'Switch Account…');
    await showsIncident(inFirst);
    assert.ok(!(await hands.rows('Incidents')).join('\n').includes(inSecond));
    await isOn(first);
    assert.ok(first.log.calls().some(({ operationId }) => operationId === 'listIncidents'));
    assert.deepEqual(second.log.calls(), [], 'the settings name the second host still');
  });

  it('are switched from the status bar’s list', async () => {
    await hands.runCommand('PagerDuty: Show My Incidents and On-Calls');
    await hands.pick('Switch Account…');
    await showsIncident(inSecond);
    await hands.runCommand('PagerDuty: Switch Account…');
    await showsIncident(inFirst);
  });

  it('keep what is written for themselves: a note is not posted to the other', async () => {
    await hands.rowMenu('Incidents', inFirst, 'Add Note…');
    await eventually(() => assert.equal(editor()?.uri.scheme, 'pagerduty-note'));
    await onScreen(({ page }) => page.locator('.editor-instance .monaco-editor.focused').waitFor());
    await typeText('For the first account.');
    await vscode.commands.executeCommand('pagerduty.account.switch');
    await showsIncident(inSecond);
    for (const { log } of [first, second]) log.clear();
    await vscode.commands.executeCommand('pagerduty.note.post');
    await eventually(async () =>
      assert.match((await hands.messages()).join('\n'), /switch to that account, then post/),
    );
    await hands.screenshot('accounts-note-of-another');
    await hands.clickMessage('switch to that account', 'Switch Account');
    await showsIncident(inFirst);
    await vscode.commands.executeCommand('pagerduty.note.post');
    const notes = ({ log }: Sandbox) => log.calls().filter(({ operationId }) => operationId === 'createIncidentNote');
    await eventually(() => assert.equal(notes(first).at(-1)?.status, 200));
    assert.deepEqual(notes(second), []);
  });

  it('have pages of their own, which close with the switch', async () => {
    const titles = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await hands.rowMenu('Incidents', inFirst, 'Show Incident…');
    await eventually(() => assert.ok(titles().some((title) => title.includes('#'))));
    second.log.clear();
    await vscode.commands.executeCommand('pagerduty.account.switch');
    await showsIncident(inSecond);
    assert.ok(!titles().some((title) => title.includes('#')));
    assert.deepEqual(await hands.messages(), []);
    assert.ok(!second.log.calls().some(({ operationId }) => operationId === 'getIncident'));
  });

  it('keep a page’s note for themselves when it fails after the switch', async () => {
    await vscode.commands.executeCommand('pagerduty.account.switch');
    await showsIncident(inFirst);
    await hands.rowMenu('Incidents', inFirst, 'Show Incident…');
    await eventually(async () => assert.match(await page.text('h1'), new RegExp(inFirst)));
    first.faults.set({
      createIncidentNote: [{ kind: 'latency', ms: 3000 }, { kind: '500' }],
    });
    second.log.clear();
    await page.click('#note');
    await typeText('For the first account alone.');
    await page.click('[data-act=postNote]');
    await eventually(async () => assert.match(await page.text('#notes'), /posting…/));
    await vscode.commands.executeCommand('pagerduty.account.switch');
    await showsIncident(inSecond);
    await eventually(async () => assert.match((await hands.messages()).join('\n'), /PagerDuty failed/), 20_000);
    assert.equal(await countRetries(), 0);
    assert.ok(!second.log.calls().some(({ operationId }) => operationId === 'createIncidentNote'));
    first.faults.clear();
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('are signed out of one by one, in VS Code’s own menu', async () => {
    await openAccountsMenu();
    await unfoldInMenu(hostOf(second));
    await signOutInMenu();
    await showsIncident(inFirst);
    await eventually(async () => assert.doesNotMatch(await headOf('Incidents'), /127\.0\.0\.1/));
    assert.equal((await openAccountsMenu()).length, 1);
    await press('Escape');
  });

  it('are added from the list, and the one to sign out of is asked for', async () => {
    await hands.runCommand('PagerDuty: Switch Account…');
    await hands.pick('Add Account…');
    await hands.type('sandbox-user-key');
    await showsIncident(inSecond);
    await hands.runCommand('PagerDuty: Sign Out');
    await eventually(async () => assert.equal((await hands.pickEntries()).length, 2));
    await hands.screenshot('accounts-sign-out');
    await hands.pick(hostOf(first));
    await eventually(async () => assert.equal((await vscode.authentication.getAccounts('pagerduty')).length, 1));
    await showsIncident(inSecond);
  });
});
