import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AgentProcess } from '../../support/agentProcess.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { hasScreen } from '../../support/screen.ts';
import { inFirst, inSecond, openTwoAccounts, showsIncident, type TwoAccounts } from '../../support/twoAccounts.ts';
import { startWindowAgent } from '../../support/windowAgent.ts';

const view = 'Agent Activity';

/** Types until the entry is the first one, and takes it. */
const take = async (entry: string): Promise<void> => {
  await eventually(async () => assert.ok((await hands.pickEntries()).length > 1));
  await typeText(entry);
  await eventually(async () => assert.ok((await hands.pickEntries())[0]?.startsWith(entry)));
  await press('Enter');
};

describe('An agent, when the account is switched,', () => {
  let accounts: TwoAccounts;
  let agent: AgentProcess;
  const switchTo = async (incident: string): Promise<void> => {
    await vscode.commands.executeCommand('pagerduty.account.switch');
    await showsIncident(incident);
  };
  const activity = async (): Promise<string> => (await hands.rows(view)).join('\n');

  before(async function () {
    if (!hasScreen() || process.platform === 'win32') return this.skip();
    accounts = await openTwoAccounts();
    agent = await startWindowAgent();
    await vscode.commands.executeCommand('pagerduty.agentActivity.focus');
  });
  after(async () => {
    await agent?.close();
    await accounts?.close();
  });

  it('works on the account that the person is on, and is told of the change', async () => {
    const list = async () => (await agent.call('list_incidents', { statuses: ['triggered'] })).text;
    let told = 0;
    agent.client.fallbackNotificationHandler = async () => void told++;
    assert.ok((await list()).includes(inSecond));
    await switchTo(inFirst);
    const text = await list();
    assert.ok(text.includes(inFirst) && !text.includes(inSecond));
    await eventually(() => assert.ok(told > 0));
  });

  it('loses what it was allowed for an hour', async () => {
    await hands.runCommand('PagerDuty: Let Agents Do More for an Hour…');
    await take('tags');
    await take('full');
    await eventually(async () => assert.match(await activity(), /More access until/));
    await switchTo(inSecond);
    await eventually(async () => assert.doesNotMatch(await activity(), /More access until/));
  });

  it('gets no yes for the other account: its question ends', async () => {
    const { first, second } = accounts;
    const [tag = assert.fail('There is no tag.')] = second.state.collection('tags').keys();
    const answer = agent.call('delete_tag', { id: tag });
    await eventually(async () => assert.match((await hands.messages()).join('\n'), /delete/i));
    await switchTo(inFirst);
    assert.deepEqual(await answer, { text: 'delete_tag was cancelled.', note: '', isError: true });
    await hands.clickMessage('elete', 'Once');
    await agent.call('list_tags');
    for (const { log } of [first, second])
      assert.deepEqual(
        log.calls().filter(({ operationId }) => operationId === 'deleteTag'),
        [],
      );
  });
});
