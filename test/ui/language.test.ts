import assert from 'node:assert/strict';
import { type Editor, openEditor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';
import { translateExtension } from '../support/translated.ts';

/** VS Code's name for a language that is made up to find what is not translated. */
const language = 'qps-ploc';

describe('In another language', () => {
  let editor: Editor;
  before(async () => {
    const settings = { 'pagerduty.sampleAccount.openWhenSignedOut': true };
    editor = await openEditor('ui-language', settings, { extension: translateExtension(language), language });
  });
  after(() => editor?.[Symbol.asyncDispose]());

  it('the manifest and the code speak it, in the sidebar and the status bar', async () => {
    const { workbench } = editor;
    await workbench.openContainer('«On-Call»');
    await eventually(async () => {
      assert.match((await workbench.rows('«Incidents»')).join('\n'), /^«Triggered» \d+\n {2}#\d+ /);
      assert.match((await workbench.rows('«On-Calls»')).join('\n'), /^«You are on call»/);
      assert.match((await workbench.statusBar()).join('\n'), /«on call( until )?»/);
    }, 20_000);
    await workbench.screenshot('language-sidebar');
  });

  it('a command of a late bundle speaks it', async () => {
    const { workbench, page } = editor;
    await workbench.runCommand('«PagerDuty»: «Send Event…»');
    await eventually(async () =>
      assert.match(await workbench.quickInput(), /«Send Event»[\s\S]*«Opens an alert, or adds to the one of its key»/),
    );
    await workbench.screenshot('language-form');
    await page.keyboard.press('Escape');
  });

  it('the page of an incident speaks it', async () => {
    const { workbench } = editor;
    await workbench.clickRow('«Incidents»', '#');
    const page = workbench.webview();
    await page.getByText('«Timeline»').first().waitFor();
    await page.getByText('«Triggered»').first().waitFor();
    await workbench.screenshot('language-page');
  });

  it('settings speak it', async () => {
    const { workbench, page } = editor;
    await workbench.runCommand('Preferences: Open Settings (UI)');
    await page.keyboard.type('pagerduty.refreshInterval');
    await page.getByText('«Seconds between two refreshes').first().waitFor();
    await workbench.screenshot('language-settings');
  });
});
