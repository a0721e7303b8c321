import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { SetupError } from './setupError.mjs';

/** What the desktop VS Code is opened with. */
export interface DesktopOptions {
  readonly folder: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The folder of the extension under development. */
  readonly extension: string;
  /** Takes the editor's own data; the caller removes it. */
  readonly home: string;
}

/** Opens a window of the desktop VS Code that knows nothing of the person's own, and waits until it is closed. */
export async function openDesktop({ folder, settings, extension, home }: DesktopOptions): Promise<void> {
  const data = path.join(home, 'data');
  fs.mkdirSync(path.join(data, 'User'), { recursive: true });
  fs.writeFileSync(path.join(data, 'User/settings.json'), JSON.stringify(settings));
  assertDisplay();
  const editor = installedCode() ?? (await downloadCode());
  console.log(
    'Opening VS Code: click the On-Call icon at the left, and acknowledge an incident with the eye in its row.',
  );
  const places = [
    `--extensionDevelopmentPath=${extension}`,
    `--user-data-dir=${data}`,
    `--extensions-dir=${path.join(home, 'extensions')}`,
  ];
  const flags = ['--disable-workspace-trust', '--new-window', '--wait', ...sandboxFlags()];
  const window = spawn(editor, [...places, ...flags, folder], {
    stdio: 'inherit',
    shell: process.platform === 'win32', // `code` is a .cmd file there
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => window.kill());
  const [code] = await once(window, 'exit');
  if (code) throw new SetupError(`VS Code ended with exit code ${code}: what it wrote above says why.`);
}

/** Downloads the current VS Code, once, and gives the path of its executable. */
export async function downloadCode(): Promise<string> {
  try {
    return await downloadAndUnzipVSCode('stable');
  } catch (error) {
    throw new SetupError(`VS Code could not be downloaded (${error}): connect to the internet and try again.`);
  }
}

/** Throws where no window can be shown. */
export function assertDisplay(): void {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return;
  throw new SetupError('There is no display here: leave the desktop out, or run it under xvfb-run.');
}

/** The `code` command on the path. */
function installedCode(): string | undefined {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

/** Chromium's own sandbox refuses root. */
const sandboxFlags = (): readonly string[] =>
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
