import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press } from '../../support/hands.ts';
import { sandboxIncident, sandboxIncidents } from '../../support/sandboxIncidents.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

describe('Incidents', () => {
  let sandbox: Sandbox;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
  });
  after(() => sandbox && closeTestAccount(sandbox));

  const namesOf = (status: string) =>
    sandboxIncidents(sandbox, status)
      .map(({ name }) => name)
      .sort();
  const statusOf = (name: string) => sandboxIncident(sandbox, name).status;
  const namesUnder = async (group: string) => {
    const rows = await hands.rows('Incidents');
    const start = rows.findIndex((row) => row.startsWith(group));
    const end = rows.findIndex((row, place) => place > start && !row.startsWith(' '));
    const members = start < 0 ? [] : rows.slice(start + 1, end < 0 ? undefined : end);
    return members.flatMap((row) => /^ {2}(#\d+)/.exec(row)?.[1] ?? []);
  };
  const firstTriggered = async () => (await namesUnder('Triggered'))[0] ?? assert.fail('Nothing is triggered.');
  const updates = () => sandbox.log.calls().filter(({ operationId }) => operationId === 'updateIncidents');
  const isUnder = (group: string, name: string) =>
    eventually(async () => assert.ok((await namesUnder(group)).includes(name), `${name} is not under ${group}`));

  const show = async (scope: string) => {
    await hands.viewAction('Incidents', 'Show Whose Incidents');
    await hands.pick(scope);
  };

  it('lists mine, and counts my triggered ones on the icon', async () => {
    const [me] = sandbox.state.collection('users').values();
    const mine = sandboxIncidents(sandbox, 'triggered')
      .filter(({ assigneeIds }) => assigneeIds.includes(me?.id ?? ''))
      .map(({ name }) => name)
      .sort();
    await show('Mine');
    await eventually(async () => assert.deepEqual((await namesUnder('Triggered')).toSorted(), mine));
    const badge = await onScreen(({ page }) =>
      page.locator('.activitybar .action-item.checked .badge-content').innerText(),
    );
    assert.equal(badge, `${mine.length}`);
    await hands.screenshot('incidents-mine');
  });

  it('lists all of the account, as the picker says, and remembers it', async () => {
    await show('All');
    await eventually(async () => assert.deepEqual((await namesUnder('Triggered')).toSorted(), namesOf('triggered')));
    assert.equal(
      sandbox.log.calls().findLast(({ operationId }) => operationId === 'listIncidents')?.query['user_ids[]'],
      undefined,
    );
    await hands.viewAction('Incidents', 'Show Whose Incidents');
    assert.ok((await hands.pickEntries()).some((entry) => /^All.*shown now/.test(entry)));
    await press('Escape');
    await hands.screenshot('incidents-all');
  });

  it('groups them by service', async () => {
    await hands.viewAction('Incidents', 'Group Incidents By');
    await hands.pick('By Service');
    const service = sandboxIncidents(sandbox, 'triggered')[0]?.service ?? '';
    await eventually(async () => assert.ok((await hands.rows('Incidents')).some((row) => row.startsWith(service))));
    await hands.viewAction('Incidents', 'Group Incidents By');
    await hands.pick('By Status');
    await eventually(async () => assert.notDeepEqual(await namesUnder('Triggered'), []));
  });

  it('acknowledges by the button in the row', async () => {
    const name = await firstTriggered();
    await hands.rowAction('Incidents', name, 'Acknowledge');
    await isUnder('Acknowledged', name);
    await eventually(() => assert.equal(statusOf(name), 'acknowledged'));
    assert.deepEqual(await hands.messages(), []);
    await hands.screenshot('incident-acknowledged');
  });

  it('resolves by the row’s menu', async () => {
    const [name = ''] = await namesUnder('Acknowledged');
    await hands.rowMenu('Incidents', name, 'Resolve');
    await eventually(() => assert.equal(statusOf(name), 'resolved'));
    await eventually(async () => assert.ok(!(await namesUnder('Acknowledged')).includes(name)));
  });

  it('acts on all selected rows in one call', async () => {
    const [first = '', second = ''] = await namesUnder('Triggered');
    sandbox.log.clear();
    await eventually(() =>
      onScreen(
        async ({ page, workbench }, names) => {
          await (await workbench.row('Incidents', names[0] ?? '')).click();
          await (await workbench.row('Incidents', names[1] ?? '')).click({ modifiers: ['Control'] });
          const selected = (await page.locator('.pane .monaco-list-row.selected').allInnerTexts()).join('\n');
          if (!names.every((name) => selected.includes(name))) throw new Error(`Selected are ${selected}.`);
        },
        [first, second],
      ),
    );
    await hands.rowMenu('Incidents', second, 'Acknowledge');
    await isUnder('Acknowledged', first);
    await isUnder('Acknowledged', second);
    assert.equal(updates().length, 1);
    assert.deepEqual([statusOf(first), statusOf(second)], ['acknowledged', 'acknowledged']);
  });

  it('acknowledges the selected row by key', async () => {
    const name = await firstTriggered();
    await onScreen(async ({ workbench }, row) => (await workbench.row('Incidents', row)).click(), name);
    await press('Shift+A');
    await isUnder('Acknowledged', name);
  });

  it('offers a pick list in the palette, of those that the command takes', async () => {
    sandbox.log.clear();
    await hands.runCommand('PagerDuty: Acknowledge');
    const entries = await hands.pickEntries();
    assert.deepEqual(entries.map((entry) => /^#\d+/.exec(entry)?.[0]).sort(), namesOf('triggered'));
    const chosen = /^#\d+/.exec(entries[0] ?? '')?.[0] ?? '';
    await hands.screenshot('incident-pick-list');
    await onScreen(async ({ page }) => {
      await page.locator('.quick-input-list .monaco-list-row').first().click();
      await page.keyboard.press('Enter');
    });
    await isUnder('Acknowledged', chosen);
    assert.equal(updates().length, 1);
  });

  it('opens an incident to its alerts, notes and timeline', async () => {
    const [name = ''] = await namesUnder('Acknowledged');
    await onScreen(async ({ workbench }, row) => (await workbench.row('Incidents', row)).click(), name);
    await press('ArrowRight');
    await eventually(async () => {
      const rows = await hands.rows('Incidents');
      for (const part of ['Alerts', 'Notes', 'Timeline'])
        assert.ok(
          rows.some((row) => row.startsWith(`    ${part}`)),
          rows.join('\n'),
        );
    });
    await hands.screenshot('incident-details');
    await press('ArrowLeft');
  });

  it('copies an incident’s id and link', async () => {
    const [name = ''] = await namesUnder('Acknowledged');
    const { id, url } = sandboxIncident(sandbox, name);
    await hands.rowMenu('Incidents', name, 'Copy ID');
    await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), id));
    await hands.rowMenu('Incidents', name, 'Copy Link');
    await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), url));
  });
});
