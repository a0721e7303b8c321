import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands } from '../../support/hands.ts';
import { sandboxIncident, sandboxIncidents } from '../../support/sandboxIncidents.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { withSettings } from '../../support/setting.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

/** The page can be asked where the text of a terminal lies where the terminal is made of elements. */
const settings = { 'pagerduty.linkPrefixes': ['INC-'], 'terminal.integrated.gpuAcceleration': 'off' };

describe('Links in a terminal', () => {
  let sandbox: Sandbox;
  let terminal: vscode.Terminal | undefined;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
  });
  after(() => sandbox && closeTestAccount(sandbox));
  afterEach(async () => {
    terminal?.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  /** An incident of mine, which is loaded, and one that is in no list. */
  const incidents = async () => {
    const name = (await hands.rows('Incidents')).map((row) => /#\d+/.exec(row)?.[0]).find(Boolean);
    const [other] = sandboxIncidents(sandbox, 'resolved');
    return { loaded: sandboxIncident(sandbox, name ?? ''), other: other ?? assert.fail('None is resolved.') };
  };
  /** Prints lines in a real shell, each once, and waits until they are seen. */
  const print = async (...lines: readonly string[]) => {
    terminal = vscode.window.createTerminal({ name: 'Links', shellPath: '/bin/sh', env: { PS1: '$ ' } });
    terminal.show();
    // The words are put together by the shell, so that the line that is typed does not look like what it prints.
    const halves = lines.map((line) => `'${line.slice(0, 3)}''${line.slice(3)}'`);
    terminal.sendText(`clear; printf '%s\\n' ${halves.join(' ')}`);
    await eventually(async () => assert.ok((await shown()).includes(lines.at(-1) ?? ''), (await shown()).join('\n')));
  };
  const shown = () =>
    onScreen(async ({ page }) =>
      (await page.locator('.terminal-wrapper .xterm-rows > div').allInnerTexts()).map((line) =>
        line.replaceAll('\u00A0', ' ').trim(),
      ),
    );
  /** Points at the middle of a printed line, clicks with Ctrl held where the test says so, and tells what is underlined. */
  const pointAt = (line: string, click: boolean) =>
    onScreen(
      async ({ page }, wanted) => {
        const row = page.locator('.terminal-wrapper .xterm-rows > div').filter({ hasText: wanted.line }).last();
        const box = await row.locator('span').first().boundingBox();
        if (!box) throw new Error(`${wanted.line} is not seen.`);
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        await page.mouse.move(x - 3, y);
        await page.mouse.move(x, y);
        await page.waitForTimeout(400); // Links are looked for while the mouse rests.
        const underlined = await row.locator('.xterm-underline-1, span[style*="underline"]').allInnerTexts();
        if (wanted.click) {
          await page.keyboard.down('Control');
          await page.mouse.move(x + 1, y);
          await page.mouse.click(x + 1, y);
          await page.keyboard.up('Control');
        }
        return underlined.join('');
      },
      { line, click },
    );
  const showsPage = (name: string) =>
    eventually(() => {
      const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)).join();
      assert.ok(labels.includes(name), labels);
    });

  it('lead from the address of an incident, and from its number behind a prefix, to the incident', () =>
    withSettings(settings, async () => {
      const { loaded } = await incidents();
      await print(`INC-${loaded.name.slice(1)}`, loaded.url);
      await pointAt(`INC-${loaded.name.slice(1)}`, true);
      await showsPage(loaded.name);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await pointAt(loaded.url, true);
      await showsPage(loaded.name);
      await hands.screenshot('terminal-link');
    }));

  it('ask nobody about text that only looks alike', () =>
    withSettings(settings, async () => {
      const { other } = await incidents();
      const alike = ['INC-999999', 'https://acme.pagerduty.com/incidents/PSECRET123', other.url];
      await print(...alike);
      sandbox.log.clear();
      for (const line of alike) await pointAt(line, false);
      await pointAt('INC-999999', true);
      assert.deepEqual(
        sandbox.log.calls().filter(({ path }) => /incidents\/./.test(path)),
        [],
      );
      assert.deepEqual(
        vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs),
        [],
      );
    }));
});
