import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, buildSuites, generate } from '../../esbuild.mjs';
import { setUpEditor } from '../host/setup.mjs';
import { SetupError, withoutStack } from '../host/setupError.mjs';
import type { TestResult } from '../support/testResult.ts';
import { check } from './checkLayer.ts';
import { desktop, host, modal } from './editorLayers.ts';
import { type Layer, root } from './layer.ts';
import { nodeLayer } from './nodeLayer.ts';
import { packageLayer } from './packageLayer.ts';
import { sum } from './sum.ts';

const usage = `node test/run.mjs                   every layer, in order
node test/run.mjs LAYER …           those layers, with every title printed
  --grep TEXT                       only the tests whose title holds the text
node test/run.mjs bench|sandbox …   the measurements, or the sandbox by itself, with its own arguments`;

/** What `npm test` runs, in this order: the quick ones first. */
const layers: readonly Layer[] = [
  check,
  nodeLayer('unit', 'test/unit/**/*.test.ts', 10),
  nodeLayer('invariants', 'test/invariants/**/*.test.ts', 60),
  nodeLayer('stdio', 'test/stdio/**/*.test.ts', 60),
  host,
  modal,
  nodeLayer('ui', 'test/ui/**/*.test.ts', 120, 'editor'),
  packageLayer,
];

/** Programs that are no tests; they take the remaining arguments. */
const programs: Readonly<Record<string, { file: string; prepare: () => Promise<unknown> }>> = {
  bench: { file: 'test/bench/main.ts', prepare: build },
  sandbox: { file: 'src/bin/sandbox.ts', prepare: generate },
};

const [first = '', ...others] = process.argv.slice(2);
const program = programs[first];
process.exitCode = program ? await runProgram(program, others) : await runLayers(process.argv.slice(2));

async function runProgram({ file, prepare }: (typeof programs)[string], args: readonly string[]): Promise<number> {
  await prepare();
  const child = spawn(process.execPath, [path.join(root, file), ...args], { stdio: 'inherit' });
  process.on('SIGINT', () => undefined); // the program decides what Ctrl-C means
  process.on('SIGTERM', () => child.kill());
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

async function runLayers(args: string[]): Promise<number> {
  const options = { grep: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const known = [...layers, desktop];
  const unknown = positionals.filter((name) => !known.some((layer) => layer.name === name));
  if (values.help || unknown.length > 0) {
    console.log(`${unknown.map((name) => `There is no layer "${name}".\n`).join('')}${usage}`);
    console.log(`Layers: ${known.map(({ name }) => name).join(', ')}`);
    return values.help ? 0 : 2;
  }
  if (values.grep) process.env.TEST_GREP = values.grep;
  if (positionals.length > 0) process.env.TEST_VERBOSE = '1';
  return runChosen(positionals.length > 0 ? known.filter(({ name }) => positionals.includes(name)) : layers);
}

async function runChosen(chosen: readonly Layer[]): Promise<number> {
  const results: TestResult[] = [];
  const needsEditor = chosen.some(({ needs }) => needs === 'editor');
  if (needsEditor) results.push(await told('setup', () => succeeds(setUpEditor)));
  results.push(await told('build', () => succeeds(() => withoutStack(buildAll))));
  const interruption = new AbortController();
  process.on('SIGINT', () => interruption.abort());
  process.on('SIGTERM', () => process.kill(process.pid, 'SIGINT'));
  for (const layer of sum(results).failed > 0 ? [] : chosen) {
    if (!interruption.signal.aborted) results.push(await told(layer.name, () => layer.run(interruption.signal)));
  }
  const { passed, failed } = sum(results);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** The suites import what the build generates. */
async function buildAll(): Promise<void> {
  await build();
  await buildSuites();
}

/** A preparation counts only when it fails. */
async function succeeds(prepare: () => Promise<unknown>): Promise<TestResult> {
  await prepare();
  return { passed: 0, failed: 0, skipped: 0 };
}

/** Runs one part and prints its line; an error in it is one failure, and the next part still runs. */
async function told(name: string, run: () => Promise<TestResult>): Promise<TestResult> {
  const start = performance.now();
  const result = await run().catch((error: unknown) => {
    console.log(error instanceof SetupError ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  const counts = Object.entries(result).filter(([, count]) => count > 0);
  const told = counts.map(([what, count]) => `${count} ${what}`).join(', ') || 'done';
  console.log(`${name.padEnd(12)} ${told}  (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return result;
}
