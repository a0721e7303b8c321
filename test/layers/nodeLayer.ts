import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { type Layer, root } from './layer.ts';
import { runSuite } from './suite.ts';

const main = path.join(root, 'test/support/mochaMain.ts');

/**
 * A layer whose tests run in Node.
 *
 * @param glob of its test files, relative to the root
 * @param timeout of each test, in seconds
 */
export function nodeLayer(name: string, glob: string, timeout: number, needs: Layer['needs'] = 'nothing'): Layer {
  return {
    name,
    needs,
    run: (signal) => {
      const retries = needs === 'editor' ? 1 : 0;
      return runSuite(name, (env) => runMochaMain([String(timeout * 1000), String(retries), glob], env, signal));
    },
  };
}

async function runMochaMain(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  signal.addEventListener('abort', () => child.kill());
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
