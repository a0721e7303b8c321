import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestResult } from '../support/testResult.ts';
import { type Layer, root } from './layer.ts';
import { nodeLayer } from './nodeLayer.ts';
import { sum } from './sum.ts';

const tool = (name: string): string => path.join(root, 'node_modules', name);

const floors = nodeLayer('floors', 'test/invariants/floors.test.ts', 10);

/** Types, lint with format, and floors; each of the others counts as one test. */
export const check: Layer = {
  name: 'check',
  needs: 'nothing',
  run: async (interruption) =>
    sum(
      await Promise.all([
        passes('types', [tool('typescript/bin/tsc'), '--noEmit']),
        passes('types of the page', [tool('typescript/bin/tsc'), '--noEmit', '-p', 'src/page']),
        passes('lint and format', [
          tool('@biomejs/biome/bin/biome'),
          'ci',
          '--colors=off',
          '--diagnostic-level=error',
          '.',
        ]),
        floors.run(interruption).then(({ failed }) => (failed > 0 ? failure : success)),
      ]),
    ),
};

const success: TestResult = { passed: 1, failed: 0, skipped: 0 };
const failure: TestResult = { passed: 0, failed: 1, skipped: 0 };

/** Runs a tool, and prints what it says only where it ends with a bad exit code. */
async function passes(name: string, args: readonly string[]): Promise<TestResult> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('exit', resolve)),
  ]);
  if (code === 0) return success;
  console.log(`${name}:\n${output}${errors}`);
  return failure;
}
