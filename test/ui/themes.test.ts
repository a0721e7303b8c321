import assert from 'node:assert/strict';
import { type Editor, openEditor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';

const themes = { dark: 'Dark Modern', light: 'Light Modern', 'high-contrast': 'Default High Contrast' };

for (const [name, theme] of Object.entries(themes)) {
  describe(`The sidebar in ${theme}`, () => {
    let editor: Editor;
    before(async () => {
      editor = await openEditor(`ui-${name}`, {
        'workbench.colorTheme': theme,
        'pagerduty.sampleAccount.openWhenSignedOut': true,
      });
    });
    after(() => editor?.[Symbol.asyncDispose]());

    it('shows incidents, on-calls and services', async () => {
      const { workbench } = editor;
      await workbench.openContainer('On-Call');
      await eventually(async () => {
        assert.match((await workbench.rows('Incidents')).join('\n'), /^Triggered \d+\n {2}#\d+ /);
        assert.match((await workbench.rows('On-Calls')).join('\n'), /^You are on call/);
        assert.ok((await workbench.rows('Services')).length > 3);
      }, 20_000);
      await workbench.screenshot(`sidebar-${name}`);
    });

    it('shows what is in an incident', async () => {
      const { workbench } = editor;
      await workbench.unfold('Incidents', '#');
      await eventually(async () => {
        const rows = await workbench.rows('Incidents');
        for (const part of ['Alerts', 'Notes', 'Timeline'])
          assert.ok(rows.some((row) => row.startsWith(`    ${part}`)));
      }, 20_000);
      await workbench.screenshot(`incident-${name}`);
    });

    it('shows the choice of whose incidents', async () => {
      const { workbench, page } = editor;
      await workbench.viewAction('Incidents', 'Show Whose Incidents');
      const entries = (await workbench.pickEntries()).join('\n');
      for (const choice of ['Mine', 'My Teams', 'All']) assert.match(entries, new RegExp(`^${choice} `, 'm'));
      await workbench.screenshot(`whose-incidents-${name}`);
      await page.keyboard.press('Escape');
    });

    it('shows whom an incident would page before it is created', async () => {
      const { workbench, page } = editor;
      await workbench.runCommand('PagerDuty: Create Incident');
      await eventually(async () =>
        assert.match((await workbench.pickEntries()).join('\n'), /Checkout API|Cart Service/),
      );
      await workbench.type('Checkout API');
      await page.locator('.quick-input-widget').getByText('in one line').waitFor();
      await workbench.type('Checkout fails in Europe');
      await page
        .locator('.quick-input-list')
        .getByText(/^Pages /)
        .waitFor();
      await workbench.screenshot(`create-incident-${name}`);
      await page.keyboard.press('Escape');
    });

    it('shows the gaps of a schedule', async () => {
      const { workbench, page } = editor;
      await workbench.runCommand('PagerDuty: List On-Calls By');
      await workbench.pick('By Schedule');
      for (const other of ['Incidents', 'Services'])
        await page.locator('.pane-header[aria-expanded=true]', { hasText: other }).click();
      await workbench.unfold('On-Calls', 'Logistics Weekdays');
      await eventually(async () => {
        assert.match(
          (await workbench.rows('On-Calls')).join('\n'),
          /Logistics Weekdays .*gaps? in 7 days\n(.*\n)* {2}Nobody is on call/,
        );
      }, 20_000);
      await workbench.screenshot(`schedule-${name}`);
    });

    it('shows how things stand for me', async () => {
      const { workbench, page } = editor;
      await workbench.runCommand('PagerDuty: Show My Incidents and On-Calls');
      assert.match((await workbench.pickEntries()).join('\n'), /^#\d+/m);
      await workbench.screenshot(`status-${name}`);
      await page.keyboard.press('Escape');
    });
  });
}
