import assert from 'node:assert/strict';
import { eventually } from '../../support/eventually.ts';
import { hands } from '../../support/hands.ts';
import { hasScreen } from '../../support/screen.ts';

describe('Sample account', () => {
  before(function () {
    if (!hasScreen()) this.skip();
  });

  it('opens from the welcome text, without a token', async () => {
    await hands.openContainer('On-Call');
    await hands.clickWelcome('Incidents', 'Explore the Sample Account');
    await eventually(async () => assert.ok((await hands.rows('Incidents')).some((row) => /#\d+/.test(row))), 20_000);
    await eventually(async () => assert.match((await hands.rows('On-Calls')).join('\n'), /on call/));
    await eventually(async () => assert.ok((await hands.rows('Services')).length > 3));
    await hands.screenshot('sample-account');
  });

  it('has no pages to open, and says so', async () => {
    await hands.rowMenu('Services', '', 'Open in PagerDuty');
    await eventually(async () => assert.match((await hands.messages()).join('\n'), /sample account has no web pages/));
    await hands.clickMessage('no web pages', 'OK');
  });

  it('is left by a command', async () => {
    await hands.runCommand('PagerDuty: Leave the Sample Account');
    await eventually(async () => assert.match(await hands.welcome('Incidents'), /Explore the Sample Account/));
  });
});
