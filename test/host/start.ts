import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../esbuild.mjs';
import { startCodeServer } from './codeServer.ts';
import { openDesktop } from './desktop.ts';
import { setUpEditor } from './setup.mjs';
import { SetupError, withoutStack } from './setupError.mjs';

const usage = `npm start                  VS Code in the browser with this extension, on a sample account
npm start -- --desktop     the same in the desktop VS Code; where none is installed, one is downloaded
PORT=8080 npm start        at that port; a free one is picked otherwise`;

const root = path.resolve(import.meta.dirname, '../..');
const settings = {
  'pagerduty.sampleAccount.openWhenSignedOut': true,
  'workbench.startupEditor': 'readme',
};

try {
  await start();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const values = parse();
  if (values.help) return console.log(usage);
  const port = toPort(process.env.PORT);
  if (!values.desktop) await setUpEditor();
  console.log('Building …');
  await withoutStack(build);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pd-'));
  try {
    fs.cpSync(path.join(import.meta.dirname, 'workspace'), path.join(folder, 'workspace'), { recursive: true });
    const opened = { folder: path.join(folder, 'workspace'), settings, extension: root };
    await (values.desktop ? openDesktop({ ...opened, home: folder }) : serve({ ...opened, port }));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function parse(): { desktop?: boolean; help?: boolean } {
  try {
    return parseArgs({ options: { desktop: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

/** Serves until Ctrl-C. */
async function serve(options: Omit<Parameters<typeof startCodeServer>[0], 'log'>): Promise<void> {
  const ended = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ended.resolve());
  await using server = await startCodeServer({ ...options, log: path.join(root, 'out/logs/start-server.log') });
  console.log(
    `Open ${server.address} in a browser, click the On-Call icon at the left, and acknowledge an incident with the eye in its row; Ctrl-C ends it.`,
  );
  await ended.promise;
}

function toPort(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SetupError(`PORT is "${text}": set it to a number from 1 to 65535.`);
  }
  return port;
}
