import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { page } from '../../support/incidentPageHands.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

type Incident = Readonly<Record<string, unknown>>;

describe('The incident page', () => {
  let sandbox: Sandbox;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
  });
  after(async () => {
    if (!sandbox) return;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await closeTestAccount(sandbox);
  });

  const incidents = () => [...sandbox.state.collection('incidents').values()];
  const find = (is: (incident: Incident) => boolean) => incidents().find(is) ?? assert.fail('No such incident.');
  const byTitle = (words: RegExp) => find(({ title }) => words.test(String(title)));
  const toName = (incident: Incident) => `#${incident.incident_number}`;
  const isMine = (incident: Incident) =>
    incident.status === 'triggered' &&
    JSON.stringify(incident.assignments).includes(`${[...sandbox.state.collection('users').keys()][0]}`);
  const open = async (incident: Incident) => {
    await vscode.commands.executeCommand('pagerduty.incident.showPage', incident.id);
    await eventually(async () => assert.ok((await page.text('h1')).startsWith(toName(incident))));
  };
  const posts = () => sandbox.log.calls().filter(({ operationId }) => operationId === 'createIncidentNote');
  const titles = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

  it('opens by choosing an incident, and the next look takes its tab', async () => {
    const [first, second] = incidents().filter(isMine);
    assert.ok(first && second);
    for (const incident of [first, second]) {
      await onScreen(async ({ workbench }, row) => (await workbench.row('Incidents', row)).click(), toName(incident));
      await eventually(async () => assert.ok((await page.text('h1')).startsWith(toName(incident))));
    }
    const pages = titles().filter((title) => title.startsWith('#'));
    assert.deepEqual(
      pages.map((title) => title.split(' ')[0]),
      [toName(second)],
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('tells all of an incident', async () => {
    await open(byTitle(/5xx ratio/));
    await eventually(async () => assert.match(await page.text('#alerts'), /Prometheus/));
    await eventually(async () => assert.doesNotMatch(await page.text('article'), /Loading…/));
    assert.match(await page.text('.state'), /Triggered\s+high urgency\s+P1/);
    assert.match(await page.text('.runbooks'), /runbooks\.example\.com\/edge-gateway/);
    assert.match(await page.text('#people'), /Maya Lindqvist[\s\S]*no answer yet/);
    assert.match(await page.text('#alerts'), /Value\s+0\.0527/);
    assert.match(await page.text('#notes'), /4\.18 deploy of checkout-api/);
    assert.match(await page.text('#changes'), /Deployed checkout-api 4\.18/);
    assert.match(await page.text('#timeline'), /by people, \d+ automatic/);
    assert.deepEqual(await page.problems(), []);
    await hands.screenshot('incident-page');
  });

  it('is seen in three themes', async () => {
    const workbench = vscode.workspace.getConfiguration('workbench');
    const before = workbench.inspect<string>('colorTheme')?.globalValue;
    for (const [name, theme, sign] of [
      ['dark', 'Default Dark Modern', 'vscode-dark'],
      ['light', 'Default Light Modern', 'vscode-light'],
      ['high-contrast', 'Default High Contrast', 'vscode-high-contrast'],
    ] as const) {
      await workbench.update('colorTheme', theme, vscode.ConfigurationTarget.Global);
      await eventually(async () => assert.ok((await page.themes()).includes(sign)));
      await hands.screenshot(`incident-page-${name}`);
    }
    await workbench.update('colorTheme', before, vscode.ConfigurationTarget.Global);
  });

  it('acknowledges, and keeps the focus among the actions', async () => {
    const incident = byTitle(/5xx ratio/);
    await page.click('[data-act="incident.acknowledge"]');
    await eventually(() => assert.equal(byTitle(/5xx ratio/).status, 'acknowledged'));
    await eventually(async () => assert.match(await page.text('.state'), /Acknowledged/));
    await eventually(async () => assert.equal(await page.exists('[data-act="incident.acknowledge"]'), false));
    await eventually(async () => assert.equal(await page.focus(), 'incident.resolve'));
    await eventually(async () => assert.match(await page.text('.spoken'), /is acknowledged/));
    await eventually(async () => assert.match(await page.text('#people'), /acknowledged at/));
    await eventually(async () => {
      const rows = await hands.rows('Incidents');
      const acknowledged = rows.findIndex((row) => row.startsWith('Acknowledged'));
      assert.ok(rows.findIndex((row) => row.includes(toName(incident))) > acknowledged, rows.join('\n'));
    });
  });

  it('posts a note by key', async () => {
    await page.click('#note');
    await typeText('Upstream pool is fine.');
    await press('Enter');
    await typeText('Rolling back 4.18.');
    await press('Control+Enter');
    await eventually(() =>
      assert.deepEqual(posts().at(-1)?.body, { note: { content: 'Upstream pool is fine.\nRolling back 4.18.' } }),
    );
    await eventually(async () => assert.equal(await page.draft(), ''));
    await eventually(async () => assert.match(await page.text('#notes .rows'), /Rolling back 4\.18\./));
  });

  it('keeps a note that could not be posted, also when its tab was hidden', async () => {
    sandbox.faults.set({ createIncidentNote: { kind: '500' } });
    await page.click('#note');
    await typeText('Do not lose me.');
    await page.click('[data-act=postNote]');
    await eventually(
      async () => assert.match(await page.text('#note-state'), /was not posted: PagerDuty failed/),
      20_000,
    );
    assert.equal(await page.draft(), 'Do not lose me.');
    assert.deepEqual(await hands.messages(), []);
    await hands.screenshot('incident-page-note-failed');
    const document = await vscode.workspace.openTextDocument({ content: 'Something else' });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Active });
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually(async () => assert.equal(await page.draft(), 'Do not lose me.'));
    sandbox.faults.clear();
    await page.click('[data-act=postNote]');
    await eventually(() => assert.equal(posts().at(-1)?.status, 200));
    await eventually(async () => assert.equal(await page.draft(), ''));
  });

  it('keeps scroll, focus, folds and draft while it updates', async () => {
    await page.click('#note');
    await typeText('Half a thought');
    const [json] = await page.ids('#alerts details[id^=json-]');
    await page.click(`#${json} summary`);
    await page.focusOn('#note');
    const before = await page.scroll();
    assert.ok(before > 0);
    const [note] = sandbox.state.collection(`incidents/${byTitle(/5xx ratio/).id}/notes`).values();
    assert.ok(note);
    Object.assign(note, { content: 'Somebody else was here.' });
    await vscode.commands.executeCommand('pagerduty.incidents.refresh');
    await page.press('[data-act=refresh]');
    await eventually(async () => assert.match(await page.text('#notes .rows'), /Somebody else was here/));
    assert.equal(await page.draft(), 'Half a thought');
    assert.equal(await page.exists(`#${json}[open]`), true);
    assert.ok(Math.abs((await page.scroll()) - before) < 100);
  });

  it('opens files of the workspace that a stack trace names, and offers no others', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('No folder is open.');
    const file = vscode.Uri.joinPath(folder, 'src/cart/summary.ts');
    await vscode.workspace.fs.writeFile(file, Buffer.from('// a line\n'.repeat(60)));
    const outside = await mkdtemp(path.join(tmpdir(), 'pd-'));
    await writeFile(path.join(outside, 'secret.ts'), 'secret');
    await symlink(path.join(outside, 'secret.ts'), vscode.Uri.joinPath(folder, 'src/link.ts').fsPath);
    const incident = byTitle(/TypeError/);
    const [alert] = sandbox.state.collection(`incidents/${incident.id}/alerts`).values();
    assert.ok(alert);
    const { details } = alert.body as { details: Record<string, unknown> };
    details.environment = `src/link.ts:1 ${outside}/secret.ts:1 ../src/cart/summary.ts:1 /etc/hosts.conf:1`;
    await open(incident);
    await eventually(async () => assert.match(await page.text('#alerts'), /src\/link\.ts:1/));
    await eventually(async () => assert.deepEqual(await page.texts('[data-act=openFile]'), ['src/cart/summary.ts:41']));
    await hands.screenshot('incident-page-stack-trace');
    await page.click('[data-act=openFile]');
    await eventually(() => {
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), file.toString());
      assert.equal(editor?.selection.active.line, 40);
    });
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'src'), { recursive: true });
    await rm(outside, { recursive: true });
  });

  it('says which part failed, keeps the others, and tries again', async () => {
    sandbox.faults.set({ listIncidentAlerts: { kind: '500' } });
    await open(byTitle(/replica lag above 90/));
    await eventually(
      async () => assert.match(await page.text('#alerts'), /Alerts could not be loaded: PagerDuty failed/),
      20_000,
    );
    assert.match(await page.text('#notes'), /holding a snapshot/);
    await hands.screenshot('incident-page-part-failed');
    sandbox.faults.clear();
    await page.click('#alerts [data-act=refresh]');
    await eventually(async () => assert.match(await page.text('#alerts'), /ReplicaLag/));
    assert.match(await page.text('#people'), /Priya Raghunathan/);
  });

  it('has one tab for each incident, and a related one opens from it', async () => {
    const ledger = toName(byTitle(/replica lag above 90/));
    await open(byTitle(/replica lag above 90/));
    assert.equal(titles().filter((title) => title.startsWith(ledger)).length, 1);
    await open(byTitle(/5xx ratio/));
    const [related = ''] = await page.texts('#related [data-act=showIncident]');
    await page.click('#related [data-act=showIncident]');
    await eventually(async () => assert.equal(await page.text('h1'), related));
  });

  it('shows nothing of the account to who is signed out', async () => {
    await vscode.commands.executeCommand('pagerduty.signOut');
    await eventually(async () => assert.match(await page.text('article'), /^Sign in to see this incident/));
    assert.equal(await page.exists('h1'), false);
  });
});
