#!/usr/bin/env node
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { setUpNode } from './setup.mjs';
import { SetupError } from './setupError.mjs';

/**
 * Runs `node …args` on the extension host's Node major, after making sure that the packages are there. Streams and
 * signals are the caller's, and `node` means the same Node in everything the script starts.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function runNode(args) {
  const node = await setUpNode();
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` };
  // Early releases of Node 24 call type stripping experimental on each start.
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], { stdio: 'inherit', env });
  forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 128 + os.constants.signals[signal] : (code ?? 1)));
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function forwardSignals(child) {
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  // At a terminal Ctrl-C reaches the child by itself; a second SIGINT would look like impatience.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
}

/**
 * Runs a script of this project as {@link runNode} does and ends this process with its exit code; failures of the setup
 * are told in one line.
 *
 * @param {readonly string[]} args
 */
export async function becomeNode(args) {
  try {
    process.exitCode = await runNode(args);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] === import.meta.filename) await becomeNode(process.argv.slice(2));
