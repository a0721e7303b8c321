import fs from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { resultFolderVariable, type TestResult } from './testResult.ts';

/** Prints nothing but the failures, at the end. */
class FailuresReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
    });
  }
}

/**
 * Runs the test files and leaves the reporter's lines and the counts in the folder named by the environment: inside the
 * editor, the console mixes with VS Code's own log.
 * `TEST_GREP` picks tests by title, `TEST_VERBOSE` prints every title.
 *
 * @param timeout of each test, in milliseconds
 * @param retries how often a test that failed is tried again, and told of: a screen on a busy machine drops a key now and then
 * @returns the counts; a run without a single test counts as one failure
 */
export async function runMocha(files: readonly string[], timeout: number, retries = 0): Promise<TestResult> {
  const { [resultFolderVariable]: folder, TEST_GREP: grep, TEST_VERBOSE: verbose } = process.env;
  if (!folder) throw new Error(`${resultFolderVariable} is not set: start the tests by test/run.mjs.`);
  const print = (line: string) => fs.appendFileSync(path.join(folder, 'log.txt'), `${line}\n`);
  Mocha.reporters.Base.consoleLog = (...words: unknown[]) => print(format(...words));
  const reporter = verbose ? Mocha.reporters.Spec : FailuresReporter;
  const mocha = new Mocha({ color: false, timeout, retries, reporter, forbidOnly: true, ...(grep ? { grep } : {}) });
  for (const file of [...files].sort()) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const result = await run(mocha, print);
  if (result.passed + result.failed === 0) print('No test was run: a suite without tests counts as failed.');
  fs.writeFileSync(path.join(folder, 'result.json'), JSON.stringify(result));
  return result;
}

function run(mocha: Mocha, print: (line: string) => void): Promise<TestResult> {
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: passes + failures === 0 ? 1 : failures, skipped: pending });
    });
    runner.on(Mocha.Runner.constants.EVENT_TEST_RETRY, (test, error) =>
      print(`Tried again: ${test.fullTitle()}: ${error.message}`),
    );
  });
}
