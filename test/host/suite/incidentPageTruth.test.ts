import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { answer, asks, choose, fails, useFlowAccount } from '../../support/flows.ts';
import { hands, press } from '../../support/hands.ts';
import { button, focusTitle, gatewayIncident, openPage, shows, tellsUndo } from '../../support/incidentPageFlows.ts';
import { page } from '../../support/incidentPageHands.ts';

describe('Acting from the incident page against odds', () => {
  const account = useFlowAccount();
  const incident = () => gatewayIncident(account);
  const open = (wanted = incident()) => openPage(wanted);

  it('tells the truth when an act fails, and retries it', async () => {
    await open();
    account.sandbox.faults.set({ updateIncidents: [{ kind: 'latency', ms: 400 }, { kind: '500' }] });
    await focusTitle();
    await press('Shift+A');
    await shows('.state', /Acknowledging…/);
    await fails(/^PagerDuty failed with status 500; try again in a moment\.$/);
    await shows('.state', /Triggered/);
    account.sandbox.faults.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    await shows('.state', /Acknowledged/);
  });

  it('is changed no more once it is resolved, but for reopening', async () => {
    await open();
    Object.assign(incident(), { status: 'resolved', resolved_at: new Date().toISOString(), assignments: [] });
    await page.press(button('refresh'));
    await shows('.state', /Resolved/);
    for (const act of ['incident.acknowledge', 'incident.resolve', 'incident.setPriority', 'incident.setTitle'])
      assert.equal(await page.exists(button(act)), false, act);
    await page.click(button('incident.act'));
    const offered = (await hands.pickEntries()).join('\n');
    assert.match(offered, /Reopen…/);
    assert.doesNotMatch(offered, /Acknowledge|Escalate|Snooze/);
  });

  it('sends nothing that was begun to another account, and forgets the way back', async () => {
    await open();
    await focusTitle();
    await press('Shift+P');
    await choose('P5');
    await tellsUndo(/priority P5/);
    await page.click(button('incident.setTitle'));
    await asks(/Press 'Enter' to rename|Press Enter to rename/);
    account.sandbox.log.clear();
    await vscode.commands.executeCommand('pagerduty.signOut');
    await eventually(async () => assert.match(await page.text('article'), /^Sign in to see this incident/));
    await answer('Of another account');
    await asks(/The account was changed meanwhile: begin again/);
    await press('Escape');
    assert.equal(account.bodies('updateIncidents').length, 0);
    assert.ok(!(await hands.statusBar()).some((text) => text.includes('Undo')));
  });
});
