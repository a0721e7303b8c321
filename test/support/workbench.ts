import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { readRows } from './readRows.ts';

const screenshots = path.resolve(import.meta.dirname, '../../out/screenshots');

/** A key that is held while the mouse clicks. */
export type Modifier = 'Alt' | 'Control' | 'Meta' | 'Shift';

/** A person's reach into the window: everything is found by the text that is shown. */
export interface Workbench {
  /** Opens a view container by the title of its icon in the activity bar. */
  openContainer(title: string): Promise<void>;
  /** The part of the side bar below a view's header; the header is unfolded when it was folded. */
  view(title: string): Promise<Locator>;
  /** The visible rows of a view as text: two spaces for each level, then label and description. */
  rows(view: string): Promise<readonly string[]>;
  /** The first row of a view that shows the text. */
  row(view: string, text: string): Promise<Locator>;
  /** Clicks the first row of a view that shows the text, with keys such as `Control` held. */
  clickRow(view: string, text: string, keys?: readonly Modifier[]): Promise<void>;
  /** Unfolds the first folded row of a view that shows the text. */
  unfold(view: string, text: string): Promise<void>;
  /** Folds a view, to leave its room to the others; whoever asks for its rows unfolds it again. */
  foldView(view: string): Promise<void>;
  /** Clicks an inline action of a row by its title. */
  rowAction(view: string, text: string, action: string): Promise<void>;
  /** Picks an entry of a row's context menu; the entries before the last one are submenus. */
  rowMenu(view: string, text: string, ...entries: readonly string[]): Promise<void>;
  /** Title of the view whose rows have the keyboard's focus; '' when something else has it. */
  focusedView(): Promise<string>;
  /** Clicks an action in a view's header by its title. */
  viewAction(view: string, action: string): Promise<void>;
  /** What a view shows while it has no rows. */
  welcome(view: string): Promise<string>;
  /** Clicks a button of a view's welcome text. */
  clickWelcome(view: string, button: string): Promise<void>;
  /** Runs a command by its title in the command palette. */
  runCommand(title: string): Promise<void>;
  /** The entries of the open quick pick. */
  pickEntries(): Promise<readonly string[]>;
  /** All that the open quick pick or input box says: title, hints and entries; '' when none is open. */
  quickInput(): Promise<string>;
  /** What stands in the field of the open quick pick or input box. */
  typed(): Promise<string>;
  /** Picks the first entry of the open quick pick that shows the text. */
  pick(text: string): Promise<void>;
  /** Types into the open input box or quick pick and presses Enter. */
  type(text: string): Promise<void>;
  /** The messages that are open at the lower right. */
  messages(): Promise<readonly string[]>;
  /** Clicks a button of a message that shows the text. */
  clickMessage(text: string, button: string): Promise<void>;
  /** The text of the modal dialog, message and detail. */
  dialog(): Promise<string>;
  /** Clicks a button of the modal dialog. */
  clickDialog(button: string): Promise<void>;
  /** The texts in the status bar. */
  statusBar(): Promise<readonly string[]>;
  /** The content of the open webview. */
  webview(): FrameLocator;
  /** Keeps a picture in out/screenshots/<name>.png. */
  screenshot(name: string): Promise<void>;
}

/** Makes the hands for a page that shows VS Code; each waits for what it names, up to the page's timeout. */
export function createWorkbench(page: Page): Workbench {
  return { ...sideBar(page), ...overlays(page), ...frame(page) };
}

type SideBar = Pick<
  Workbench,
  | 'openContainer'
  | 'view'
  | 'rows'
  | 'row'
  | 'clickRow'
  | 'unfold'
  | 'foldView'
  | 'rowAction'
  | 'rowMenu'
  | 'focusedView'
  | 'viewAction'
  | 'welcome'
  | 'clickWelcome'
>;

