import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, openBrowser } from '../host/browser.ts';
import { eventually } from '../support/eventually.ts';
import { createWorkbench, type Workbench } from '../support/workbench.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('npm start', () => {
  let start: ChildProcess;
  let browser: Browser;
  let workbench: Workbench;
  before(async () => {
    start = spawn(process.execPath, ['test/host/start.mjs'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    browser = await openBrowser(path.join(root, 'out/logs/ui-start-browser.log'));
    workbench = createWorkbench(browser.page);
  });
  after(async () => {
    start?.kill();
    await browser?.[Symbol.asyncDispose]();
  });

  it('prints one line with the address to open and what to try first', async () => {
    const address = await addressFrom(start);
    await browser.page.goto(address);
  });

  it('shows the sample account to who does that', async () => {
    await workbench.openContainer('On-Call');
    await eventually(async () => assert.match((await triggered())[0] ?? '', /^#\d+$/), 20_000);
    await workbench.screenshot('start');
  });

  it('acknowledges with the eye in a row', async () => {
    const [name = ''] = await triggered();
    await workbench.rowAction('Incidents', name, 'Acknowledge');
    await eventually(async () => assert.ok(!(await triggered()).includes(name)));
    await workbench.screenshot('start-acknowledged');
  });

  it('ends on Ctrl-C', async () => {
    start.kill('SIGINT');
    assert.deepEqual(await once(start, 'exit'), [0, null]);
  });

  /** The numbers of the triggered incidents. */
  const triggered = async () => {
    const rows = await workbench.rows('Incidents');
    const end = rows.findIndex((row) => row.startsWith('Acknowledged'));
    return rows.slice(0, end === -1 ? undefined : end).flatMap((row) => /^ {2}(#\d+)/.exec(row)?.[1] ?? []);
  };
});

async function addressFrom({ stdout }: ChildProcess): Promise<string> {
  assert.ok(stdout);
  for await (const line of createInterface({ input: stdout })) {
    const address = /^Open (http:\S+) in a browser, .*acknowledge/.exec(line)?.[1];
    if (address) return address;
  }
  return assert.fail('It ended without saying what to open.');
}
