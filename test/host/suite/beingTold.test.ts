import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press } from '../../support/hands.ts';
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
  /** Calls the sandbox as another person of the account does, past the extension. */
  const callAsOther = async (method: string, path: string, body: unknown) => {
    const [, other] = sandbox.state.collection('users').values();
    const response = await fetch(sandbox.origin + path, {
      method,
      headers: {
        authorization: 'Token token=sandbox-account-key',
        from: String(other?.email),
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as { incident?: { id: string; incident_number: number } };
    assert.ok(response.ok, JSON.stringify(answer));
    return answer.incident ?? assert.fail('No incident in the answer.');
  };
  const raise = (title: string) =>
    callAsOther('POST', '/incidents', {
      incident: {
        type: 'incident',
        title,
        urgency: 'high',
        service: { id: first('services').id, type: 'service_reference' },
        assignments: [{ assignee: { id: first('users').id, type: 'user_reference' } }],
      },
    });
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
    await hands.pick('4 hours');
    await eventually(() => assert.equal(statusOf(id), 'acknowledged'));
  });

  it('tells of changes of an incident that I follow, and not of my own', async () => {
    await hands.runCommand('PagerDuty: Show Whose Incidents');
    await hands.pick('All');
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
    await callAsOther('PUT', `/incidents/${theirs.id}`, { incident: { type: 'incident', status: 'resolved' } });
    await refresh();
    await told(new RegExp(`${theirs.name} .*: resolved by `));
    await hands.screenshot('told-followed');
  });

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
    await press('Escape');
  });
});
