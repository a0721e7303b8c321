import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import {
  answer,
  asks,
  check,
  choose,
  fails,
  focusRow,
  isBackIn,
  namesUnder,
  rowOf,
  runByKeys,
  selectRows,
  useFlowAccount,
  write,
} from '../../support/flows.ts';
import { hands, press } from '../../support/hands.ts';
import { sandboxIncident } from '../../support/sandboxIncidents.ts';

const slowFailure = [{ kind: 'latency', ms: 400 }, { kind: '500' }] as const;

describe('Handing incidents over and ending them', () => {
  const account = useFlowAccount();
  const triggered = async (count: number) => {
    const names = (await namesUnder('Triggered')).slice(0, count);
    assert.equal(names.length, count);
    return names;
  };
  const idOf = (name: string) => sandboxIncident(account.sandbox, name).id;
  const statuses = (names: readonly string[]) => names.map((name) => account.held(name).status);
  const policyOf = (name: string) => (account.held(name).escalation_policy as { readonly summary: string }).summary;
  const countIds = (body: string, names: readonly string[]) => names.filter((name) => body.includes(idOf(name))).length;

  it('acts by key on the row in focus, not on another that is selected, and opens nothing', async () => {
    const [selected = '', focused = ''] = await triggered(2);
    await hands.clickRow('Incidents', selected);
    await eventually(async () => assert.match((await tabs()).join(), new RegExp(selected)));
    await focusRow(focused);
    await press('Shift+A');
    assert.equal(countIds(await account.sent('updateIncidents'), [focused]), 1);
    assert.deepEqual(statuses([selected, focused]), ['triggered', 'acknowledged']);
    assert.deepEqual(
      (await tabs()).filter((label) => label.includes(focused)),
      [],
    );
    await focusRow(selected);
    await press('Shift+A');
    await account.sent('updateIncidents', 2);
    assert.equal(account.held(selected).status, 'acknowledged');
  });

  it('merges several into one in one call, all by keys, and shows the truth when it fails', async () => {
    const [target = '', ...sources] = await triggered(3);
    account.sandbox.faults.set({ mergeIncidents: slowFailure });
    await focusRow(target);
    await runByKeys('Merge Into');
    await asks(/Which incidents do you merge/);
    await check(...sources);
    await asks(/Merge 2 incidents into which\?/);
    await hands.screenshot('merge');
    await choose(target);
    await eventually(async () => assert.match(await rowOf(sources[0] ?? ''), /merging…/));
    await fails(/PagerDuty failed with status 500/);
    await isBackIn('Incidents');
    assert.deepEqual(statuses(sources), ['triggered', 'triggered']);
    await eventually(async () => assert.doesNotMatch(await rowOf(sources[0] ?? ''), /merging…/));
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    assert.equal(countIds(await account.sent('mergeIncidents'), sources), 2);
    assert.deepEqual(statuses(sources), ['resolved', 'resolved']);
    await eventually(async () => assert.deepEqual(await namesUnder('Triggered'), [target]));
  });

  it('reassigns several to people in one call, from the menu', async () => {
    const names = await triggered(2);
    await selectRows(names);
    await hands.rowMenu('Incidents', names[1] ?? '', 'Hand Over…', 'Reassign…');
    await asks(/Several People/);
    await choose('Several People');
    await asks(/adaeze\.nwosu/);
    await check('Adaeze Nwosu', 'Tomasz');
    const body = await account.sent('updateIncidents');
    assert.equal(countIds(body, names), 2);
    assert.equal(body.match(/"assignee"/g)?.length, 4);
    await eventually(() => {
      for (const who of [/Adaeze/, /Tomasz/])
        assert.match(JSON.stringify(account.held(names[0] ?? '').assignments), who);
    });
  });

  it('escalates several of one policy in one call, and says so where they are of more', async () => {
    const names = await triggered(2);
    await selectRows(names);
    await press('Shift+E');
    await asks(/Level 2/);
    await choose('Level 2');
    const body = await account.sent('updateIncidents');
    assert.equal(countIds(body, names), 2);
    assert.match(body, /"escalation_level":2/);
    await isBackIn('Incidents');
    await runByKeys('Escalate');
    await asks(/Which incidents do you escalate/);
    const [other = ''] = await namesUnder('Triggered');
    const payments = (await namesUnder('Acknowledged')).find((name) => policyOf(name) === 'Payments') ?? '';
    await check(other, payments);
    await fails(/^Incidents of one escalation policy can be escalated together: choose fewer\.$/);
    await hands.clickMessage('Incidents of one', 'OK');
  });

  it('resolves several with one line, and loses the line never', async () => {
    const names = await triggered(2);
    account.sandbox.faults.set({ updateIncidents: { kind: '500' } });
    await selectRows(names);
    await hands.rowMenu('Incidents', names[0] ?? '', 'Resolve with Note…');
    await write('Restarted the ingress');
    await press('Control+Enter', 'Control+Enter');
    await fails(/PagerDuty failed with status 500/);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'Restarted the ingress');
    await hands.screenshot('resolve-with-note-failed');
    assert.deepEqual(statuses(names), ['triggered', 'triggered']);
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    const body = await account.sent('updateIncidents');
    assert.equal(body.match(/Restarted the ingress/g)?.length, 2);
    await eventually(() => assert.equal(vscode.window.activeTextEditor, undefined));
    assert.deepEqual(statuses(names), ['resolved', 'resolved']);
  });

  it('reopens several that were resolved in one call, and says before whom that pages', async () => {
    const names = await triggered(2);
    await selectRows(names);
    await press('Shift+R');
    await account.sent('updateIncidents');
    account.sandbox.log.clear();
    await focusRow((await namesUnder('Acknowledged'))[0] ?? '');
    await runByKeys('Reopen');
    await asks(/Resolved in the last 24 hours|Which incidents do you reopen/);
    await check(...names);
    await asks(/Reopen 2 incidents[\s\S]*Pages you/);
    await press('Enter');
    assert.equal(countIds(await account.sent('updateIncidents'), names), 2);
    await eventually(async () => assert.equal((await namesUnder('Triggered')).length, 3));
    assert.deepEqual(statuses(names), ['triggered', 'triggered']);
    await isBackIn('Incidents');
  });

  it('snoozes until a time that is typed, and wakes it with another in one call', async () => {
    const [name = ''] = await triggered(1);
    await focusRow(name);
    await press('Shift+S');
    await asks(/Until Another Time/);
    await choose('Until Another Time');
    await asks(/Until when, or for how long/);
    await answer('8d');
    await asks(/PagerDuty snoozes for a week at most/);
    assert.equal(account.bodies('snoozeIncident').length, 0);
    account.sandbox.faults.set({ snoozeIncident: { kind: 'latency', ms: 800 } });
    await answer('tomorrow 9:00');
    await eventually(async () => assert.match(await rowOf(name), /snoozing….*snoozed until/));
    assert.match(await account.sent('snoozeIncident'), /"duration":\d{4,6}\}/);
    await isBackIn('Incidents');
    await eventually(async () => assert.ok((await namesUnder('Acknowledged')).includes(name)));
    const other = (await namesUnder('Acknowledged')).find((row) => row !== name) ?? '';
    await hands.clickRow('Incidents', name);
    await hands.clickRow('Incidents', other, ['Control']);
    await hands.rowMenu('Incidents', other, 'Trigger Again (End Snooze)…');
    await asks(/Trigger 2 incidents Again[\s\S]*Pages you/);
    await press('Enter');
    const body = await account.sent('updateIncidents');
    assert.equal(body.match(/"status":"triggered"/g)?.length, 2);
    await eventually(async () => assert.ok((await namesUnder('Triggered')).includes(name)));
  });

  it('acts on rows by the buttons that they show under the mouse', async () => {
    const [one = '', two = ''] = await triggered(2);
    await hands.rowAction('Incidents', one, 'Acknowledge');
    await account.sent('updateIncidents');
    await hands.rowAction('Incidents', two, 'Resolve');
    await account.sent('updateIncidents', 2);
    assert.deepEqual(statuses([one, two]), ['acknowledged', 'resolved']);
    await hands.rowAction('Incidents', one, 'Snooze…');
    await asks(/24 hours/);
    await choose('1 hour');
    assert.match(await account.sent('snoozeIncident'), /3600/);
  });
});

const tabs = async (): Promise<readonly string[]> =>
  vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
