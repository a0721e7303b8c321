import assert from 'node:assert/strict';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { type Editor, openSignedInEditor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';

const themes = { dark: 'Dark Modern', light: 'Light Modern', 'high-contrast': 'Default High Contrast' };

/** Runs in the page: what the focused button does. */
const actInFocus = (body: {
  readonly ownerDocument: { readonly activeElement: { getAttribute(name: string): string | null } | null };
}) => body.ownerDocument.activeElement?.getAttribute('data-act') ?? '';

for (const [name, theme] of Object.entries(themes)) {
  describe(`The incident page's actions in ${theme}`, () => {
    let sandbox: Sandbox;
    let editor: Editor;
    before(async () => {
      sandbox = await createSandbox({ standing: true });
      editor = await openSignedInEditor(`ui-page-menu-${name}`, sandbox, { 'workbench.colorTheme': theme });
      const { workbench } = editor;
      await (await workbench.row('Incidents', '5xx ratio')).click();
      await locate('h1').waitFor();
      await eventually(async () => assert.doesNotMatch(await locate('article').innerText(), /Loading…/), 20_000);
    });
    after(async () => {
      await editor?.[Symbol.asyncDispose]();
      sandbox?.dispose();
    });
    const locate = (selector: string) => editor.workbench.webview().locator(selector).first();

    it('are a toolbar that is gone through with arrow keys', async () => {
      const { page } = editor;
      await locate('[data-act="incident.acknowledge"]').focus();
      const names: string[] = [];
      for (let step = 0; step < 8; step++) {
        names.push(await locate(':focus').evaluate((element) => element.getAttribute('data-act') ?? ''));
        await page.keyboard.press('ArrowRight');
      }
      assert.deepEqual(names.slice(0, 6), [
        'incident.acknowledge',
        'incident.resolve',
        'incident.snooze',
        'incident.reassign',
        'incident.escalate',
        'incident.act',
      ]);
      await page.keyboard.press('ArrowLeft');
      const keys = await locate('[data-act="incident.act"]').evaluate((element) => [
        element.getAttribute('aria-haspopup'),
        element.getAttribute('aria-keyshortcuts'),
        element.getAttribute('title'),
      ]);
      assert.deepEqual(keys, ['dialog', 'Shift+M', 'More Actions… (Shift+M)']);
    });

    it('open a list by key, and after Escape the page has the keyboard again', async () => {
      const { page, workbench } = editor;
      await locate('[data-act="incident.act"]').focus();
      await page.keyboard.press('Enter');
      assert.match((await workbench.pickEntries()).join('\n'), /Acknowledge[\s\S]*Escalate/);
      await workbench.screenshot(`incident-page-actions-${name}`);
      await page.keyboard.press('Escape');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await eventually(async () => assert.equal(await locate('body').evaluate(actInFocus), 'incident.act'));
      await eventually(async () => {
        await page.keyboard.press('Shift+S');
        assert.match((await workbench.pickEntries()).join('\n'), /4 hours/);
      }, 15_000);
      await page.keyboard.press('Escape');
    });

    it('have the editor’s own menu on the right mouse button', async () => {
      const { page, workbench } = editor;
      await locate('#notes .note .text').click({ button: 'right' });
      await page.locator('.monaco-menu .action-label', { hasText: 'Edit Note…' }).waitFor();
      await workbench.screenshot(`incident-page-context-menu-${name}`);
      await page.keyboard.press('Escape');
    });

    it('write a note on how it was solved', async () => {
      const { page, workbench } = editor;
      await locate('h1').focus();
      await page.keyboard.press('Shift+M');
      await workbench.pickEntries();
      await page.keyboard.type('Resolve with');
      await page.keyboard.press('Enter');
      await page.locator('.editor-instance .monaco-editor.focused').waitFor();
      await page.keyboard.type('Rolled back 4.18.');
      await page.keyboard.press('Enter');
      await page.keyboard.type('Errors are gone since 14:31.');
      await workbench.screenshot(`resolve-with-note-${name}`);
      await page.keyboard.press('Control+Enter');
      await eventually(async () => assert.match((await workbench.statusBar()).join('\n'), /Resolved #\d+ · Undo/));
      await eventually(async () => assert.match(await locate('.state').innerText(), /Resolved/), 20_000);
      await workbench.screenshot(`resolved-undo-${name}`);
    });
  });
}
