import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import {
  asks,
  asksNothing,
  choose,
  fails,
  focusRow,
  namesUnder,
  rowOf,
  runByKeys,
  useFlowAccount,
} from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { signInAsUser } from '../../support/testAccount.ts';

describe('Races', () => {
  const account = useFlowAccount();
  const first = async () => (await namesUnder('Triggered'))[0] ?? assert.fail('Nothing is triggered.');
  const wished = () =>
    account.bodies('updateIncidents').map((body) => /"status":"(\w+)"/.exec(JSON.stringify(body))?.[1]);

  /** Resolves while the acknowledgement is on its way. */
  const acknowledgeAndResolve = async (name: string) => {
    await eventually(async () => {
      await focusRow(name); // A key that meets a repaint of the tree is refused.
      await press('Shift+A');
      await eventually(async () => assert.match(await rowOf(name), /acknowledging…/), 1000);
    });
    await focusRow(name);
    await press('Shift+R');
  };

  it('of two acts on one row are sent in their order, and end as wished last', async () => {
    const name = await first();
    account.sandbox.faults.set({ updateIncidents: { kind: 'latency', ms: 1200 } });
    await acknowledgeAndResolve(name);
    await eventually(async () => assert.match(await rowOf(name), /resolving…|^$/));
    await account.sent('updateIncidents', 2);
    assert.deepEqual(wished(), ['acknowledged', 'resolved']);
    assert.equal(account.held(name).status, 'resolved');
    await eventually(async () => assert.equal(await rowOf(name), ''));
  });

  it('of an act and another that fails leave the row as PagerDuty has it', async () => {
    const name = await first();
    account.sandbox.faults.set({
      updateIncidents: [
        { kind: 'latency', ms: 1000 },
        { kind: '500', skip: 1 },
      ],
    });
    await acknowledgeAndResolve(name);
    await fails(/PagerDuty failed with status 500/);
    assert.equal(account.held(name).status, 'acknowledged');
    await eventually(async () => assert.ok((await namesUnder('Acknowledged')).includes(name)));
    assert.doesNotMatch(await rowOf(name), /resolving/);
  });

  it('of an act and a refresh never turn the row back', async () => {
    const name = await first();
    account.sandbox.faults.set({ updateIncidents: { kind: 'latency', ms: 1500 } });
    await focusRow(name);
    await press('Shift+A');
    await eventually(async () => assert.ok((await namesUnder('Acknowledged')).includes(name)));
    await vscode.commands.executeCommand('pagerduty.incidents.refresh');
    for (let look = 0; account.held(name).status === 'triggered' || look < 5; look++) {
      assert.ok((await namesUnder('Acknowledged')).includes(name), (await hands.rows('Incidents')).join('\n'));
      assert.ok(look < 200);
    }
    await account.sent('updateIncidents');
    await eventually(async () => assert.doesNotMatch(await rowOf(name), /acknowledging/));
    assert.ok((await namesUnder('Acknowledged')).includes(name));
  });

  it('of Enter and Enter page people once', async () => {
    const name = await first();
    account.sandbox.faults.set({ updateIncidents: { kind: 'latency', ms: 300 } });
    await focusRow(name);
    await press('Shift+G');
    await asks(/Several People[\s\S]*adaeze\.nwosu/);
    await typeText('Adaeze Nwosu');
    await asks(/Adaeze Nwosu[\s\S]*Pages Adaeze/);
    await press('Enter', 'Enter');
    await account.sent('updateIncidents');
    await eventually(async () => assert.equal(await rowOf(name), ''));
    assert.equal(account.bodies('updateIncidents').length, 1);
  });

  it('of an escalation whose answer is lost say so, and do not repeat it', async () => {
    const name = await first();
    account.sandbox.faults.set({ updateIncidents: { kind: 'resetAfter' } });
    await focusRow(name);
    await press('Shift+E');
    await asks(/Level 2/);
    await choose('Level 2');
    await fails(/broke before the answer was whole.*; look whether it took effect before you try again\.$/);
    await hands.screenshot('escalate-lost');
    assert.equal(account.bodies('updateIncidents').length, 1);
    await eventually(async () => assert.equal(await rowOf(name), '')); // The truth: others have it now.
  });

  it('of a created incident whose answer is lost end with one incident, however often it is tried', async () => {
    const titled = () =>
      [...account.sandbox.state.collection('incidents').values()].filter(({ title }) => title === 'Checkout is slow');
    account.sandbox.faults.set({ createIncident: { kind: 'resetAfter', times: 1 } });
    await focusRow(await first());
    await runByKeys('Create Incident');
    await asks(/Cart Service/);
    await choose('Checkout API');
    await asks(/in one line/);
    await typeText('Checkout is slow');
    await press('Enter');
    await asks(/Pages /);
    await press('Enter', 'Enter');
    await asks(/That did not work[\s\S]*Look whether it took effect before you try again/);
    assert.equal(account.bodies('createIncident').length, 1);
    assert.equal(titled().length, 1);
    await press('Enter');
    await asksNothing();
    assert.equal(titled().length, 1);
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    await eventually(() => assert.ok(tabs().some((label) => label.includes('Checkout is slow'))));
  });

  it('of a sign-out and an open form send nothing, and keep what was told', async () => {
    await focusRow(await first());
    await runByKeys('Create Incident');
    await asks(/Cart Service/);
    await choose('Checkout API');
    await asks(/in one line/);
    await typeText('Checkout is slow');
    await press('Enter');
    await asks(/Pages /);
    await vscode.commands.executeCommand('pagerduty.signOut');
    await press('Enter');
    await asks(/That did not work[\s\S]*account/);
    await asks(/Checkout is slow/);
    await hands.screenshot('signed-out-meanwhile');
    assert.equal(account.bodies('createIncident').length, 0);
    await press('Escape');
    await signInAsUser();
  });
});
