import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { screenVariable } from '../support/screen.ts';
import { openBrowser } from './browser.ts';
import { startCodeServer } from './codeServer.ts';
import { openDevelopmentWindow } from './developmentWindow.ts';
import { startScreenServer } from './screenServer.ts';

/** One run of a suite inside the editor. */
export interface EditorRun {
  /** For the names of the logs in out/logs. */
  readonly name: string;
  /** Folders of the extensions under development. */
  readonly developed: readonly string[];
  /** The module that VS Code calls to run tests; without it an extension under development runs them, and ends the screen. */
  readonly testsPath?: string | undefined;
  /** The folder to open; an empty one when left out. */
  readonly folder?: string | undefined;
  /** A `.vsix` file to install before. */
  readonly extension?: string;
  /** More environment for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the run early. */
  readonly signal: AbortSignal;
}

const limit = 20 * 60_000;
const timedOut = 124;
const interrupted = 130;

/**
 * Runs a suite inside VS Code in a headless browser.
 *
 * @returns the suite's exit code; 124 when it does not end in twenty minutes, 130 when it was interrupted
 */
export async function runInEditor({ name, testsPath, developed, env, signal, ...rest }: EditorRun): Promise<number> {
  const log = (part: string) => path.resolve(import.meta.dirname, `../../out/logs/${name}-${part}`);
  await using browser = await openBrowser(log('browser.log'));
  await using screen = await startScreenServer(browser.page);
  await using editor = await startCodeServer({
    ...rest,
    env: { ...env, [screenVariable]: screen.address },
    log: log('server.log'),
  });
  const ended = new Promise<number>((resolve) => {
    signal.addEventListener('abort', () => resolve(interrupted));
    // VS Code calls these two where tests run in a browser.
    void browser.page.exposeFunction('codeAutomationExit', resolve);
    void browser.page.exposeFunction('codeAutomationLog', () => undefined);
  });
  await openDevelopmentWindow(browser.page, editor, developed, testsPath);
  const code = await Promise.race([ended, screen.ended, wait(limit, timedOut, { ref: false })]);
  if (code !== 0 && !signal.aborted) await browser.page.screenshot({ path: log('at-end.png') });
  return code;
}
