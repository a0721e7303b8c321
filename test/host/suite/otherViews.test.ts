import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands } from '../../support/hands.ts';
import { sandboxIncident, sandboxIncidents } from '../../support/sandboxIncidents.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

describe('On-Calls and Services', () => {
  let sandbox: Sandbox;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true, scale: { services: 250 } });
    await signInAsUser();
  });
  after(() => sandbox && closeTestAccount(sandbox));

  const rowsWhen = (view: string, isThere: (rows: readonly string[]) => boolean) =>
    eventually(async () => {
      const rows = await hands.rows(view);
      assert.ok(isThere(rows), rows.join('\n'));
      return rows;
    });
  const isNamed = (collection: string, name: string) =>
    [...sandbox.state.collection(collection).values()].some((one) => name.startsWith(String(one.name)));

  it('tells me first whether I am on call, and for what', async () => {
    const rows = await rowsWhen('On-Calls', ([first]) => /^You are (not )?on call/.test(first ?? ''));
    const mine = rows.filter((row) => /^ {2}\S/.test(row)).map((row) => row.trim());
    assert.ok(mine.length > 0 && mine.every((row) => isNamed('escalation_policies', row)), rows.join('\n'));
  });

  it('lists services with their open incidents, a page at a time', async () => {
    const rows = await rowsWhen('Services', ([first]) => first !== undefined && first !== 'Loading…');
    assert.ok(
      rows.every((row) => isNamed('services', row)),
      rows.join('\n'),
    );
    sandbox.log.clear();
    await onScreen(async ({ workbench, page }) => {
      await (await workbench.view('Services')).locator('.monaco-list-row').first().click();
      await page.keyboard.press('End');
      await (await workbench.row('Services', 'Load more…')).click();
    });
    await eventually(() => {
      const asked = sandbox.log.calls().filter(({ operationId }) => operationId === 'listServices');
      assert.ok(
        asked.some(({ query }) => query.offset?.[0] === '100'),
        JSON.stringify(asked.map(({ query }) => query)),
      );
    });
    await hands.screenshot('services-more');
  });

  it('acknowledges an incident below its service', async () => {
    const [{ name, service } = assert.fail('Nothing is triggered.')] = sandboxIncidents(sandbox, 'triggered');
    await onScreen(async ({ workbench, page }, wanted) => {
      await (await workbench.view('Services')).locator('.monaco-list-row').first().click();
      await page.keyboard.press('Home');
      for (let tries = 0; tries < 60 && !(await (await workbench.row('Services', wanted)).count()); tries++) {
        await page.keyboard.press('PageDown');
      }
      await (await workbench.row('Services', wanted)).click();
      await page.keyboard.press('ArrowRight');
    }, service);
    await hands.rowAction('Services', name, 'Acknowledge');
    await eventually(() => assert.equal(sandboxIncident(sandbox, name).status, 'acknowledged'));
    await eventually(async () =>
      assert.ok((await hands.rows('Services')).some((row) => row.startsWith(service) && row.includes('acknowledged'))),
    );
  });
});
