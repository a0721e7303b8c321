import assert from 'node:assert/strict';
import { eventually } from '../../support/eventually.ts';
import {
  answer,
  asks,
  asksNothing,
  check,
  choose,
  fails,
  focusRow,
  isBackIn,
  namesUnder,
  runByKeys,
  useFlowAccount,
} from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { onScreen } from '../../support/screen.ts';

describe('Calling others to an incident', () => {
  const account = useFlowAccount();
  const first = async () => (await namesUnder('Triggered'))[0] ?? assert.fail('Nothing is triggered.');
  const responders = (name: string) =>
    (account.held(name).incidents_responders as { state: string; user: { summary: string } }[]).map(
      ({ state, user }) => `${user.summary}: ${state}`,
    );
  const once = async (operationId: string) => {
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    return account.sent(operationId);
  };

  it('asks people and a policy for help, all by keys and once, and cancels', async () => {
    const name = await first();
    await focusRow(name);
    await runByKeys('Ask for Help');
    await asks(/Which incident needs help/);
    await choose(name);
    await asks(/adaeze\.nwosu/);
    await check('Adaeze Nwosu', 'Payments Operations');
    await asks(/Pages [\s\S]*Adaeze Nwosu[\s\S]*Change before sending/);
    await press('Enter', 'Enter');
    const body = await account.sent('createIncidentResponderRequest');
    assert.match(body, /"user_reference"/);
    assert.match(body, /"escalation_policy_reference"/);
    assert.match(body, new RegExp(`Please help with ${name}`));
    await isBackIn('Incidents');
    const asked = responders(name);
    assert.ok(asked.includes('Adaeze Nwosu: pending') && asked.length > 1, asked.join());

    await runByKeys('Cancel Requests for Help');
    await asks(/Which incident needs no more help/);
    await choose(name);
    await asks(/Adaeze Nwosu[\s\S]*Payments Operations[\s\S]*has not answered/);
    await hands.screenshot('cancel-help');
    await press('Enter');
    await account.sent('cancelIncidentResponderRequest');
    assert.deepEqual(
      responders(name),
      asked.map((row) => row.replace('pending', 'user_cancelled')),
    );
    await isBackIn('Incidents');
    assert.equal(account.bodies('createIncidentResponderRequest').length, 1);
  });

  it('never asks for help twice by itself when the answer is lost, and says that it may have happened', async () => {
    const name = await first();
    account.sandbox.faults.set({ createIncidentResponderRequest: { kind: 'resetAfter' } });
    await hands.rowMenu('Incidents', name, 'Call and Inform…', 'Ask for Help…');
    await asks(/adaeze\.nwosu/);
    await check('Adaeze Nwosu');
    await asks(/Pages Adaeze Nwosu[\s\S]*Change before sending/);
    await press('Enter');
    await asks(/That did not work[\s\S]*Look whether it took effect before you try again/);
    await asks(/Adaeze Nwosu/);
    await hands.screenshot('ask-for-help-lost');
    assert.deepEqual(responders(name), ['Adaeze Nwosu: pending']);
    assert.equal(account.bodies('createIncidentResponderRequest').length, 1);
  });

  it('says that nobody is asked where nobody is', async () => {
    const name = await first();
    await hands.rowMenu('Incidents', name, 'Call and Inform…', 'Cancel Requests for Help…');
    await eventually(async () => assert.equal(await placeholder(), 'Nobody is asked who has not answered'));
    assert.equal(account.bodies('cancelIncidentResponderRequest').length, 0);
  });

  it('runs a workflow once, and again only when asked to', async () => {
    const name = await first();
    account.sandbox.faults.set({ startIncidentWorkflow: { kind: '502' } });
    await hands.rowMenu('Incidents', name, 'Call and Inform…', 'Run Workflow…');
    await asks(/May page or message people/);
    await hands.screenshot('run-workflow');
    await choose('Tell the stakeholders');
    await fails(/PagerDuty failed with status 502/);
    assert.equal(account.bodies('startIncidentWorkflow').length, 1);
    assert.match(await once('startIncidentWorkflow'), new RegExp(`"id":"${account.held(name).id}"`));
  });

  it('publishes a status update with a template, and loses no word when it fails', async () => {
    const name = await first();
    account.sandbox.faults.set({ createIncidentStatusUpdate: { kind: '500', times: 1 } });
    await focusRow(name);
    await runByKeys('Publish Status Update');
    await asks(/On which incident/);
    await choose(name);
    await asks(/Write It Yourself/);
    await hands.screenshot('status-update-template');
    await choose('First words');
    await asks(/We know about/);
    await choose('Email subject');
    await asks(/Subject of the emails/);
    await answer('The gateway is slow');
    await asks(/The gateway is slow[\s\S]*$/);
    await press('Enter');
    await asks(/That did not work[\s\S]*PagerDuty failed with status 500/);
    await asks(/We know about[\s\S]*The gateway is slow/);
    await hands.screenshot('status-update-failed');
    account.sandbox.log.clear();
    await press('Enter', 'Enter');
    const body = await account.sent('createIncidentStatusUpdate');
    assert.match(body, /"message":"We know about .* and work on it\."/);
    assert.match(body, /"subject":"The gateway is slow"/);
    await isBackIn('Incidents');
  });

  it('gives an incident a conference bridge, and offers it from then on', async () => {
    const name = await first();
    account.sandbox.faults.set({ updateIncidents: { kind: '500' } });
    await focusRow(name);
    await runByKeys('Conference Bridge');
    await asks(/Which incident’s conference bridge/);
    await choose(name);
    await asks(/Give a link or a phone number/);
    await typeText('our room');
    await asks(/Give a link \(https/);
    await press('Enter');
    assert.equal(account.bodies('updateIncidents').length, 0);
    await answer('https://meet.example.com/4185');
    await asks(/PagerDuty failed with status 500/);
    assert.equal(await hands.typed(), 'https://meet.example.com/4185');
    await hands.screenshot('bridge-failed');
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await press('Enter');
    assert.match(await account.sent('updateIncidents'), /"conference_url":"https:\/\/meet\.example\.com\/4185"/);
    await asksNothing();
    await isBackIn('Incidents');
    await hands.rowMenu('Incidents', name, 'Conference Bridge…');
    await asks(/Open the Conference[\s\S]*meet\.example\.com/);
  });
});

const placeholder = (): Promise<string | null> =>
  onScreen(({ page }) => page.locator('.quick-input-widget input:visible').first().getAttribute('placeholder'));
