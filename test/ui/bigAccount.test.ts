import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { createSandbox, type LoggedCall, type Sandbox } from '../../src/sandbox/main.ts';
import { type Editor, openSignedInEditor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';
import { median } from '../support/firstRows.ts';
import { startWatching, type Watching } from '../support/rowWatch.ts';

const day = 86_400_000;
/** Milliseconds that PagerDuty takes for a page of a hundred incidents. */
const latency = 1000;

describe('The sidebar of an account of 10,000 open incidents and 5,000 services', () => {
  let sandbox: Sandbox;
  let editor: Editor;
  let watching: Watching;
  before(async () => {
    sandbox = await createSandbox({
      now: Date.now() - 3 * day, // So that no age moves on meanwhile.
      standing: true,
      scale: { incidents: 10_000, services: 5000, open: 1 },
      rateLimit: { calls: 10_000, seconds: 60 },
    });
    editor = await openSignedInEditor('ui-big', sandbox);
    watching = await startWatching(editor.page);
  });
  after(async () => {
    await editor?.[Symbol.asyncDispose]();
    sandbox?.dispose();
  });

  const show = async (scope: string): Promise<void> => {
    await editor.workbench.viewAction('Incidents', 'Show Whose Incidents');
    await editor.workbench.pick(scope);
  };
  const refresh = (): Promise<void> => editor.workbench.viewAction('Incidents', 'Refresh');
  /** Waits until nothing is painted for longer than a page takes: all are there. */
  const settled = (): Promise<void> =>
    eventually(async () => {
      await watching.clear();
      await wait(latency + 500);
      assert.deepEqual(await watching.painted(), []);
    }, 20_000);
  /** When the first page of the list is answered, in milliseconds since 1970. */
  const firstAnswer = async (): Promise<number> => {
    const isFirst = ({ operationId, query }: LoggedCall) =>
      operationId === 'listIncidents' && query.offset?.[0] === '0';
    while (!sandbox.log.calls().some(isFirst)) await wait(2);
    return Date.now();
  };

  it('shows its first rows within 1.2 times the request of the first page', async () => {
    sandbox.faults.set({ listIncidents: { kind: 'latency', ms: latency } });
    const ratios: number[] = [];
    for (const scope of ['All', 'Mine', 'All', 'Mine', 'All']) {
      sandbox.log.clear();
      await watching.clear();
      const [answered] = await Promise.all([firstAnswer(), show(scope)]);
      const shown = await eventually(async () => (await watching.appeared()) ?? assert.fail('There are no rows.'));
      ratios.push((shown - answered + latency) / latency);
    }
    sandbox.faults.clear();
    assert.ok(median(ratios) <= 1.2, ratios.map((ratio) => ratio.toFixed(2)).join(', '));
  });

  it('paints the one row anew that a refresh has changed', async () => {
    await settled();
    const [name = ''] = /#\d+/.exec((await editor.workbench.rows('Incidents'))[5] ?? '') ?? [];
    for (const incident of sandbox.state.collection('incidents').values())
      if (name === `#${incident.incident_number}`) incident.title = 'Somebody changed this title';
    await watching.clear();
    await refresh();
    await eventually(async () =>
      assert.ok((await editor.workbench.rows('Incidents')).some((row) => row.includes('Somebody changed this title'))),
    );
    await wait(700); // The rest of the pages.
    assert.deepEqual(
      (await watching.painted()).map((row) => /#\d+/.exec(row)?.[0] ?? row),
      [name],
    );
  });

  it('scrolls and takes keys while the network is held as it does otherwise', async () => {
    const { page, workbench } = editor;
    const type = async (): Promise<number> => {
      await workbench.runCommand('PagerDuty: Create Incident');
      await page.locator('.quick-input-widget input').waitFor();
      await watching.clear();
      await page.keyboard.type('payments gateway europe', { delay: 30 });
      const times = await watching.keys();
      assert.equal(times.length, 23);
      await page.keyboard.press('Escape');
      return median(times);
    };
    const scroll = async (): Promise<number> => {
      const box = await (await workbench.view('Incidents')).boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + 80, box.y + 60);
      await watching.clear();
      for (let turn = 0; turn < 20; turn++) {
        await page.mouse.wheel(0, 200);
        await page.waitForTimeout(50);
      }
      await page.mouse.wheel(0, -4000);
      const times = await watching.scrolls();
      assert.ok(times.length >= 15, `${times.length} times the rows moved`);
      return median(times);
    };
    const [typed, scrolled] = [await type(), await scroll()];
    sandbox.faults.set({ '*': { kind: 'stall' } });
    await refresh();
    const [typedHeld, scrolledHeld] = [await type(), await scroll()];
    sandbox.faults.clear();
    const frame = 17;
    assert.ok(typedHeld <= 1.5 * typed + frame, `${typedHeld} ms a key, ${typed} ms otherwise`);
    assert.ok(scrolledHeld <= 1.5 * scrolled + frame, `${scrolledHeld} ms a turn, ${scrolled} ms otherwise`);
  });
});
