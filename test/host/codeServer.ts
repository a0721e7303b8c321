import { type ChildProcess, execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { setUpEditor } from './setup.mjs';

/** What a VS Code in the browser is started with. */
export interface CodeServerOptions {
  /** The folder it opens; an empty one when left out. */
  readonly folder?: string | undefined;
  /** User settings on top of the quiet ones below. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** An extension to install: a `.vsix` file, or a folder to load from where it lies. */
  readonly extension?: string | undefined;
  /** The display language, English when left out. VS Code's own texts stay English: it has no pack for another one. */
  readonly language?: string | undefined;
  /** A free port is picked when left out. */
  readonly port?: number | undefined;
  /** More environment for the server and its extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where the server's output goes. */
  readonly log: string;
}

/** A running VS Code server; disposing it ends the server and removes its home. */
export interface CodeServer extends AsyncDisposable {
  readonly address: string;
  readonly folder: string;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
};

/**
 * Starts a VS Code server on loopback. It sees nothing of the person's own editor, settings or npm: home, temporary
 * files and extensions lie in one new folder. That folder's path is short because sockets are made in it.
 */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const { node, codeServer } = await setUpEditor();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'pd-'));
  const folder = options.folder ?? path.join(home, 'workspace');
  const environment = { ...prepareHome(home, folder, options.settings ?? {}), ...options.env };
  const places = ['--config', 'config.yaml', '--user-data-dir', 'data', '--extensions-dir', 'extensions'].map((part) =>
    part.startsWith('--') ? part : path.join(home, part),
  );
  const language = options.language ? ['--locale', addLanguage(home, options.language)] : [];
  if (options.extension) await addExtension(options.extension, home, [node, codeServer, ...places], environment);
  const server = spawn(
    node,
    [
      codeServer,
      ...places,
      '--auth',
      'none',
      '--bind-addr',
      `127.0.0.1:${options.port ?? 0}`,
      ...quietFlags,
      ...language,
      folder,
    ],
    { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const dispose = async () => {
    await stop(server);
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { address: await listening(server, options.log), folder, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

const quietFlags = [
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-workspace-trust',
  '--disable-getting-started-override',
];

/** Makes the folders and settings, and gives the environment in which the server lives. */
function prepareHome(home: string, folder: string, settings: Readonly<Record<string, unknown>>): NodeJS.ProcessEnv {
  for (const made of ['data/User', 'extensions', 't']) fs.mkdirSync(path.join(home, made), { recursive: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(home, 'data/User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  const foreign = /^(VSCODE_|XDG_|PAGERDUTY_|npm_|ELECTRON_|NODE_OPTIONS$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), HOME: home, TMPDIR: path.join(home, 't') };
}

/** Makes an empty language pack, so that VS Code takes the language for one it has; gives its name back. */
function addLanguage(home: string, language: string): string {
  const pack = path.join(home, 'data/languagePack.json');
  fs.writeFileSync(pack, JSON.stringify({ contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'tests.language' }, version: '1.0.0' }];
  const packs = { [language]: { hash: language, label: language, extensions, translations: { vscode: pack } } };
  fs.writeFileSync(path.join(home, 'data/languagepacks.json'), JSON.stringify(packs));
  return language;
}

/** A folder is linked, so that a new build shows after a reload of the window. */
async function addExtension(
  extension: string,
  home: string,
  [node = '', ...server]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (extension.endsWith('.vsix')) {
    await promisify(execFile)(node, [...server, '--install-extension', extension], { env });
  } else {
    fs.symlinkSync(extension, path.join(home, 'extensions', path.basename(extension)));
  }
}

/** Waits until the server says where it listens; throws with its last lines when it ends before. */
function listening(server: ChildProcess, logFile: string): Promise<string> {
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const log = fs.createWriteStream(logFile);
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      createInterface({ input: stream as NodeJS.ReadableStream }).on('line', (line) => {
        log.write(`${line}\n`);
        lines.push(line);
        const address = /server listening on (http:\/\/[\d.]+:\d+)/.exec(line)?.[1];
        if (address) resolve(address);
      });
    }
    server.once('exit', () => reject(new Error(`code-server did not start:\n${lines.slice(-10).join('\n')}`)));
  });
}

/** Ends the server and the processes it started: they are one process group. */
function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return resolve();
    server.once('exit', () => resolve());
    process.kill(-server.pid, 'SIGKILL');
  });
}
