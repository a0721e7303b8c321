import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import {
  asks,
  asksNothing,
  choose,
  focusRow,
  isBackIn,
  namesUnder,
  runByKeys,
  useFlowAccount,
} from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { onScreen } from '../../support/screen.ts';

describe('Creating', () => {
  const account = useFlowAccount();
  const begin = async (command: string) => {
    await focusRow((await namesUnder('Triggered'))[0] ?? '');
    await runByKeys(command);
  };
  const titled = (title: string) =>
    [...account.sandbox.state.collection('incidents').values()].filter((incident) => incident.title === title);

  it('opens an incident step by step, and loses nothing when PagerDuty fails', async () => {
    account.sandbox.faults.set({ createIncident: { kind: '500', times: 1 } });
    await begin('Create Incident');
    await asks(/Cart Service/);
    await choose('Checkout API');
    await asks(/in one line/);
    await typeText('Checkout fails in Europe');
    await press('Enter');
    await asks(/Pages /);
    await press('Enter');
    await asks(/That did not work[\s\S]*Checkout fails in Europe/);
    await hands.screenshot('create-incident-failed');
    assert.equal(titled('Checkout fails in Europe').length, 0);
    account.sandbox.log.clear();
    await press('Enter');
    await account.sent('createIncident');
    assert.equal(titled('Checkout fails in Europe').length, 1);
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    await eventually(() => assert.ok(tabs().some((label) => /Checkout fails in Europe/.test(label))));
  });

  it('goes back a step, and leaves without a trace', async () => {
    await begin('Create Incident');
    await asks(/Cart Service/);
    await choose('Cart Service');
    await asks(/in one line/);
    await vscode.commands.executeCommand('workbench.action.quickInputBack'); // Its key differs by system.
    await asks(/Checkout API/);
    await choose('Checkout API');
    await asks(/in one line/);
    await typeText('Carts are empty');
    await press('Enter');
    await asks(/Checkout API[\s\S]*Carts are empty/);
    await press('Escape');
    await asksNothing();
    await isBackIn('Incidents');
    assert.equal(account.bodies('createIncident').length, 0);
  });

  it('opens an incident for somebody, with all that can be told, and shows before whom that pages', async () => {
    await begin('Create Incident');
    await asks(/Cart Service/);
    await choose('Cart Service');
    await asks(/in one line/);
    await typeText('Carts are empty');
    await press('Enter');
    await asks(/Pages /);
    await choose('Urgency');
    await asks(/As the Service Says/);
    await choose('Low');
    await asks(/Pages [\s\S]*by their rules for low urgency/);
    await choose('Priority');
    await asks(/P5/);
    await choose('P3');
    await asks(/Change before sending[\s\S]*P3/);
    await choose('Assigned to');
    await asks(/Several People[\s\S]*adaeze\.nwosu/);
    await choose('Adaeze Nwosu');
    await asks(/Pages [^\n]*Adaeze Nwosu, by their rules for low urgency/);
    await hands.screenshot('create-incident-all');
    await press('Enter', 'Enter');
    const { incident } = JSON.parse(await account.sent('createIncident'));
    assert.equal(incident.title, 'Carts are empty');
    assert.equal(incident.urgency, 'low');
    assert.match(JSON.stringify(incident), /"priority":\{.*"assignments":\[/);
    const [made, ...others] = titled('Carts are empty');
    assert.equal(others.length, 0);
    assert.match(JSON.stringify(made?.assignments), /Adaeze Nwosu/);
  });

  it('plans maintenance of a service from its row', async () => {
    await hands.rowMenu('Services', 'Checkout API', 'Create Maintenance Window…');
    await asks(/No incidents from now/);
    await hands.screenshot('maintenance-window');
    await press('Enter');
    await account.sent('createMaintenanceWindow');
  });

  it('takes a shift from its row', async () => {
    const policy = (await hands.rows('On-Calls')).find((row) => row.startsWith('Data ')) ?? assert.fail();
    const [name = ''] = policy.slice('Data '.length).split(/,| and /);
    await eventually(async () => {
      await onScreen(async ({ workbench }) => {
        const data = await workbench.row('On-Calls', 'Data');
        if ((await data.getAttribute('aria-expanded')) === 'false') await data.locator('.monaco-tl-twistie').click();
      });
      assert.ok((await hands.rows('On-Calls')).some((row) => row.includes(`1. ${name}`)));
    });
    await hands.rowMenu('On-Calls', `1. ${name}`, 'Take This Shift…');
    await asks(new RegExp(`You are on call instead of ${name}`));
    await hands.screenshot('take-shift');
    await press('Enter', 'Enter');
    await account.sent('createScheduleOverride');
  });
});
