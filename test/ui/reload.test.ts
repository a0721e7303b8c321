import assert from 'node:assert/strict';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { type Editor, openSignedInEditor, showsIncidents } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';

describe('A reload of the window', () => {
  let sandbox: Sandbox;
  let editor: Editor;
  before(async () => {
    sandbox = await createSandbox({ standing: true });
    editor = await openSignedInEditor('ui-reload', sandbox);
  });
  after(async () => {
    await editor?.[Symbol.asyncDispose]();
    sandbox?.dispose();
  });

  const openNote = async () => {
    await editor.workbench.rowMenu('Incidents', '#', 'Add Note…');
    await editor.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  };
  const noteText = () => editor.page.locator('.editor-instance .view-lines').innerText();
  const toLine = (text: string) => text.replace(/\s+/g, ' ').trim();

  it('keeps the session and the note that is being written', async () => {
    const { page } = editor;
    await openNote();
    await page.keyboard.type('Half a thought');
    await page.waitForTimeout(1500); // The draft saves itself after 300 ms, and VS Code writes it down a moment later.
    await page.reload();
    await showsIncidents(editor);
    await openNote(); // Whether its tab is there again is VS Code's to say.
    await eventually(async () => assert.equal(toLine(await noteText()), 'Half a thought'));
  });

  it('lets it be posted afterwards', async () => {
    const { page } = editor;
    await page.locator('.editor-instance .view-lines').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(', finished.');
    await page.keyboard.press('Control+Enter');
    await eventually(() => {
      const posted = sandbox.log.calls().findLast(({ operationId }) => operationId === 'createIncidentNote');
      assert.deepEqual(posted?.body, { note: { content: 'Half a thought, finished.' } });
    });
    await page.locator('.tab', { hasText: 'Note on' }).waitFor({ state: 'detached' });
  });

  it('stays signed out after signing out', async () => {
    const { workbench, page } = editor;
    await workbench.runCommand('PagerDuty: Sign Out');
    await eventually(async () => assert.match(await workbench.welcome('Incidents'), /Sign In/));
    await page.waitForTimeout(500);
    sandbox.log.clear();
    await page.reload();
    await eventually(async () => assert.match(await workbench.welcome('Incidents'), /Sign In/), 20_000);
    assert.deepEqual(sandbox.log.calls(), []);
  });
});
