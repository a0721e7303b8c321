import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands } from '../../support/hands.ts';
import { callAsOther } from '../../support/raiseIncident.ts';
import { sandboxIncidents } from '../../support/sandboxIncidents.ts';
import { hasScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

describe('Being told of shifts and escalations', () => {
  let sandbox: Sandbox;
  let me: string;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    me = sandbox.state.collection('users').values().next().value?.id ?? assert.fail('No users.');
    await signInAsUser();
  });
  after(() => sandbox && closeTestAccount(sandbox));
  afterEach(() => vscode.commands.executeCommand('notifications.clearAll'));

  const run = (command: string) => vscode.commands.executeCommand(`pagerduty.${command}`);
  const told = async (text: RegExp) => assert.match((await hands.messages()).join('\n'), text);

  it('tells when a shift begins, and when it ends though nobody looks at who is on call', async () => {
    const schedule = [...sandbox.state.collection('schedules').values()].find(
      ({ name }) => name === 'Payments Secondary',
    );
    await run('onCalls.refresh');
    const [start, end] = [-1000, 6000].map((ms) => new Date(Date.now() + ms).toISOString());
    const overrides = [{ start, end, user: { id: me, type: 'user_reference' } }];
    await callAsOther(sandbox, 'POST', `/schedules/${schedule?.id}/overrides`, { overrides });
    await run('onCalls.refresh');
    await eventually(() => told(/^You are on call now until .+: Payments Secondary$/));
    await hands.screenshot('told-shift');
    await hands.clickMessage('You are on call now', 'Show');
    await eventually(async () => {
      await run('incidents.refresh');
      await told(/^Your shift has ended: Payments Secondary$/);
    });
  });

  it('tells of what was escalated to me', async () => {
    const theirs =
      sandboxIncidents(sandbox, 'triggered').find(({ assigneeIds }) => !assigneeIds.includes(me)) ??
      assert.fail('All are mine.');
    await run('incidents.refresh');
    const assignments = [{ assignee: { id: me, type: 'user_reference' } }];
    await callAsOther(sandbox, 'PUT', `/incidents/${theirs.id}`, { incident: { type: 'incident', assignments } });
    await run('incidents.refresh');
    await eventually(() => told(new RegExp(`^Escalated to you: ${theirs.name} `)));
    await hands.clickMessage('Escalated to you', 'Acknowledge');
    await eventually(() => assert.ok(sandboxIncidents(sandbox, 'acknowledged').some(({ id }) => id === theirs.id)));
  });
});
