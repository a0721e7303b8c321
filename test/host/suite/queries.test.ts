import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { answer, asks, asksNothing, check, choose, clickInEntry } from '../../support/flows.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

type Stored = Readonly<Record<string, unknown>>;
const { Global, Workspace } = vscode.ConfigurationTarget;
const names = ['incidents.queries', 'incidents.badge', 'workspaceServices'];

describe('Saved queries', () => {
  let sandbox: Sandbox;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
    for (const view of ['On-Calls', 'Services', 'Agent Activity']) await hands.foldView(view); // Room for all rows.
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  afterEach(async function () {
    if (!hasScreen()) return;
    const { state, title: test = '' } = this.currentTest ?? {};
    if (state === 'failed') await hands.screenshot(`failed-${test.replace(/\W+/g, '-')}`);
    await press('Escape', 'Escape');
    for (const name of names) for (const target of [Workspace, Global]) await set(name, undefined, target);
  });
  after(() => sandbox && closeTestAccount(sandbox));

  const settings = () => vscode.workspace.getConfiguration('pagerduty');
  const set = async (name: string, value: unknown, target = Global): Promise<void> =>
    settings().update(name, value, target);
  const queries = () => settings().get<readonly Stored[]>('incidents.queries');
  const holds = (wanted: readonly Stored[]) => eventually(() => assert.deepEqual(queries(), wanted));
  const open = (isWanted: (incident: Stored) => boolean) =>
    [...sandbox.state.collection('incidents').values()]
      .filter((incident) => incident.status !== 'resolved' && isWanted(incident))
      .map((incident) => `#${incident.incident_number}`)
      .sort();
  const isHigh = ({ urgency }: Stored) => urgency === 'high';
  const treeShows = (wanted: readonly string[]) =>
    eventually(async () => {
      const rows = (await hands.rows('Incidents')).flatMap((row) => /^\s*(#\d+)/.exec(row)?.[1] ?? []);
      assert.deepEqual(rows.toSorted(), wanted);
    });
  const title = () =>
    onScreen(({ page }) => page.locator('.pane-header', { hasText: 'Incidents' }).locator('.description').innerText());
  const run = (command: string) => hands.runCommand(`PagerDuty: ${command}`);
  /** Opens a field of the review, and waits for its question. */
  const change = async (field: string, question: RegExp) => {
    await asks(/Change before saving/);
    await choose(field);
    await asks(question);
  };
  const begin = async (command: string, question: RegExp) => {
    await run(command);
    await asks(question);
  };
  const save = async (effect: RegExp) => {
    await asks(effect);
    await press('Enter');
  };

  it('are added step by step, by keys alone, and shown at once', async () => {
    await begin('Add Query', /What is the list called/);
    await typeText('Loud at checkout');
    await press('Enter');
    await change('Urgency', /Any\s+High\s+Low/);
    await choose('High');
    await change('Services', /Cart Service/);
    await check('Checkout API');
    await change('Since', /How far back/);
    await typeText('yesterday');
    await asks(/Give a span such as/);
    await hands.screenshot('query-since');
    await answer('52w');
    const wanted = open((incident) => isHigh(incident) && isOf('Checkout API')(incident));
    await asks(/Lists \d+ incidents? now/);
    await hands.screenshot('query-review');
    await save(new RegExp(`Lists ${wanted.length} incidents? now`));
    await holds([{ name: 'Loud at checkout', urgency: 'high', services: ['Checkout API'], since: '52w' }]);
    assert.ok(wanted.length > 0);
    await treeShows(wanted);
    await eventually(async () => assert.equal(await title(), 'Loud at checkout'));
  });

  it('have each name once', async () => {
    await set('incidents.queries', [{ name: 'Loud' }]);
    await begin('Add Query', /What is the list called/);
    await typeText('Loud');
    await asks(/Another query is called “Loud”/);
    await press('Enter');
    await asks(/Another query is called “Loud”/);
    await press('Escape');
    assert.deepEqual(queries(), [{ name: 'Loud' }]);
  });

  it('are made of what is shown', async () => {
    await run('Show Whose Incidents');
    await hands.pick('My Teams');
    await begin('Save What Is Shown as a Query', /What is the list called/);
    await typeText('Ours');
    await press('Enter');
    await asks(/My teams/);
    await save(/Lists \d+ incidents? now/);
    await holds([{ name: 'Ours', teams: [`\${myTeams}`] }]);
    await eventually(async () => assert.equal(await title(), 'Ours'));
  });

  it('keep what a person wrote beside them, where they are set', async () => {
    const others = [{ note: 'no name' }, { name: 'Other', people: 'PUSER99' }];
    await set('incidents.queries', [{ name: 'Mine alone' }]);
    await set('incidents.queries', [...others, { name: 'Loud', urgency: 'low', comment: 'mine' }], Workspace);
    await set('incidents.badge', 'Loud');
    await begin('Edit Query', /Other\s+Loud/);
    await choose('Loud');
    await change('Name', /What is the list called/);
    await answer('Really loud');
    await change('Urgency', /Any\s+High\s+Low/);
    await choose('High');
    await save(/Lists \d+ incidents? now/);
    await holds([...others, { name: 'Really loud', urgency: 'high', comment: 'mine' }]);
    await eventually(() => assert.equal(settings().get('incidents.badge'), 'Really loud'));
    assert.deepEqual(settings().inspect('incidents.queries')?.globalValue, [{ name: 'Mine alone' }]);
    await run('Undo');
    await holds([...others, { name: 'Loud', urgency: 'low', comment: 'mine' }]);
    await eventually(() => assert.equal(settings().get('incidents.badge'), 'Loud'));
  });

  it('are edited and removed from the list of lists, and come back', async () => {
    const both = [{ name: 'Loud', urgency: 'high' }, { name: 'All of them' }];
    await set('incidents.queries', both);
    await set('incidents.badge', 'Loud');
    await run('Show Whose Incidents');
    await hands.pick('Loud');
    await treeShows(open(isHigh));
    await hands.viewAction('Incidents', 'Show Whose Incidents');
    await hands.screenshot('query-buttons');
    await clickInEntry('Loud', 'Edit Query');
    await asks(/Edit Query “Loud”/);
    await asks(/Change before saving/);
    await press('Escape');
    await asksNothing();
    await hands.viewAction('Incidents', 'Show Whose Incidents');
    await clickInEntry('Loud', 'Remove Query');
    await holds([{ name: 'All of them' }]);
    await eventually(() => assert.equal(settings().get('incidents.badge'), ''));
    await eventually(async () => assert.equal(await title(), 'Mine'));
    await run('Undo');
    await holds(both);
    await eventually(() => assert.equal(settings().get('incidents.badge'), 'Loud'));
    await treeShows(open(isHigh));
  });

  it('lose nothing that was typed when the settings cannot be written', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const file = path.join(folder.uri.fsPath, '.vscode/settings.json');
    await set('incidents.queries', [{ name: 'Here' }], Workspace);
    const whole = await fs.readFile(file, 'utf8');
    try {
      await begin('Add Query', /What is the list called/);
      await typeText('There');
      await press('Enter');
      await asks(/Lists \d+ incidents? now/);
      await fs.writeFile(file, whole.replace(/\}\s*$/, ', broken'));
      await press('Enter');
      await asks(/That did not work/);
      await hands.screenshot('query-not-written');
      await fs.writeFile(file, whole);
      await eventually(async () => {
        await press('Enter');
        assert.deepEqual(queries(), [{ name: 'Here' }, { name: 'There' }]);
      }, 20_000);
      assert.deepEqual(await hands.messages(), []);
    } finally {
      await fs.writeFile(file, whole);
    }
  });

  it('say what is not there, and may be kept all the same', async () => {
    await set('incidents.queries', [{ name: 'Gone', teams: ['No such team'] }]);
    await run('Edit Query');
    await choose('Gone');
    await asks(/No team is called “No such team”/);
    await change('Teams', /My teams/);
    await asks(/No such team/);
    await hands.screenshot('query-words');
  });

  it('are bound to the badge', async () => {
    await set('incidents.queries', [{ name: 'Loud', urgency: 'high' }]);
    await run('Choose the Badge');
    await asks(/counted now/);
    await choose('Loud');
    await eventually(() => assert.equal(settings().get('incidents.badge'), 'Loud'));
    await eventually(async () =>
      assert.equal(
        await onScreen(({ page }) => page.locator('.activitybar .action-item.checked .badge-content').innerText()),
        `${open(isHigh).length}`,
      ),
    );
    await run('Undo');
    await eventually(() => assert.equal(settings().get('incidents.badge'), ''));
  });

  it('know the services that are linked to the workspace', async () => {
    await set('incidents.queries', [{ name: 'Here', services: [`\${workspaceServices}`] }]);
    await onlyServices();
    await hands.rowMenu('Services', 'Build Pipelines', 'Link Service to This Workspace…');
    const linked = () => settings().inspect('workspaceServices')?.workspaceValue;
    await eventually(() => assert.deepEqual(linked(), ['Build Pipelines']));
    await run('Show Whose Incidents');
    await hands.pick('Here');
    await treeShows(open(isOf('Build Pipelines')));
    await onlyServices();
    await eventually(() => hands.rowMenu('Services', 'Build Pipelines', 'Unlink Service from This Workspace…'));
    await eventually(() => assert.deepEqual(linked(), []));
    await run('Undo');
    await eventually(() => assert.deepEqual(linked(), ['Build Pipelines']));
    await begin('Link Service to This Workspace', /Cart Service/);
    await choose('Cart Service');
    await eventually(() => assert.deepEqual(linked(), ['Build Pipelines', 'Cart Service']));
    await run('Show Whose Incidents');
    await hands.pick('Mine');
  });

  const isOf =
    (name: string) =>
    ({ service }: Stored) =>
      (service as { summary?: string }).summary === name;

  /** Folds the incidents, so that the services have room for their rows. */
  const onlyServices = () =>
    onScreen(async ({ page, workbench }) => {
      for (const name of ['Incidents', 'On-Calls']) {
        const header = page.locator('.pane-header', { hasText: name });
        if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
      }
      await workbench.view('Services');
    });
});
