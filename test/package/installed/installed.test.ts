import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { hands } from '../../support/hands.ts';
import { closeTestAccount, extensionId, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

describe('The installed package', () => {
  it('is what runs, not the source folder', () => {
    const extension = vscode.extensions.getExtension(extensionId) ?? assert.fail('The extension is not installed.');
    assert.match(extension.extensionPath, /extensions\/oncall-for-pagerduty\.oncall-for-pagerduty-[\d.]+/);
  });

  it('signs in and acknowledges an incident', async () => {
    const sandbox = await openTestAccount({ standing: true });
    try {
      await signInAsUser();
      const triggered = (await hands.rows('Incidents')).flatMap((row) => /^ {2}(#\d+)/.exec(row)?.[1] ?? []);
      const name = triggered[0] ?? assert.fail('Nothing is triggered.');
      await hands.rowAction('Incidents', name, 'Acknowledge');
      await eventually(() => {
        const sent = sandbox.log.calls().filter(({ operationId }) => operationId === 'updateIncidents');
        assert.equal(sent.length, 1);
      });
    } finally {
      await closeTestAccount(sandbox);
    }
  });

  it('opens its sample account', async () => {
    await hands.runCommand('PagerDuty: Explore the Sample Account');
    await eventually(async () => assert.ok((await hands.rows('Services')).length > 3));
    await hands.screenshot('installed-sample-account');
  });
});
