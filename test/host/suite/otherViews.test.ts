import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press } from '../../support/hands.ts';
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
    await vscode.commands.executeCommand('pagerduty.services.focus');
    await eventually(async () => {
      await press('End');
      const focused = await onScreen(async ({ workbench }) =>
        (await workbench.view('Services')).locator('.monaco-list-row.focused').allInnerTexts(),
      );
      assert.match(focused.join(), /Load more/);
    });
    await press('Enter');
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
    const open = sandboxIncidents(sandbox).filter(({ status }) => status !== 'resolved');
    const isAlone = ({ service }: { service: string }) =>
      open.filter((other) => other.service === service).length === 1;
    const alone = open.find((incident) => incident.status === 'triggered' && isAlone(incident));
    const { name, service } = alone ?? assert.fail('No service has just one open incident, triggered.');
    await vscode.commands.executeCommand('pagerduty.services.focus');
    await onScreen(async ({ page, workbench }, label) => {
      const focused = (await workbench.view('Services')).locator('.monaco-list-row.focused');
      await page.keyboard.press('Home');
      for (let row = 0; row < 100 && !(await focused.innerText()).startsWith(label); row++) {
        await page.keyboard.press('ArrowDown');
      }
      await page.keyboard.press('ArrowRight'); // opens it
      await page.keyboard.press('ArrowDown'); // and brings its first row into sight
    }, service);
    await hands.rowAction('Services', name, 'Acknowledge');
    await eventually(() => assert.equal(sandboxIncident(sandbox, name).status, 'acknowledged'));
    await eventually(async () =>
      assert.ok((await hands.rows('Services')).some((row) => row.startsWith(service) && row.includes('acknowledged'))),
    );
  });

  it('follows an incident below its service as in the list of incidents, and lets go of it there', async () => {
    const rows = await hands.rows('Services');
    const name = rows.map((row) => /^ {2}(#\d+) /.exec(row)?.[1]).find(Boolean) ?? assert.fail(rows.join('\n'));
    const isFollowed = (wanted: boolean) =>
      rowsWhen('Services', (all) => all.some((row) => row.includes(name) && row.endsWith('followed') === wanted));
    await hands.rowMenu('Services', name, 'Follow');
    await isFollowed(true);
    await hands.rowMenu('Services', name, 'Unfollow');
    await isFollowed(false);
  });
});
