import path from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../host/browser.ts';
import { type CodeServerOptions, startCodeServer } from '../host/codeServer.ts';
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
