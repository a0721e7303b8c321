import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { asks, asksNothing, useFlowAccount } from '../../support/flows.ts';
import { hands, press } from '../../support/hands.ts';

describe('Schedules that are made of rotations', () => {
  const account = useFlowAccount();
  afterEach(async () => {
    await hands.runCommand('PagerDuty: List On-Calls By');
    await hands.pick('By Escalation Policy');
  });
  const rows = () => hands.rows('On-Calls');
  const firstShift = async (): Promise<string> => {
    const all = await rows();
    const place = all.findIndex((row) => row.includes('Release Nights'));
    return all[place + 1]?.trim() ?? '';
  };

  it('stand beside the others with their coming days, and a shift of them can be taken', async () => {
    await hands.runCommand('PagerDuty: List On-Calls By');
    await hands.pick('By Schedule');
    for (const view of ['Incidents', 'Services', 'Agent Activity']) await hands.foldView(view); // Room for all rows.
    await eventually(async () => assert.match((await rows()).join('\n'), /Release Nights/), 20_000);
    await vscode.commands.executeCommand('pagerduty.onCalls.focus');
    await hands.unfold('On-Calls', 'Release Nights');
    await eventually(
      async () => assert.match(await firstShift(), /Sofia Papadaki|Elias Nygaard|Nobody is on call/),
      20_000,
    );
    assert.doesNotMatch((await rows()).find((row) => row.includes('Release Nights')) ?? '', /in no escalation policy/);
    const [, times = ''] = /\n\s+(?:Sofia Papadaki|Elias Nygaard) ([^(]+) \(/.exec((await rows()).join('\n')) ?? [];
    assert.notEqual(times, '');
    await hands.screenshot('schedule-of-rotations');
    await hands.rowMenu('On-Calls', times, 'Take This Shift…');
    await asks(/You are on call instead of (Sofia Papadaki|Elias Nygaard)/);
    await press('Enter');
    const body = await account.sent('createScheduleOverridesV3');
    assert.match(body, /"overriding_member":\{"type":"user_member","user_id":"\w+"\}/);
    await asksNothing();
    await eventually(async () => assert.match((await rows()).join('\n'), /Maya Lindqvist you/), 20_000);
  });
});
