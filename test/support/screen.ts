import type { Page } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** What a function sent to the screen works with. */
export interface Screen {
  readonly page: Page;
  readonly workbench: Workbench;
}

/** The environment variable with the address of the process that holds the page. */
export const screenVariable = 'TEST_SCREEN';

/** False in the desktop VS Code, where nobody holds the window: skip there what needs clicks. */
export const hasScreen = (): boolean => process.env[screenVariable] !== undefined;

/**
 * Runs a function on the page that shows this editor; for tests inside the extension host.
 * The function travels as text: it sees its two arguments and nothing else, and `input` and its result travel as JSON.
 *
 * @throws what the function threw, with its stack
 */
export async function onScreen<Result, Input = undefined>(
  work: (screen: Screen, input: Input) => Promise<Result> | Result,
  ...[input]: Input extends undefined ? [] : [Input]
): Promise<Result> {
  const answer = await post('run', JSON.stringify({ source: work.toString(), input }));
  const outcome: { value: Result } | { error: string } = JSON.parse(answer);
  if ('error' in outcome) throw new Error(outcome.error);
  return outcome.value;
}

/** Keeps a picture of the window in out/screenshots/<name>.png, once nothing fades or moves. */
export const screenshot = (name: string): Promise<void> =>
  onScreen(({ workbench }, file) => workbench.screenshot(file), name);

/** Tells the process that holds the page that the suite has ended; for a runner that the editor does not wait for. */
export const endScreen = (exitCode: number): Promise<string> => post('end', String(exitCode));

async function post(what: string, body: string): Promise<string> {
  const address = process.env[screenVariable];
  if (!address) throw new Error('This test needs the editor in the browser: run `npm run test:host`.');
  const response = await fetch(address + what, { method: 'POST', body });
  return response.text();
}
