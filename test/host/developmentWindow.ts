import type { Page } from 'playwright-core';
import type { CodeServer } from './codeServer.ts';

/**
 * Opens the window with extensions under development, and with a module that runs tests where one is given.
 * VS Code would take both from the address only with its smoke test driver, which keeps messages from showing; so they
 * are added to the settings that its page carries.
 */
export async function openDevelopmentWindow(
  page: Page,
  { address, folder }: CodeServer,
  developed: readonly string[],
  testsPath?: string,
): Promise<void> {
  const remote = (file: string) => ({
    $mid: 1, // marks a URI in VS Code's JSON
    scheme: 'vscode-remote',
    authority: new URL(address).host,
    path: file,
  });
  const extensions = developed.map(remote);
  await page.addInitScript(
    `(${addDevelopmentOptions})(${JSON.stringify({
      extensions,
      ...(testsPath ? { extensionTestsPath: remote(testsPath) } : {}),
    })})`,
  );
  const payload = JSON.stringify([['skipWelcome', 'true']]);
  await page.goto(`${address}/?${new URLSearchParams({ folder, payload })}`);
}

/** Runs in the page: lets VS Code read its settings with the options added. */
const addDevelopmentOptions = `(developmentOptions) => {
  const getAttribute = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = getAttribute.call(this, name);
    const isSettings = this.id === 'vscode-workbench-web-configuration' && name === 'data-settings';
    return isSettings ? JSON.stringify({ ...JSON.parse(value), developmentOptions }) : value;
  };
}`;
