import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { callAsOther, raiseIncident } from '../../support/raiseIncident.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { withSettings } from '../../support/setting.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

describe('Being told', () => {
  let sandbox: Sandbox;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
  });
  after(() => sandbox && closeTestAccount(sandbox));
  afterEach(() => vscode.commands.executeCommand('notifications.clearAll'));

  const first = (collection: string) =>
    sandbox.state.collection(collection).values().next().value ?? assert.fail(`No ${collection}.`);
  const raise = (title: string) => raiseIncident(sandbox, title);
  const refresh = () => vscode.commands.executeCommand('pagerduty.incidents.refresh');
  const told = (text: RegExp) =>
    eventually(async () => {
      const messages = await hands.messages();
      assert.match(messages.join('\n'), text);
      assert.equal(messages.length, 1, 'one message at a time');
    });
  const statusOf = (id: string) => sandbox.state.collection('incidents').get(id)?.status;

  it('tells of an incident that is assigned to me, and acknowledges it', async () => {
    const { id, incident_number: number } = await raise('Cart is [empty](command:workbench.action.quit)');
    await refresh();
    await told(new RegExp(`Assigned to you: #${number} Cart is \\[empty\\]`));
    assert.equal(
      await onScreen(({ page }) => page.locator('.notification-list-item-message a').count()),
      0,
      'no link of a stranger',
    );
    await hands.screenshot('told-assigned');
    await hands.clickMessage('Assigned to you', 'Acknowledge');
    await eventually(() => assert.equal(statusOf(id), 'acknowledged'));
    await eventually(async () => assert.deepEqual(await hands.messages(), []));
  });

  it('tells of many in one message', async () => {
    for (const title of ['One', 'Two', 'Three']) await raise(title);
    await refresh();
    await told(/^3 assigned to you: #\d+, #\d+,? and #\d+\.$/);
    await hands.screenshot('told-many');
    await hands.clickMessage('3 assigned to you', 'Acknowledge');
    await eventually(async () => assert.deepEqual(await hands.messages(), []));
  });

  it('opens what it tells of', async () => {
    const { incident_number: number } = await raise('Open me');
    await refresh();
    await told(/Open me/);
    await hands.clickMessage('Open me', 'Open');
    await eventually(() => {
      const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
      assert.ok(
        labels.some((label) => label.includes(`#${number}`)),
        labels.join(),
      );
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('snoozes what it tells of', async () => {
    const { id } = await raise('Not now');
    await refresh();
    await told(/Not now/);
    await hands.clickMessage('Not now', 'Snooze…');
    await hands.screenshot('snooze');
    await hands.pick('1 hour');
    await eventually(() => assert.equal(statusOf(id), 'acknowledged'));
    const call = sandbox.log.calls().findLast(({ operationId }) => operationId === 'snoozeIncident');
    assert.deepEqual(call?.body, { duration: 3600 });
  });

  it('tells the truth and offers a retry when snoozing fails', async () => {
    const { id } = await raise('Stubborn');
    await refresh();
    await told(/Stubborn/);
    sandbox.faults.set({ snoozeIncident: { kind: '500' } });
    await hands.clickMessage('Stubborn', 'Snooze…');
    await hands.pick('4 hours');
    await eventually(
      async () => assert.match((await hands.messages()).join('\n'), /PagerDuty failed with status 500/),
      20_000,
    );
    assert.equal(statusOf(id), 'triggered');
    sandbox.faults.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    await eventually(() => assert.equal(statusOf(id), 'acknowledged'));
  });

  it('tells of changes of an incident that I follow, and not of my own', async () => {
    await onScreen(async ({ page }) => {
      for (const title of ['On-Calls', 'Services'])
        await page.locator('.pane-header[aria-expanded=true]', { hasText: title }).click();
    });
    await hands.runCommand('PagerDuty: Show Whose Incidents');
    await hands.pick('All open incidents');
    const isFree = ({ status, assignments }: Readonly<Record<string, unknown>>) =>
      status === 'triggered' && !JSON.stringify(assignments).includes(String(first('users').id));
    const free = [...sandbox.state.collection('incidents').values()].filter(isFree);
    const [theirs, mine] = free.map(({ id, incident_number: number }) => ({ id: String(id), name: `#${number}` }));
    assert.ok(theirs && mine, 'Two triggered incidents of others are needed.');
    for (const { name } of [theirs, mine]) {
      await eventually(async () => assert.ok((await hands.rows('Incidents')).some((row) => row.includes(name))));
      await hands.rowMenu('Incidents', name, 'Follow');
      await eventually(async () =>
        assert.ok((await hands.rows('Incidents')).some((row) => row.includes(name) && row.includes('followed'))),
      );
    }
    await refresh();
    await hands.rowAction('Incidents', mine.name, 'Acknowledge');
    await eventually(() => assert.equal(statusOf(mine.id), 'acknowledged'));
    await callAsOther(sandbox, 'PUT', `/incidents/${theirs.id}`, {
      incident: { type: 'incident', status: 'resolved' },
    });
    await refresh();
    await told(new RegExp(`${theirs.name} .*: resolved by `));
    await hands.screenshot('told-followed');
  });

  it('points out what was acknowledged long ago and left alone', () =>
    withSettings({ 'pagerduty.incidents.staleAfter': 1 }, async () => {
      const { id, incident_number: number } = await raise('Left alone');
      await refresh();
      await told(/Left alone/);
      await vscode.commands.executeCommand('notifications.clearAll');
      await callAsOther(sandbox, 'PUT', `/incidents/${id}`, { incident: { type: 'incident', status: 'acknowledged' } });
      const incidents = sandbox.state.collection('incidents');
      const held = incidents.get(id) ?? assert.fail(id);
      const [acknowledgement] = held.acknowledgements as readonly Readonly<Record<string, unknown>>[];
      const at = new Date(Date.now() - 56_000).toISOString();
      incidents.set(id, { ...held, acknowledgements: [{ ...acknowledgement, at }] });
      await eventually(async () => {
        await refresh();
        assert.match(
          (await hands.messages()).join('\n'),
          new RegExp(`^Acknowledged 1 min ago and still open: #${number} `),
        );
      });
      await hands.screenshot('told-stale');
      const row = (await hands.rows('Incidents')).find((one) => one.includes(`#${number}`));
      assert.match(row ?? '', /acknowledged 1 min ago/);
      await hands.clickMessage('still open', 'Resolve');
      await eventually(() => assert.equal(statusOf(id), 'resolved'));
    }));

  it('tells nothing in quiet hours, and afterwards what still holds', async () => {
    const hour = new Date().getHours();
    const quietHours = `${hour}:00-${(hour + 2) % 24}:00`;
    await withSettings({ 'pagerduty.notifications.quietHours': quietHours }, async () => {
      await raise('Hush');
      await refresh();
      assert.deepEqual(await hands.messages(), []);
    });
    await refresh();
    await told(/Hush/);
  });

  it('tells no more of a kind that the person has turned off', async () => {
    await raise('The last one');
    await refresh();
    await told(/The last one/);
    await hands.clickMessage('The last one', 'Don’t Show Again');
    const setting = () => vscode.workspace.getConfiguration('pagerduty.notifications').get('assigned');
    await eventually(() => assert.equal(setting(), false));
    await raise('Silence');
    await refresh();
    assert.deepEqual(await hands.messages(), []);
    await vscode.workspace
      .getConfiguration('pagerduty.notifications')
      .update('assigned', undefined, vscode.ConfigurationTarget.Global);
  });

  it('says how things stand for me behind the status bar', async () => {
    await onScreen(({ page }) =>
      page
        .locator('.statusbar-item', { hasText: /on call/ })
        .first()
        .click(),
    );
    const entries = await hands.pickEntries();
    assert.ok(
      entries.some((entry) => /^#\d+/.test(entry)),
      entries.join('\n'),
    );
    await hands.screenshot('status-list');
    await press('ArrowDown', 'ArrowDown');
    const line = () => onScreen(({ page }) => page.locator('.quick-input-list .monaco-list-row.focused').innerText());
    const before = await line();
    await raise('Meanwhile');
    await refresh();
    await eventually(async () => assert.match((await hands.pickEntries()).join('\n'), /Meanwhile/));
    assert.equal((await line()).split('\n')[0], before.split('\n')[0], 'the person stays where they are');
    await press('Escape');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('leads from there to an incident by keyboard alone, and acknowledges in the list', async () => {
    const { id, incident_number: number } = await raise('Behind the bar');
    await refresh();
    await told(/Behind the bar/);
    await vscode.commands.executeCommand('notifications.clearAll');
    const openList = async () => {
      await press('F1');
      await typeText('PagerDuty: Show My Incidents and On-Calls');
      await press('Enter');
      await eventually(async () => assert.match((await hands.pickEntries()).join('\n'), /Behind the bar/));
    };
    await openList();
    await onScreen(async ({ page }, name) => {
      const row = page.locator('.quick-input-list .monaco-list-row', { hasText: name });
      await row.hover();
      await row.locator('.action-label[aria-label^="Acknowledge"]').click();
    }, `#${number}`);
    await eventually(() => assert.equal(statusOf(id), 'acknowledged'));
    await press('Escape');
    await openList();
    await typeText(`#${number}`);
    await press('Enter');
    await eventually(() => {
      const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)).join();
      assert.ok(labels.includes(`#${number}`), labels);
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
