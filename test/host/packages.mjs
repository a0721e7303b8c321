import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from './setupError.mjs';

/**
 * Says whether `folder/node_modules` holds exactly the versions of `folder/package-lock.json`. npm writes its own record
 * (`node_modules/.package-lock.json`) as the last act of an install, so a torn-off install does not count.
 *
 * @param {string} folder
 */
export function isInstalled(folder) {
  const installed = readLock(path.join(folder, 'node_modules/.package-lock.json'));
  const wanted = readLock(path.join(folder, 'package-lock.json'));
  return Object.entries(wanted).every(
    ([place, entry]) => place === '' || entry.optional === true || installed[place]?.version === entry.version,
  );
}

/**
 * Runs npm in `folder` without install scripts, quietly but for its errors.
 *
 * @param {string} folder
 * @param {...string} args
 */
export function npm(folder, ...args) {
  try {
    execFileSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environmentForNpm(),
      shell: process.platform === 'win32', // npm is a .cmd file there
    });
  } catch {
    throw new SetupError(`npm ${args[0]} failed in ${folder}: mend what its lines above say, then try again.`);
  }
}

/**
 * The npm that runs our script hands its own settings down as npm_* variables, among them the folder to install into:
 * only the ones that say where packages come from may reach an npm for another folder. And npm looks for the machine's
 * settings beside the Node it runs on, so the Node in this folder (see node.mjs) must not be the first on its path.
 */
function environmentForNpm() {
  const passed =
    /^npm_config_(cache|registry|cafile|userconfig|globalconfig|prefer_offline|offline|https?_proxy|noproxy)$/i;
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || passed.test(name));
  const places = (process.env.PATH ?? '').split(path.delimiter);
  const outside = places.filter((place) => !place.startsWith(import.meta.dirname));
  return { ...Object.fromEntries(kept), PATH: outside.join(path.delimiter) };
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string; optional?: boolean }>}
 */
function readLock(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).packages : {};
}
