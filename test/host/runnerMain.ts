import { endScreen } from '../support/screen.ts';
import { run } from './suiteMain.ts';

/**
 * Runs the tests as an extension of its own. Where VS Code runs tests itself (`extensionTestsPath`), it refuses modal
 * dialogs and confirms tools unasked; here both are real.
 */
export async function activate(): Promise<void> {
  setImmediate(async () => {
    await run().then(
      () => endScreen(0),
      (error) => {
        console.error(error);
        return endScreen(1);
      },
    );
  });
}
