import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import type { AgentProcess } from '../../support/agentProcess.ts';
import { eventually } from '../../support/eventually.ts';
import { hands } from '../../support/hands.ts';
import { callAsOther } from '../../support/raiseIncident.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';
import { startWindowAgent } from '../../support/windowAgent.ts';

const view = 'Agent Activity';

describe('Agent Activity', () => {
  let sandbox: Sandbox;
  let agent: AgentProcess;
  const tag = () => [...sandbox.state.collection('tags').keys()][0] ?? assert.fail('There is no tag.');
  const deletes = () => sandbox.log.calls().filter(({ operationId }) => operationId === 'deleteTag').length;
  const showsRow = (text: RegExp) =>
    eventually(async () => {
      const rows = await hands.rows(view);
      assert.ok(
        rows.some((row) => text.test(row)),
        rows.join('\n'),
      );
    });

  before(async function () {
    if (!hasScreen() || process.platform === 'win32') return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
    agent = await startWindowAgent();
    await vscode.commands.executeCommand('pagerduty.agentActivity.focus');
  });
  after(async () => {
    await agent?.close();
    if (sandbox) await closeTestAccount(sandbox);
  });

  it('shows an agent of the terminal and what it does, in sentences', async () => {
    assert.equal((await agent.call('list_tags')).isError, false);
    await showsRow(/^stdio test.*terminal \d+/);
    await showsRow(/stdio test called list_tags: allowed, tags: guarded, [\d.]+ s/);
  });

  it('asks the person in the editor, by title, and sends after their yes', async () => {
    const name = String(sandbox.state.collection('tags').get(tag())?.label);
    const call = agent.call('delete_tag', { id: tag() });
    await showsRow(/wants to delete a tag/);
    await eventually(async () => {
      const messages = await hands.messages();
      assert.ok(
        messages.some((text) => text.includes(`delete a tag: “${name}”`)),
        messages.join('\n'),
      );
    });
    await hands.screenshot('agent-question');
    assert.equal(deletes(), 0);
    await hands.clickMessage('wants to delete a tag', 'Once');
    assert.equal((await call).text, 'Deleted.');
    assert.equal(deletes(), 1);
    await showsRow(/called delete_tag on \w+: allowed, tags: guarded, approved by you/);
  });

  it('sends nothing after a no', async () => {
    const call = agent.call('delete_tag', { id: tag() });
    await eventually(() => hands.clickMessage('wants to delete a tag', 'No'));
    assert.match((await call).text, /did not allow it/);
    assert.equal(deletes(), 1);
  });

  it('asks without making links of what strangers wrote', async () => {
    const label = '[Details](command:pagerduty.agent.stop)';
    const { tag: made } = await callAsOther(sandbox, 'POST', '/tags', { tag: { type: 'tag', label } });
    const call = agent.call('delete_tag', { id: made?.id ?? assert.fail('No tag was made.') });
    await eventually(async () => assert.match((await hands.messages()).join('\n'), /\[Details\] \(command:/));
    assert.equal(await onScreen(({ page }) => page.locator('.notification-toast-container a[href]').count()), 0);
    await hands.clickMessage('wants to delete a tag', 'No');
    await call;
  });

  it('stops all agents, says so, and resumes them', async () => {
    await vscode.commands.executeCommand('pagerduty.agent.stop');
    assert.match((await agent.call('list_tags')).text, /has stopped all agents/);
    await showsRow(/^All agents are stopped/);
    await hands.screenshot('agents-stopped');
    await vscode.commands.executeCommand('pagerduty.agent.resume');
    assert.equal((await agent.call('list_tags')).isError, false);
  });

  it('checks the audit', async () => {
    await vscode.commands.executeCommand('pagerduty.agent.verifyAudit');
    await eventually(async () => {
      const messages = await hands.messages();
      assert.ok(
        messages.some((text) => /\d+ records, none changed/.test(text)),
        messages.join('\n'),
      );
    });
  });

  it('ends a connection', async () => {
    const ended = new Promise<void>((resolve) => {
      agent.client.onclose = resolve;
    });
    await hands.rowMenu(view, 'terminal ', 'End Agent Connection…');
    await ended;
  });
});
