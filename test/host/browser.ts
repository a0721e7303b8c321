import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { setUpEditor } from './setup.mjs';

/** A page in a browser with a new profile; disposing it ends the browser. */
export interface Browser extends AsyncDisposable {
  readonly page: Page;
}

/** Chromium's own traffic to its maker has no place in a test. */
const quietFlags = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--disable-quic',
];

/**
 * Opens headless Chromium with one page of 1280 × 800.
 *
 * @param log file for what the page writes to its console
 */
export async function openBrowser(log: string): Promise<Browser> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'pd-'));
  const { chromium: executablePath } = await setUpEditor();
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, HOME: home },
    args: quietFlags,
    // Whoever opened it closes it; Playwright's own handlers would end this process before it has cleaned up.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 1200 }, reducedMotion: 'reduce' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  fs.mkdirSync(path.dirname(log), { recursive: true });
  const stream = fs.createWriteStream(log);
  page.on('console', (message) => stream.write(`${message.text()}\n`));
  const dispose = async () => {
    await browser.close();
    stream.end();
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  return { page, [Symbol.asyncDispose]: dispose };
}
