import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { browserMemory } from '../../support/browserMemory.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press } from '../../support/hands.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signIn } from '../../support/testAccount.ts';

const message = () => onScreen(({ page }) => page.locator('.quick-input-message:visible').innerText());
const typed = () => onScreen(({ page }) => page.locator('.quick-input-widget input:visible').inputValue());

/** VS Code keeps all secrets as one encrypted text in the browser; this is its size for no secrets, `{}`. */
const emptySize = 84;
const secretSize = () => onScreen(({ page }) => page.evaluate<number>(`localStorage['secrets.provider']?.length ?? 0`));

describe('Signing in', () => {
  let sandbox: Sandbox;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
  });
  after(() => sandbox && closeTestAccount(sandbox));

  const userCalls = () => sandbox.log.calls().filter(({ operationId }) => operationId === 'getCurrentUser');
  const incidentsAreShown = () =>
    eventually(async () => assert.match((await hands.rows('Incidents')).join('\n'), /#\d+/));

  it('tells in one sentence that a token is not accepted, and keeps what was typed', async () => {
    await signIn('mistyped-token');
    await eventually(async () =>
      assert.match(await message(), /^PagerDuty does not accept this token.*sign in with a valid one\.$/),
    );
    assert.equal(await typed(), 'mistyped-token');
    assert.equal(userCalls().length, 1);
    await hands.screenshot('sign-in-refused');
  });

  it('shows the incidents once the token is mended', async () => {
    await hands.type('sandbox-user-key');
    await incidentsAreShown();
    assert.equal(userCalls().at(-1)?.status, 200);
  });

  it('keeps the token in secret storage alone', async () => {
    await eventually(async () => assert.match(await browserMemory(), /pagerduty\.accounts/));
    const isKept = (await browserMemory()).includes('sandbox-user-key');
    assert.ok(!isKept, 'The token lies in the clear.');
    assert.ok((await secretSize()) > emptySize);
  });

  it('removes everything when signing out', async () => {
    await hands.runCommand('PagerDuty: Sign Out');
    await eventually(async () => assert.match(await hands.welcome('Incidents'), /Sign In/));
    await eventually(async () =>
      assert.ok(!/pagerduty\.(token|account|accounts|note|text|page|followed)\b/.test(await browserMemory())),
    );
    await eventually(async () => assert.ok((await secretSize()) <= emptySize));
    assert.deepEqual(await hands.statusBar().then((texts) => texts.filter((text) => /call/.test(text))), []);
  });

  it('asks whom an account’s key acts for, and checks it', async () => {
    await signIn('sandbox-account-key');
    await eventually(async () => assert.match(await message(), /Whom does it act for/));
    await hands.type('nobody@example.com');
    await eventually(async () => assert.match(await message(), /nobody@example\.com/));
    assert.equal(await typed(), 'nobody@example.com');
    await hands.screenshot('sign-in-from');
    await hands.type(sandbox.account.from);
    await incidentsAreShown();
    await hands.runCommand('PagerDuty: Sign Out');
  });

  it('changes nothing when the person leaves the question', async () => {
    sandbox.log.clear();
    await hands.runCommand('PagerDuty: Sign In');
    await press('Escape');
    await eventually(async () => assert.match(await hands.welcome('Incidents'), /Sign In/));
    assert.deepEqual(sandbox.log.calls(), []);
  });
});
