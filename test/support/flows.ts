import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../src/sandbox/options.ts';
import type { Resource } from '../../src/sandbox/state.ts';
import { eventually } from './eventually.ts';
import { hands, press, typeText } from './hands.ts';
import { sandboxIncident, sandboxIncidents } from './sandboxIncidents.ts';
import { hasScreen, onScreen } from './screen.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from './testAccount.ts';

/** The account that a suite's flows act on, and what is looked at of it. */
export interface FlowAccount {
  readonly sandbox: Sandbox;
  /** Bodies of the calls to an operation, in their order. */
  bodies(operationId: string): readonly unknown[];
  /** Waits until the newest of so many calls to an operation was answered well; gives its body as text. */
  sent(operationId: string, times?: number): Promise<string>;
  /** The incident that a row names, as the sandbox holds it now. */
  held(name: string): Resource;
}

/** Opens an account for a suite: one sign-in, and the account and the window begun anew before each test. */
export const useFlowAccount = (): FlowAccount => {
  let sandbox: Sandbox | undefined;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
    await hands.viewAction('Incidents', 'Show Whose Incidents'); // Another suite may have left other ones.
    await hands.pick('Mine');
  });
  beforeEach(async () => {
    if (!sandbox) return;
    sandbox.reset();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('pagerduty.incidents.refresh');
    const mine = myTriggered(sandbox);
    await eventually(async () => assert.deepEqual([...(await namesUnder('Triggered'))].sort(), mine));
    await vscode.commands.executeCommand('pagerduty.incidents.focus');
    await press('Escape'); // Nothing is selected.
    sandbox.log.clear();
  });
  afterEach(async function () {
    sandbox?.faults.clear();
    if (!hasScreen()) return;
    const { state, title = '' } = this.currentTest ?? {};
    if (state === 'failed') await hands.screenshot(`failed-${title.replace(/\W+/g, '-').slice(0, 60)}`);
    await press('Escape', 'Escape');
    await vscode.commands.executeCommand('notifications.clearAll');
  });
  after(() => sandbox && closeTestAccount(sandbox));
  const account = (): Sandbox => sandbox ?? assert.fail('The account is opened before the first test.');
  const calls = (operationId: string) =>
    account()
      .log.calls()
      .filter((call) => call.operationId === operationId);
  return {
    get sandbox() {
      return account();
    },
    bodies: (operationId) => calls(operationId).map(({ body }) => body),
    sent: (operationId, times = 1) =>
      eventually(() => {
        const made = calls(operationId);
        assert.ok(made.length === times && Number(made.at(-1)?.status) < 300, tell(operationId, made));
        return JSON.stringify(made.at(-1)?.body);
      }),
    held: (name) => account().state.collection('incidents').get(sandboxIncident(account(), name).id) ?? assert.fail(),
  };
};

const myTriggered = (sandbox: Sandbox): readonly string[] => {
  const [me = ''] = sandbox.state.collection('users').keys();
  const mine = sandboxIncidents(sandbox, 'triggered').filter(({ assigneeIds }) => assigneeIds.includes(me));
  return mine.map(({ name }) => name).sort();
};

const tell = (operationId: string, calls: readonly { readonly status?: number | undefined }[]): string =>
  `${operationId}: ${calls.map(({ status }) => status ?? 'no answer').join(', ') || 'not called'}`;

