import { globSync } from 'node:fs';
import path from 'node:path';
import { runMocha } from '../support/runMocha.ts';

const timeout = 60_000;

/** What VS Code calls as `extensionTestsPath`: runs the tests beside this bundle, throws when one failed. */
export async function run(): Promise<void> {
  const { failed } = await runMocha(globSync(path.join(__dirname, '*.test.js')), timeout, 1);
  if (failed > 0) throw new Error(`${failed} failed`);
}