function sideBar(page: Page): SideBar {
  const pane = (title: string) =>
    page.locator('.pane').filter({ has: page.locator('.pane-header .title', { hasText: exactly(title) }) });

  const view = async (title: string) => {
    const header = pane(title).locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    return pane(title).locator('.pane-body');
  };
  const row = async (title: string, text: string) =>
    (await view(title)).locator('.monaco-list-row', { hasText: text }).first();

  const menu = page.locator('.monaco-menu .action-label');
  /** Right-clicks until the row is hit and shows its menu: a list that paints itself anew may move it away meanwhile. */
  const openMenu = (title: string, text: string): Promise<void> =>
    eventually(async () => {
      const target = await row(title, text);
      await target.click({ button: 'right', timeout: 5000 });
      try {
        await target.and(page.locator('.focused')).waitFor({ timeout: 1000 });
        await menu.first().waitFor({ timeout: 2000 });
      } catch (error) {
        if (await menu.first().isVisible()) await page.keyboard.press('Escape'); // In a list the key would select nothing.
        throw error;
      }
    });

  return {
    view,
    row,
    async openContainer(title) {
      const icon = page.locator('.activitybar .action-item', { has: page.locator(`[aria-label^="${title}"]`) }).first();
      if (!(await icon.getAttribute('class'))?.includes('checked')) await icon.click();
      await icon.and(page.locator('.checked')).waitFor();
    },
    async rows(title) {
      return (await view(title)).locator('.monaco-list-row').evaluateAll(readRows);
    },
    clickRow: async (title, text, keys = []) => (await row(title, text)).click({ modifiers: [...keys] }),
    async foldView(title) {
      const header = pane(title).locator('.pane-header');
      if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
    },
    async unfold(title, text) {
      const folded = (await view(title)).locator('.monaco-list-row[aria-expanded="false"]', { hasText: text });
      await folded.first().locator('.monaco-tl-twistie').click();
    },
    rowAction: (title, text, action) =>
      eventually(async () => {
        const found = await row(title, text);
        await found.hover({ timeout: 5000 });
        await found.getByRole('button', { name: action }).click({ timeout: 2000 }); // Gone where the row moves away.
      }),
    async rowMenu(title, text, ...entries) {
      await openMenu(title, text);
      for (const [place, entry] of entries.entries()) {
        const found = menu.filter({ hasText: exactly(entry) });
        await found.waitFor();
        await page.waitForTimeout(150); // A menu takes no click in its first 100 ms: the mouse that opened it may come up then.
        if (place < entries.length - 1) await found.hover();
        else await found.click();
      }
    },
    async focusedView() {
      const titles = page.locator('.pane', { has: page.locator('.monaco-list:focus') }).locator('.pane-header .title');
      return (await titles.allTextContents())[0]?.trim() ?? '';
    },
    async viewAction(title, action) {
      await pane(title).locator('.pane-header').hover();
      await pane(title).locator('.pane-header').getByRole('button', { name: action }).click();
    },
    async welcome(title) {
      return (await view(title)).locator('.welcome-view-content').innerText();
    },
    async clickWelcome(title, button) {
      await (await view(title)).locator('.welcome-view-content').getByRole('button', { name: button }).click();
    },
  };
}

type Overlays = Pick<
  Workbench,
  | 'runCommand'
  | 'pickEntries'
  | 'quickInput'
  | 'typed'
  | 'pick'
  | 'type'
  | 'messages'
  | 'clickMessage'
  | 'dialog'
  | 'clickDialog'
>;

function overlays(page: Page): Overlays {
  const quickInput = page.locator('.quick-input-widget');
  const entries = quickInput.locator('.quick-input-list .monaco-list-row');
  const toasts = page.locator('.notification-toast');
  const dialogBox = page.locator('.monaco-dialog-box');

  return {
    async runCommand(title) {
      await page.keyboard.press('F1');
      await quickInput.locator('input').fill(`>${title}`);
      const input = quickInput.locator('input:visible').first();
      const isGone = async () => !(await input.isVisible()) || (await input.inputValue()) !== `>${title}`;
      await eventually(async () => {
        await entries.filter({ hasText: title }).first().click({ timeout: 5000 });
        // A list that sorts itself anew under the mouse swallows a click.
        await eventually(async () => assert.ok(await isGone(), `${title} does not run.`), 1000);
      });
    },
    async pickEntries() {
      await entries.first().waitFor({ timeout: 5000 });
      return entries.evaluateAll(readRows);
    },
    quickInput: async () => (await page.locator('.quick-input-widget:visible').allInnerTexts()).join('\n'),
    typed: () => quickInput.locator('input:visible').first().inputValue(),
    pick: (text) => entries.filter({ hasText: text }).first().click(),
    async type(text) {
      const input = quickInput.locator('input:visible');
      await input.fill(text);
      await input.press('Enter');
    },
    messages: () => toasts.locator('.notification-list-item-message').allInnerTexts(),
    clickMessage: (text, button) =>
      toasts.filter({ hasText: text }).getByRole('button', { name: button, exact: true }).click(),
    dialog: () => dialogBox.locator('.dialog-message-container').innerText(),
    clickDialog: (button) => dialogBox.getByRole('button', { name: button }).click(),
  };
}

function frame(page: Page): Pick<Workbench, 'statusBar' | 'webview' | 'screenshot'> {
  return {
    statusBar: () => page.locator('.statusbar-item:visible').allInnerTexts(),
    webview: () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    async screenshot(name) {
      await page.mouse.move(0, 0); // no hover, no tooltip
      await page.evaluate('Promise.allSettled(document.getAnimations().map((animation) => animation.finished))');
      await page.waitForTimeout(300); // messages fade in by class names, which no event announces
      fs.mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
    },
  };
}

/** Matches the whole text in any case: headers are shown in capitals by the theme. */
const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`, 'i');
