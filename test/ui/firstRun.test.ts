import assert from 'node:assert/strict';
import { type Editor, openEditor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';

const themes = { light: 'Light Modern', dark: 'Dark Modern', 'high-contrast': 'Dark High Contrast' };
const steps = ['account', 'see', 'act', 'told', 'agents'];

/** What is measured of a picture in the page. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

describe('The first run', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor('ui-first-run');
    await editor.workbench.openContainer('On-Call');
  });
  afterEach(async function () {
    const { state, title = '' } = this.currentTest ?? {};
    if (state === 'failed') await editor?.workbench.screenshot(`failed-${title.replace(/\W+/g, '-')}`);
  });
  after(() => editor?.[Symbol.asyncDispose]());

  const step = (id: string) => editor.page.locator(`.getting-started-step[data-step-id$="#${id}"]`);
  const isOpen = (id: string) => step(id).and(editor.page.locator('.expanded')).waitFor();
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await editor.page.keyboard.press(key);
  };
  const isDone = (id: string) =>
    eventually(async () =>
      assert.equal(await step(id).locator('[role=checkbox]').first().getAttribute('aria-checked'), 'true', id),
    );
  /** Goes to the walkthrough and opens a step, by keys. */
  const go = async (id: string) => {
    await press('Control+1');
    await eventually(async () => {
      if ((await editor.page.locator('.step-list-container :focus').count()) === 0) await press('Tab');
      await press(...steps.map(() => 'ArrowUp'), ...steps.slice(0, steps.indexOf(id)).map(() => 'ArrowDown'));
      assert.match((await step(id).getAttribute('class')) ?? '', /\bexpanded\b/);
    });
  };
  /** Presses the button of the open step, which is reached by Tab. */
  const pressButton = async (label: string) => {
    const focused = editor.page.locator('.getting-started-step .monaco-button:focus');
    await eventually(async () => {
      await press('Tab');
      assert.equal((await focused.allInnerTexts())[0]?.trim(), label);
    });
    await press('Enter');
  };
  const setTheme = async (theme: string) => {
    await editor.workbench.runCommand('Preferences: Color Theme');
    await editor.workbench.type(theme);
    await editor.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  };

  it('begins at a link below the sign-in', async () => {
    const { page } = editor;
    await page.locator('.welcome-view-content').getByText('get you started').click();
    await isOpen('account');
    assert.equal(await page.locator('.getting-started-step').count(), steps.length);
    await press('Control+b'); // The picture of a step wants room beside it.
  });

  for (const [name, theme] of Object.entries(themes)) {
    it(`goes through all steps by key, each with its picture, in ${theme}`, async () => {
      const { workbench } = editor;
      await setTheme(theme);
      for (const id of steps) {
        await go(id);
        const picture = workbench.webview().locator('svg');
        await picture.locator('text').first().waitFor();
        assert.deepEqual(await picture.evaluate(cutTexts), [], `${id}: texts are cut off`);
        await workbench.screenshot(`walkthrough-${id}-${name}`);
      }
    });
  }

  it('is done by doing what it tells', async () => {
    const { page, workbench } = editor;
    await go('account');
    await pressButton('Explore the Sample Account');
    await isDone('account');
    await go('see');
    await pressButton('Show Incidents');
    await eventually(async () => assert.match((await workbench.rows('Incidents')).join('\n'), /#\d+/), 20_000);
    await isDone('see');
    await eventually(async () => {
      await press('ArrowDown');
      const row = page.locator('.pane .monaco-list:focus .monaco-list-row.focused');
      assert.match((await row.allInnerTexts())[0] ?? '', /#\d+/);
    });
    await press('Shift+A');
    await isDone('act');
    await press('Control+b');
    await go('told');
    await pressButton('Set Quiet Hours');
    await page.locator('.settings-editor .setting-item').first().waitFor();
    await workbench.screenshot('walkthrough-quiet-hours');
    await press('Escape');
    await isDone('told');
    await go('agents');
    await pressButton('Set What Agents May Do');
    await eventually(async () => assert.match((await workbench.pickEntries()).join('\n'), /^Read Only/));
    await press('Escape');
    await isDone('agents');
  });
});

/** Runs in the picture's own page: the texts that reach over its edge. */
const cutTexts = (picture: unknown): readonly string[] => {
  const svg = picture as { viewBox: { baseVal: Box }; querySelectorAll(name: string): Iterable<unknown> };
  const { width, height } = svg.viewBox.baseVal;
  return [...svg.querySelectorAll('text')].flatMap((text) => {
    const element = text as { getBBox(): Box; textContent: string };
    const box = element.getBBox();
    const fits = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    return fits ? [] : [element.textContent];
  });
};
