import path from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { assertDisplay, downloadCode } from '../host/desktop.ts';
import { runInEditor } from '../host/editorRun.ts';
import { type Layer, root } from './layer.ts';
import { packageFile } from './packageFile.ts';
import { runSuite } from './suite.ts';

const suite = (name: string): string => path.join(root, 'out/suites', name);

/** The suites of test/host/suite in the browser's VS Code, started as @vscode/test-electron starts any VS Code. */
export const host: Layer = {
  name: 'host',
  needs: 'editor',
  run: () => runSuite('host', (env) => runHostSuite(env, path.join(root, 'test/host/code.ts'))),
};

/** The same suites in the desktop VS Code, which is downloaded; tests that click are skipped there. */
export const desktop: Layer = {
  name: 'desktop',
  needs: 'nothing',
  async run() {
    assertDisplay();
    const executable = await downloadCode();
    return runSuite('desktop', (env) => runHostSuite(env, executable));
  },
};

/** The suites of test/modal: an editor that is not in test mode, so that its dialogs and confirmations are real. */
export const modal: Layer = {
  name: 'modal',
  needs: 'editor',
  run: (signal) =>
    runSuite('modal', (env) => runInEditor({ name: 'modal', developed: [root, suite('modal')], env, signal })),
};

/** The suites of test/package/installed, with the extension installed from its package. */
export const installed: Layer = {
  name: 'installed',
  needs: 'editor',
  run: (signal) =>
    runSuite('installed', (env) =>
      runInEditor({ name: 'installed', developed: [suite('installed')], extension: packageFile(), env, signal }),
    ),
};

/** Interrupting needs no signal here: @vscode/test-electron listens to SIGINT itself. */
async function runHostSuite(env: Record<string, string>, vscodeExecutablePath: string): Promise<number> {
  try {
    return await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(suite('host'), 'index.js'),
      extensionTestsEnv: env,
    });
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    return error.code ?? 1;
  }
}
