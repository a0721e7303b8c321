import assert from 'node:assert/strict';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Sandbox } from '../../src/sandbox/options.ts';
import { openBrowser } from '../host/browser.ts';
import { type CodeServerOptions, startCodeServer } from '../host/codeServer.ts';
import { eventually } from './eventually.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** An editor as a person has it: the extension is installed, nothing is in development or test mode. */
export interface Editor extends AsyncDisposable {
  readonly page: Page;
  readonly workbench: Workbench;
}

/**
 * Opens VS Code in a browser, for tests that run in Node.
 *
 * @param name for the logs in out/logs
 */
export async function openEditor(
  name: string,
  settings: CodeServerOptions['settings'] = {},
  options: Pick<CodeServerOptions, 'extension' | 'language'> = {},
): Promise<Editor> {
  const log = (part: string) => path.join(root, `out/logs/${name}-${part}`);
  await using parts = new AsyncDisposableStack();
  const server = parts.use(await startCodeServer({ settings, extension: root, log: log('server.log'), ...options }));
  const { page } = parts.use(await openBrowser(log('browser.log')));
  await page.goto(server.address);
  const kept = parts.move();
  return { page, workbench: createWorkbench(page), [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** Settings that lead to a sandbox. */
export const hostsOf = ({ origin }: Sandbox) => ({
  'pagerduty.apiUrl': origin,
  'pagerduty.eventsUrl': origin,
  'pagerduty.appUrl': origin,
});

/** Waits until the Incidents view shows some. */
export const showsIncidents = ({ workbench }: Editor): Promise<void> =>
  eventually(async () => assert.match((await workbench.rows('Incidents')).join('\n'), /#\d+/), 20_000);

/** Opens VS Code in a browser and signs in to a sandbox there, as a person does; its incidents are shown then. */
export async function openSignedInEditor(
  name: string,
  sandbox: Sandbox,
  settings: CodeServerOptions['settings'] = {},
): Promise<Editor> {
  await using parts = new AsyncDisposableStack();
  const editor = parts.use(await openEditor(name, { ...hostsOf(sandbox), ...settings }));
  await editor.workbench.openContainer('On-Call');
  await editor.workbench.clickWelcome('Incidents', 'Sign In');
  await editor.workbench.type(sandbox.token.secret);
  await showsIncidents(editor);
  parts.move();
  return editor;
}
