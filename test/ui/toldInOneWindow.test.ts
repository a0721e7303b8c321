import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { type Editor, openSignedInEditor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';
import { raiseIncident } from '../support/raiseIncident.ts';
import { sandboxIncidents } from '../support/sandboxIncidents.ts';
import { createWorkbench, type Workbench } from '../support/workbench.ts';

/** Seconds between two looks of a window whose sidebar nobody has opened: twice the shortest interval, and some. */
const look = 36_000;

describe('Being told in windows where nobody has opened the sidebar', () => {
  let sandbox: Sandbox;
  let editor: Editor;
  let windows: { readonly page: Page; readonly workbench: Workbench }[];
  before(async () => {
    sandbox = await createSandbox({ standing: true });
    editor = await openSignedInEditor('ui-told', sandbox, { 'pagerduty.refreshInterval': 15 });
    const { workbench, page } = editor;
    await workbench.openContainer('Explorer');
    await page.waitForTimeout(1500); // VS Code writes down which container is open a moment later.
    const second = await page.context().newPage();
    sandbox.log.clear();
    await Promise.all([page.reload(), second.goto(page.url())]);
    windows = [page, second].map((one) => ({ page: one, workbench: createWorkbench(one) }));
  });
  after(async () => {
    await editor?.[Symbol.asyncDispose]();
    sandbox?.dispose();
  });

  /** Places of the windows that have told. */
  const tellers = new Set<number>();
  const callsOf = (wanted: string) => sandbox.log.calls().filter(({ operationId }) => operationId === wanted);
  const looks = () => callsOf('listIncidents').length;
  const told = async (title: string) =>
    (await Promise.all(windows.map(({ workbench }) => workbench.messages()))).map(
      (messages) => messages.filter((text) => text.includes(title)).length,
    );

  it('knows how things stand for me from one call for my incidents, and one for my shifts', async () => {
    for (const { page } of windows)
      await page
        .locator('.statusbar-item', { hasText: /on call/ })
        .first()
        .waitFor({ timeout: 30_000 });
    const me = sandbox.state.collection('users').values().next().value?.id;
    const isOfMine = ({ query }: { readonly query: Readonly<Record<string, readonly string[]>> }) =>
      query['user_ids[]']?.join() === me;
    assert.deepEqual([...new Set(sandbox.log.calls().map(({ operationId }) => operationId))].sort(), [
      'listIncidents',
      'listOnCalls',
    ]);
    assert.ok([...callsOf('listIncidents'), ...callsOf('listOnCalls')].every(isOfMine));
    assert.deepEqual([looks(), callsOf('listOnCalls').length], [2, 2], 'one of each in each window');
    const triggered = sandboxIncidents(sandbox, 'triggered').filter(({ assigneeIds }) =>
      assigneeIds.includes(String(me)),
    );
    const badge = windows.at(-1)?.page.locator('.activitybar .badge-content', { hasText: /^\d+$/ });
    await eventually(async () => assert.equal(await badge?.first().innerText(), `${triggered.length}`));
    await editor.workbench.screenshot('told-sidebar-closed');
  });

  it('tells of a new incident of mine in one window, however many have seen it', async () => {
    await raiseIncident(sandbox, 'Pager is on fire');
    const before = looks();
    // A message goes from the screen after a while; the windows look one after the other.
    await eventually(async () => {
      for (const [index, count] of (await told('Pager is on fire')).entries()) if (count > 0) tellers.add(index);
      assert.ok(looks() >= before + 3, 'both windows have looked');
    }, 2 * look);
    assert.equal(tellers.size, 1);
  });

  it('tells in the other window once the one that told is closed', async () => {
    const [closed] = windows.splice([...tellers][0] ?? 0, 1);
    await closed?.page.close();
    await raiseIncident(sandbox, 'Still burning');
    await eventually(async () => assert.deepEqual(await told('Still burning'), [1]), look);
  });
});
