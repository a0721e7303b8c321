import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands } from '../../support/hands.ts';
import { hasScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signIn, signInAsUser } from '../../support/testAccount.ts';

const rowsText = async (view: string) => (await hands.rows(view)).join('\n');

describe('Failures', () => {
  let sandbox: Sandbox;
  beforeEach(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
  });
  afterEach(() => sandbox && closeTestAccount(sandbox));

  it('of the first load are rows that can be chosen to try again, and no messages', async () => {
    const fault = { kind: '500' } as const;
    sandbox.faults.set({ listIncidents: fault, listOnCalls: fault, listServices: fault });
    await signIn('sandbox-user-key');
    await eventually(async () => {
      assert.match(await rowsText('Incidents'), /Incidents could not be loaded/);
      assert.match(await rowsText('On-Calls'), /On-calls could not be loaded/);
      assert.match(await rowsText('Services'), /Services could not be loaded/);
    }, 30_000);
    assert.deepEqual(await hands.messages(), []);
    await hands.screenshot('load-failed');
    sandbox.faults.clear();
    for (const view of ['Incidents', 'On-Calls', 'Services']) await hands.clickRow(view, 'could not be loaded');
    await eventually(async () => assert.match(await rowsText('Incidents'), /#\d+/));
    await eventually(async () => assert.doesNotMatch(await rowsText('On-Calls'), /could not/));
    await eventually(async () => assert.doesNotMatch(await rowsText('Services'), /could not/));
  });

  it('of a later load keep the rows, and say so in one', async () => {
    await signInAsUser();
    const firstNames = async () => ((await rowsText('Incidents')).match(/#\d+/g) ?? []).slice(0, 3);
    const before = await firstNames();
    sandbox.faults.set({ listIncidents: { kind: 'notJson' } });
    await vscode.commands.executeCommand('pagerduty.incidents.refresh');
    await eventually(async () => assert.match(await rowsText('Incidents'), /Could not refresh/));
    assert.deepEqual(await firstNames(), before);
    assert.deepEqual(await hands.messages(), []);
  });

  it('of an act turn the row back to the truth, and are told once with a retry', async () => {
    await signInAsUser();
    const name = /#\d+/.exec(await rowsText('Incidents'))?.[0] ?? '';
    sandbox.faults.set({ updateIncidents: { kind: '500' } });
    await hands.rowAction('Incidents', name, 'Acknowledge');
    await eventually(
      async () => assert.match((await hands.messages()).join('\n'), /PagerDuty failed with status 500/),
      20_000,
    );
    assert.equal((await hands.messages()).length, 1);
    await eventually(async () => {
      const rows = await hands.rows('Incidents');
      const acknowledged = rows.findIndex((row) => row.startsWith('Acknowledged'));
      const place = rows.findIndex((row) => row.includes(name));
      assert.ok(place > 0 && (acknowledged < 0 || place < acknowledged), rows.join('\n'));
    });
    await hands.screenshot('acknowledge-failed');
    sandbox.faults.clear();
    await hands.clickMessage('PagerDuty failed', 'Retry');
    const told = () => sandbox.log.calls().findLast(({ operationId }) => operationId === 'updateIncidents');
    await eventually(() => assert.equal(told()?.status, 200));
    await eventually(async () => assert.deepEqual(await hands.messages(), []));
  });

  it('are told each, also where the message of the one before was put aside by Escape', async () => {
    await signInAsUser();
    const name = /#\d+/.exec(await rowsText('Incidents'))?.[0] ?? '';
    const isTold = (text: RegExp) =>
      eventually(async () => assert.match((await hands.messages()).join('\n'), text), 20_000);
    sandbox.faults.set({ updateIncidents: { kind: '500' } });
    await hands.rowAction('Incidents', name, 'Acknowledge');
    await isTold(/failed with status 500/);
    await vscode.commands.executeCommand('notifications.hideToasts');
    await eventually(async () => assert.deepEqual(await hands.messages(), []));
    sandbox.faults.set({ updateIncidents: { kind: '503' } });
    await hands.rowAction('Incidents', name, 'Resolve');
    await isTold(/failed with status 503/);
    await hands.rowAction('Incidents', name, 'Resolve');
    const calls = () => sandbox.log.calls().filter(({ operationId }) => operationId === 'updateIncidents').length;
    await eventually(() => assert.equal(calls(), 3 * 3, 'three acts, each tried three times'), 20_000);
    await eventually(async () =>
      assert.equal((await hands.messages()).filter((text) => text.includes('503')).length, 1, 'the same is told once'),
    );
  });

  it('of a token that is no longer accepted say to sign in', async () => {
    await signInAsUser();
    const tokens = [{ kind: 'key', owner: 'user', secret: 'another-key' }] as const;
    sandbox.dispose();
    sandbox = await openTestAccount({ port: Number(new URL(sandbox.origin).port), tokens });
    await vscode.commands.executeCommand('pagerduty.incidents.refresh');
    await eventually(async () => assert.match(await rowsText('Incidents'), /does not accept this token/));
    assert.deepEqual(await hands.messages(), []);
    await hands.clickRow('Incidents', 'does not accept this token');
    await hands.type('another-key');
    await eventually(async () => assert.doesNotMatch(await rowsText('Incidents'), /does not accept this token/));
    assert.match(await rowsText('Incidents'), /#\d+/);
  });
});
