import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { asks } from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { extensionId } from '../../support/testAccount.ts';

interface Setting {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly items?: { readonly type: string };
}

/** What a person changes a setting of a kind with. */
const toControl = ({ type, enum: values, items }: Setting): string => {
  if (values) return '.monaco-select-box';
  if (type === 'boolean') return '.setting-value-checkbox';
  if (type === 'array') return items?.type === 'object' ? '.edit-in-settings-button' : '.setting-list-widget';
  return type === 'object' ? '.setting-list-object-widget' : 'input.setting-control-focus-target';
};

describe('The settings editor', () => {
  before(function () {
    if (!hasScreen()) this.skip();
  });
  afterEach(async function () {
    const { state, title = '' } = this.currentTest ?? {};
    if (state === 'failed' && hasScreen()) await hands.screenshot(`failed-${title.replace(/\W+/g, '-').slice(0, 60)}`);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of changed) await settings().update(name, undefined, vscode.ConfigurationTarget.Global);
  });

  const changed = ['notifications.shifts', 'region', 'refreshInterval', 'notifications.quietHours'].concat(
    'workspaceServices',
    'agent.access',
    'timeZone',
  );
  const settings = () => vscode.workspace.getConfiguration('pagerduty');
  const isSet = (name: string, value: unknown) =>
    eventually(() => assert.deepEqual(settings().inspect(name)?.globalValue, value));
  /** Shows one setting alone. */
  const show = async (name: string) => {
    await vscode.commands.executeCommand('workbench.action.openSettings', `@id:pagerduty.${name}`);
    await onScreen(async ({ page }, id) => {
      const items = page.locator('.settings-editor .setting-item');
      await page.locator(`.settings-editor [data-key="pagerduty.${id}"]`).first().waitFor();
      while ((await items.count()) > 1) await page.waitForTimeout(50);
    }, name);
  };
  /** Clicks a part of the setting that is shown. */
  const click = (part: string) => onScreen(({ page }, css) => page.locator(css).first().click(), part);
  const says = (text: RegExp) =>
    eventually(async () =>
      assert.match(await onScreen(({ page }) => page.locator('.settings-editor .setting-item').innerText()), text),
    );
  const write = async (text: string) => {
    await click('.settings-editor .setting-item input.setting-control-focus-target');
    await press('Control+a');
    await typeText(text);
  };
  /** Adds an item to a list. While its search goes on the editor paints itself anew, and drops what was typed. */
  const addItem = (text: string) =>
    eventually(() =>
      onScreen(async ({ page }, item) => {
        const list = page.locator('.settings-editor .setting-item');
        const field = list.locator('.setting-list-edit-row input').first();
        if ((await field.count()) === 0)
          await list.locator('.setting-list-new-row .monaco-button').click({ timeout: 2000 });
        await field.fill(item, { timeout: 2000 });
        await field.press('Enter', { timeout: 2000 });
        await list.locator('.setting-list-row', { hasText: item }).waitFor({ timeout: 2000 });
      }, text),
    );
  /** Picks an entry of the n-th box. */
  const select = (box: number, label: string) =>
    onScreen(
      ({ page }, [place, text]) =>
        page
          .locator('.settings-editor .setting-item select')
          .nth(Number(place))
          .selectOption({ label: String(text) }, { timeout: 5000 }),
      [box, label],
    );

  it('has for each setting something to change it with, and asks for JSON only where a command does it', async () => {
    const { configuration } = vscode.extensions.getExtension(extensionId)?.packageJSON.contributes ?? {};
    const all = (configuration as readonly { readonly properties: Readonly<Record<string, Setting>> }[]).flatMap(
      ({ properties }) => Object.entries(properties),
    );
    assert.ok(all.length > 20);
    for (const [id, setting] of all) {
      await show(id.replace('pagerduty.', ''));
      const found = await onScreen(
        ({ page }, css) => page.locator(`.settings-editor .setting-item ${css}`).count(),
        toControl(setting),
      );
      assert.ok(found > 0, `${id} has no ${toControl(setting)}`);
      const links = await onScreen(({ page }) =>
        page.locator('.settings-editor .setting-item .edit-in-settings-button').count(),
      );
      assert.equal(links, id === 'pagerduty.incidents.queries' ? 1 : 0, id);
    }
  });

  it('ticks, picks and types, and says what is wrong before it is kept', async () => {
    await show('notifications.shifts');
    await click('.settings-editor .setting-value-checkbox');
    await isSet('notifications.shifts', false);
    await show('region');
    await select(0, 'Europe');
    await isSet('region', 'eu');
    await show('refreshInterval');
    await write('5');
    await says(/greater than or equal to 15/);
    await write('60');
    await isSet('refreshInterval', 60);
    await show('notifications.quietHours');
    await write('late');
    await says(/Give two times, such as 22:00-07:00, or leave it empty\./);
    await hands.screenshot('settings-wrong');
    await write('22:00-07:00');
    await isSet('notifications.quietHours', '22:00-07:00');
  });

  it('says so of a time zone that nobody knows', async () => {
    await settings().update('timeZone', 'Europe/Berln', vscode.ConfigurationTarget.Global);
    await eventually(async () =>
      assert.match((await hands.messages()).join('\n'), /Europe\/Berln is no known time zone: set one such as/),
    );
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('lists services, and grants access by area', async () => {
    await show('workspaceServices');
    await addItem('Checkout API');
    await isSet('workspaceServices', ['Checkout API']);
    await show('agent.access');
    await hands.screenshot('settings-access');
    await click('.settings-editor .setting-list-new-row .monaco-button');
    await select(0, 'incidents');
    await select(1, 'full');
    await hands.screenshot('settings-access-area');
    await click('.settings-editor .setting-list-ok-button');
    await eventually(() => {
      const access = settings().inspect<Readonly<Record<string, string>>>('agent.access')?.globalValue ?? {};
      assert.equal(access.incidents, 'full', JSON.stringify(access));
    });
  });

  it('leads from a description to the command that does it step by step', async () => {
    await show('incidents.queries');
    await hands.screenshot('settings-queries');
    await onScreen(({ page }) => page.locator('.settings-editor').getByText('remove one').click());
    await eventually(async () => {
      const told = `${(await hands.messages()).join()}${await hands.quickInput()}`;
      assert.match(told, /There is no saved query yet/);
    });
    await vscode.commands.executeCommand('notifications.clearAll');
    await show('incidents.badge');
    await onScreen(({ page }) => page.locator('.settings-editor').getByText('Choose the badge').click());
    await asks(/My Triggered Incidents/);
    await press('Escape');
  });
});
