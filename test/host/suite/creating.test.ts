import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

describe('Creating', () => {
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

  const calls = (operationId: string) => sandbox.log.calls().filter((call) => call.operationId === operationId);
  const called = (operationId: string) =>
    eventually(() => assert.ok(Number(calls(operationId).at(-1)?.status) < 300, operationId));
  const listShows = (text: RegExp) =>
    eventually(
      async () => assert.match(await onScreen(({ page }) => page.locator('.quick-input-widget').innerText()), text),
      15_000,
    );

  it('opens an incident step by step, and loses nothing when PagerDuty fails', async () => {
    sandbox.faults.set({ createIncident: { kind: '500', times: 1 } });
    await hands.runCommand('PagerDuty: Create Incident');
    await listShows(/Cart Service/);
    await hands.screenshot('create-incident-service');
    await typeText('Checkout API');
    await press('Enter');
    await listShows(/in one line/);
    await typeText('Checkout fails in Europe');
    await press('Enter');
    await listShows(/Pages/);
    await hands.screenshot('create-incident-review');
    await press('Enter');
    await listShows(/That did not work/);
    await listShows(/Checkout fails in Europe/);
    await hands.screenshot('create-incident-failed');
    await press('Enter');
    await called('createIncident');
    assert.deepEqual(
      calls('createIncident').map(({ status }) => status),
      [500, 201],
    );
    const made = [...sandbox.state.collection('incidents').values()].filter(
      ({ title }) => title === 'Checkout fails in Europe',
    );
    assert.equal(made.length, 1);
    // Its page opens, and takes the focus: it is closed before the next test presses keys.
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    await eventually(() => assert.ok(tabs().some((label) => /Checkout fails in Europe/.test(label))));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('pagerduty.incidents.focus');
  });

  it('goes back to the step before', async () => {
    await hands.runCommand('PagerDuty: Create Incident');
    await listShows(/Cart Service/);
    await typeText('Checkout API');
    await press('Enter');
    await listShows(/in one line/);
    await vscode.commands.executeCommand('workbench.action.quickInputBack'); // Its key differs by system.
    await listShows(/Cart Service/);
    await press('Escape');
    assert.equal(calls('createIncident').length, 0);
  });

  it('sends a change event, with a routing key that is not shown', async () => {
    await hands.runCommand('PagerDuty: Send Change Event');
    await listShows(/kept nowhere/);
    await typeText('too short');
    await listShows(/32 letters and digits/);
    await hands.screenshot('routing-key');
    await onScreen(({ page }) => page.keyboard.press('Control+A'));
    const key = [...sandbox.state.collection('services').values()]
      .flatMap(({ id }) => [...sandbox.state.collection(`services/${id}/integrations`).values()])
      .map(({ integration_key }) => integration_key)
      .find((value) => typeof value === 'string');
    await typeText(String(key));
    await press('Enter');
    await listShows(/What was changed|Pages nobody/);
    if (/What was changed/.test(await onScreen(({ page }) => page.locator('.quick-input-widget').innerText()))) {
      await onScreen(({ page }) => page.keyboard.press('Control+A'));
      await typeText('Deployed 4.2.1');
      await press('Enter');
    }
    await listShows(/Pages nobody/);
    const shown = await onScreen(({ page }) => page.locator('.quick-input-widget').innerText());
    assert.ok(!shown.includes(String(key)));
    await press('Enter');
    await called('sendChangeEvent');
  });

  it('plans maintenance of a service from its row', async () => {
    await hands.rowMenu('Services', 'Checkout API', 'Create Maintenance Window…');
    await listShows(/No incidents from now/);
    await hands.screenshot('maintenance-window');
    await press('Enter');
    await called('createMaintenanceWindow');
  });

  it('takes a shift from its row', async () => {
    const policy = (await hands.rows('On-Calls')).find((row) => row.startsWith('Data ')) ?? assert.fail();
    const [name = ''] = policy.slice('Data '.length).split(/,| and /);
    await onScreen(async ({ workbench, page }) => {
      await (await workbench.row('On-Calls', 'Data')).click();
      await page.keyboard.press('ArrowRight');
    });
    await hands.rowMenu('On-Calls', `1. ${name}`, 'Take This Shift…');
    await listShows(new RegExp(`You are on call instead of ${name}`));
    await hands.screenshot('take-shift');
    await press('Enter');
    await called('createScheduleOverride');
  });

  it('asks for the schedule, the shift and the person when it knows none of them', async () => {
    await hands.runCommand('PagerDuty: Cover for');
    await listShows(/Data On-Call/);
    await typeText('Data On-Call');
    await press('Enter');
    await listShows(/Whose shift|now –/);
    await hands.screenshot('cover-shift');
    await press('Enter');
    await listShows(/you/);
    await press('Enter');
    await listShows(/You are on call instead of/);
    await press('Enter');
    await called('createScheduleOverride');
  });
});