/** Names of the incidents under a heading of the view, such as `#12`; those of all headings without one. */
export const namesUnder = async (heading?: string): Promise<readonly string[]> => {
  const rows = await hands.rows('Incidents');
  const from = heading === undefined ? 0 : rows.findIndex((row) => row.startsWith(heading)) + 1;
  const rest = from === 0 && heading !== undefined ? [] : rows.slice(from);
  const end = heading === undefined ? -1 : rest.findIndex((row) => /^\S/.test(row));
  return rest.slice(0, end < 0 ? undefined : end).flatMap((row) => /^\s*(#\d+)/.exec(row)?.[1] ?? []);
};

/** The row of an incident as it is shown. */
export const rowOf = async (name: string): Promise<string> =>
  (await hands.rows('Incidents')).find((row) => row.includes(name)) ?? '';

/** Moves the keyboard's focus to a row by keys alone; nothing is selected or opened. */
export const focusRow = async (name: string, command = 'pagerduty.incidents.focus'): Promise<void> => {
  await vscode.commands.executeCommand(command);
  await eventually(() =>
    onScreen(async ({ page }, text) => {
      const focused = page.locator('.pane .monaco-list:focus .monaco-list-row.focused');
      await page.keyboard.press('Home');
      for (let step = 0; step < 40; step++) {
        if (((await focused.allInnerTexts())[0] ?? '').includes(text)) return;
        await page.keyboard.press('ArrowDown');
      }
      throw new Error(`No row with ${text} can be reached by keys.`);
    }, name),
  );
};

/** Selects neighbouring rows by keys alone. */
export const selectRows = async (names: readonly string[]): Promise<void> => {
  await focusRow(names[0] ?? '');
  for (const [place, name] of names.entries()) {
    await press(place === 0 ? 'Control+Shift+Enter' : 'Shift+ArrowDown');
    await onScreen(
      ({ page }, text) => page.locator('.pane .monaco-list-row.selected', { hasText: text }).first().waitFor(),
      name,
    );
  }
};

/** Waits until the open list or box says so. */
export const asks = (text: RegExp): Promise<void> =>
  eventually(async () => assert.match(await hands.quickInput(), text), 15_000);

/** Waits until no list or box is open. */
export const asksNothing = (): Promise<void> => eventually(async () => assert.equal(await hands.quickInput(), ''));

/** Types what tells an entry of the open list from others, and takes it once it stands there, by keys alone. */
export const choose = async (text: string): Promise<void> => {
  await typeText(text);
  await onScreen(async ({ page }, entry) => {
    await page.locator('.quick-input-list .monaco-list-row', { hasText: entry }).first().waitFor();
    const focused = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: entry });
    for (let step = 0; step < 9 && (await focused.count()) === 0; step++) await page.keyboard.press('ArrowDown');
    await focused.waitFor({ timeout: 5000 });
    await page.keyboard.press('Enter');
  }, text);
};

/** Checks entries of the open list, and takes them all, by keys alone. */
export const check = async (...texts: readonly string[]): Promise<void> => {
  for (const text of texts) {
    await press('Control+A');
    await typeText(text);
    await onScreen(async ({ page }, entry) => {
      const row = page.locator('.quick-input-list .monaco-list-row', { hasText: entry }).first();
      await row.waitFor();
      await page.keyboard.press('ArrowDown');
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: entry }).first().waitFor();
      await page.keyboard.press('Space');
      const field = page.locator('.quick-input-widget input.input:focus');
      for (let step = 0; step < 4 && (await field.count()) === 0; step++) await page.keyboard.press('Shift+Tab');
      await field.waitFor({ timeout: 2000 });
    }, text);
  }
  await press('Enter');
};

/** Clicks a button in the row of an entry of the open list; rows move while the list opens. */
export const clickInEntry = (entry: string, button: string): Promise<void> =>
  eventually(() =>
    onScreen(
      async ({ page }, [text = '', action = '']) => {
        const row = page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
        await page.mouse.move(0, 0);
        await row.hover({ timeout: 2000 });
        await row.getByRole('button', { name: action }).click({ timeout: 2000 });
      },
      [entry, button],
    ),
  );

/** Puts a text in place of what stands in the open box, and presses Enter. */
export const answer = async (text: string): Promise<void> => {
  await press('Control+A');
  await typeText(text);
  await press('Enter');
};

/** Runs a command from the palette by keys alone; the focus goes back to where it was. */
export const runByKeys = async (title: string): Promise<void> => {
  await press('F1');
  await eventually(async () => assert.equal(await hands.typed(), '>'));
  await choose(`PagerDuty: ${title}`);
};

/** Waits for the editor in which a text of many lines is asked for, and writes over what stands there. */
export const write = async (text: string): Promise<void> => {
  await eventually(() => assert.match(vscode.window.activeTextEditor?.document.uri.scheme ?? '', /^pagerduty-/));
  await onScreen(({ page }) => page.locator('.editor-instance .monaco-editor.focused').waitFor());
  await press('Control+A');
  await typeText(text);
};

/** Waits for the one message of a failure. */
export const fails = async (sentence: RegExp): Promise<void> => {
  await eventually(async () => assert.match((await hands.messages()).join('\n'), sentence), 20_000);
  assert.equal((await hands.messages()).length, 1);
};

/** Waits until the rows of a view have the keyboard's focus again. */
export const isBackIn = (view: string): Promise<void> =>
  eventually(async () => assert.equal((await hands.focusedView()).toLowerCase(), view.toLowerCase()));
