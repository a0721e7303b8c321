import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { asks, choose, fails, namesUnder, useFlowAccount } from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { page } from '../../support/incidentPageHands.ts';
import { onScreen } from '../../support/screen.ts';

describe('What a plan lacks', () => {
  const account = useFlowAccount();
  const first = async () => (await namesUnder('Triggered'))[0] ?? assert.fail('Nothing is triggered.');
  const open = async (name: string) => {
    await vscode.commands.executeCommand('pagerduty.incident.showPage', account.held(name).id);
    await eventually(async () => assert.ok((await page.text('h1')).startsWith(name)), 20_000);
    await eventually(async () => assert.doesNotMatch(await page.text('article'), /Loading…/), 20_000);
  };
  /** What the palette offers for a text. */
  const offered = async (text: string): Promise<string> => {
    await press('F1');
    await eventually(async () => assert.equal(await hands.typed(), '>'));
    await typeText(text);
    const entries = await eventually(async () => {
      const found = (await hands.pickEntries()).join('\n');
      assert.ok(found.length > 0);
      return found;
    });
    await press('Escape');
    return entries;
  };
  const menu = (name: string, submenu: string): Promise<string> =>
    onScreen(
      async ({ page: window, workbench }, [row, title]) => {
        await (await workbench.row('Incidents', row ?? '')).click({ button: 'right' });
        await window
          .locator('.monaco-menu .action-label', { hasText: title ?? '' })
          .first()
          .hover();
        await window
          .locator('.monaco-submenu .action-label, .monaco-menu .monaco-menu .action-label')
          .first()
          .waitFor();
        const names = await window.locator('.monaco-menu .action-label').allInnerTexts();
        await window.keyboard.press('Escape');
        await window.keyboard.press('Escape');
        return names.join('\n');
      },
      [name, submenu],
    );

  it('is said on the page, hidden on the next one and asked for no more', async () => {
    const [one = '', other = ''] = await namesUnder('Triggered');
    account.sandbox.faults.set({ listRelatedIncidents: { kind: '402' }, listPastIncidents: { kind: '403' } });
    await open(one);
    await eventually(async () => assert.match(await page.text('#related'), /plan or token does not have it/));
    assert.match(await page.text('#past'), /plan or token does not have it/);
    await hands.screenshot('incident-page-lacking');
    account.sandbox.faults.clear();
    account.sandbox.log.clear();
    await open(other);
    assert.equal(await page.exists('#related'), false);
    assert.equal(await page.exists('#past'), false);
    assert.equal(await page.exists('#changes'), true);
    for (const operationId of ['listRelatedIncidents', 'listPastIncidents'])
      assert.equal(account.bodies(operationId).length, 0, operationId);
  });

  it('is told once for a workflow, and offered no more in menu, palette, page and list', async () => {
    const name = await first();
    assert.match(await menu(name, 'Call and Inform…'), /Run Workflow…/);
    account.sandbox.faults.set({ startIncidentWorkflow: { kind: '402' } });
    await hands.rowMenu('Incidents', name, 'Call and Inform…', 'Run Workflow…');
    await asks(/Run a Workflow/);
    await eventually(async () => assert.ok((await hands.pickEntries()).length > 0));
    await press('Enter');
    await fails(/plan does not include/);
    assert.doesNotMatch((await hands.messages()).join('\n'), /Retry/);
    await vscode.commands.executeCommand('notifications.clearAll');
    account.sandbox.faults.clear();
    const left = await menu(name, 'Call and Inform…');
    assert.match(left, /Publish Status Update…/);
    assert.doesNotMatch(left, /Run Workflow…/);
    assert.doesNotMatch(await offered('PagerDuty: Run Workflow'), /Run Workflow…/);
    await open(name);
    await page.focusOn('h1');
    await press('Shift+M');
    await asks(/Act on #\d+/);
    const all = (await hands.pickEntries()).join('\n');
    assert.match(all, /Publish Status Update…/);
    assert.doesNotMatch(all, /Run Workflow/);
  });

  it('takes the button for status updates from the page that is open', async () => {
    const name = await first();
    await open(name);
    assert.equal(await page.exists('[data-act="incident.publishStatusUpdate"]'), true);
    account.sandbox.faults.set({ createIncidentStatusUpdate: { kind: '402' } });
    await page.click('[data-act="incident.publishStatusUpdate"]');
    await asks(/Write It Yourself/);
    await press('ArrowDown', 'Enter');
    await asks(/Messages \d+ subscriber|Nobody is subscribed/);
    await choose('Publish Status Update');
    await asks(/plan does not include/);
    await press('Escape');
    await eventually(async () => assert.equal(await page.exists('[data-act="incident.publishStatusUpdate"]'), false));
  });
});
