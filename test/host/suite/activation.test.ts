import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands } from '../../support/hands.ts';
import { hasScreen } from '../../support/screen.ts';
import { closeTestAccount, extensionId, openTestAccount } from '../../support/testAccount.ts';

const extension = () => vscode.extensions.getExtension(extensionId) ?? assert.fail('The extension is not there.');

interface Contributed {
  readonly commands: readonly { readonly command: string }[];
  readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
}

/** VS Code makes these for each view. */
const madeByView = ['focus', 'open', 'removeView', 'resetViewLocation', 'toggleVisibility'];

describe('Activation', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await openTestAccount();
  });
  after(() => closeTestAccount(sandbox));

  it('comes by itself once the window has started, so that nobody has to look to be told', () =>
    eventually(() => assert.equal(extension().isActive, true), 20_000));

  it('has a handler for each command of the manifest, and none beside them', async () => {
    await extension().activate();
    const { commands, views }: Contributed = extension().packageJSON.contributes;
    const ids = Object.values(views).flatMap((group) => group.map(({ id }) => id));
    const made = new Set(ids.flatMap((id) => madeByView.map((command) => `${id}.${command}`)));
    const all = await vscode.commands.getCommands(true);
    const handled = all.filter((id) => id.startsWith('pagerduty.') && !made.has(id));
    assert.deepEqual([...new Set(handled)].sort(), commands.map(({ command }) => command).sort());
  });

  it('gives nothing to other extensions', async () => {
    assert.equal(await extension().activate(), undefined);
  });

  it('asks to sign in, or to look at the sample account', async function () {
    if (!hasScreen()) return this.skip();
    await hands.openContainer('On-Call');
    const text = await eventually(async () => {
      const welcome = await hands.welcome('Incidents');
      assert.match(welcome, /Sign In[\s\S]*Explore the Sample Account/);
      return welcome;
    });
    assert.match(text, /sent to PagerDuty only/);
    assert.match(await hands.welcome('On-Calls'), /sign in or explore the sample account/);
    assert.match(await hands.welcome('Services'), /sign in or explore the sample account/);
    await hands.screenshot('welcome');
  });

  it('asks nobody anything while nobody is signed in', () => assert.deepEqual(sandbox.log.calls(), []));
});
