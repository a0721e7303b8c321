import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { resultFolderVariable, type TestResult } from '../support/testResult.ts';
import { root } from './layer.ts';

const pollInterval = 300; // milliseconds

/**
 * Runs one suite in another process, prints its lines as they come and keeps them in out/logs/<name>.log.
 *
 * @param start starts the suite with this environment and gives its exit code
 * @returns the suite's counts; a suite that ends without counts, or with a bad exit code and no failure, crashed: one failure
 */
export async function runSuite(
  name: string,
  start: (env: Readonly<Record<string, string>>) => Promise<number>,
): Promise<TestResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pd-'));
  const log = path.join(folder, 'log.txt');
  fs.writeFileSync(log, '');
  const printed = follow(log);
  try {
    const code = await start({ [resultFolderVariable]: folder });
    return judge(name, code, path.join(folder, 'result.json'));
  } finally {
    printed.stop();
    fs.mkdirSync(path.join(root, 'out/logs'), { recursive: true });
    fs.copyFileSync(log, path.join(root, `out/logs/${name}.log`));
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function judge(name: string, code: number, file: string): TestResult {
  if (!fs.existsSync(file)) {
    console.log(`${name} crashed (exit code ${code}) before its tests had ended.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const result: TestResult = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (code === 0 || result.failed > 0) return result;
  console.log(`${name} passed its tests, then crashed (exit code ${code}).`);
  return { ...result, failed: 1 };
}

/** Prints what is appended to a file until stopped. */
function follow(file: string): { stop(): void } {
  let offset = 0;
  const print = () => {
    const text = fs.readFileSync(file).subarray(offset);
    offset += text.length;
    process.stdout.write(text);
  };
  const timer = setInterval(print, pollInterval);
  return {
    stop() {
      clearInterval(timer);
      print();
    },
  };
}
