import assert from 'node:assert/strict';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { type Editor, openSignedInEditor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';
import { raiseIncident } from '../support/raiseIncident.ts';
import { sandboxIncident } from '../support/sandboxIncidents.ts';

const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
};

describe('What is seen and told, in all themes', () => {
  let sandbox: Sandbox;
  let editor: Editor;
  before(async () => {
    sandbox = await createSandbox({ standing: true });
    editor = await openSignedInEditor('ui-seeing', sandbox);
    const { workbench } = editor;
    await rowsShow('Incidents', /#\d+/);
    name = /#\d+/.exec((await workbench.rows('Incidents')).join('\n'))?.[0] ?? '';
  });
  after(async () => {
    await editor?.[Symbol.asyncDispose]();
    sandbox?.dispose();
  });
  let name = '';

  const rowsShow = (view: string, text: RegExp) =>
    eventually(async () => assert.match((await editor.workbench.rows(view)).join('\n'), text), 20_000);
  const fold = async (...titles: readonly string[]) => {
    for (const title of titles)
      await editor.page.locator('.pane-header[aria-expanded=true]', { hasText: title }).click();
  };

  it('unfolds services with what they need, schedules with their gaps, and a text that names an incident', async () => {
    const { workbench, page } = editor;
    await workbench.runCommand('PagerDuty: List On-Calls By');
    await workbench.pick('By Schedule');
    await fold('Incidents', 'Services');
    await workbench.unfold('On-Calls', 'Logistics Weekdays');
    await rowsShow('On-Calls', /Nobody is on call/);
    await workbench.screenshot('seeing-schedules');
    await fold('On-Calls');
    await rowsShow('Services', /Checkout API/);
    await workbench.unfold('Services', 'Checkout API');
    await workbench.unfold('Services', 'Dependencies');
    await rowsShow('Services', /needs this|needed by this/);
    await workbench.runCommand('File: New Untitled Text File');
    await page.keyboard.type(`Rolled back, see ${sandboxIncident(sandbox, name).url}`);
  });

  for (const [id, theme] of Object.entries(themes)) {
    it(`is readable in ${theme}`, async () => {
      const { workbench, page } = editor;
      await workbench.runCommand('Preferences: Color Theme');
      await workbench.type(theme);
      await raiseIncident(sandbox, 'Checkout is down in Europe');
      await workbench.runCommand('PagerDuty: Refresh Incidents');
      await page.locator('.notification-toast', { hasText: 'Assigned to you' }).waitFor();
      await workbench.screenshot(`seeing-${id}`);
      await page.mouse.move(600, 600);
      await page.locator('.view-line .detected-link').first().hover();
      await page.locator('.monaco-hover a:visible', { hasText: 'Show incident' }).first().waitFor();
      await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished))');
      await page.screenshot({ path: `out/screenshots/seeing-hover-${id}.png` }); // The mouse stays where it is.
      await page.keyboard.press('Escape');
      await workbench.runCommand('Notifications: Clear All Notifications');
      await page
        .locator('.statusbar-item', { hasText: /on call/ })
        .first()
        .click();
      assert.match((await workbench.pickEntries()).join('\n'), /^#\d+/m);
      await workbench.screenshot(`seeing-status-${id}`);
      await page.keyboard.press('Escape');
    });
  }
});
