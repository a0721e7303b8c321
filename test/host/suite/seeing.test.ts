import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { focusRow } from '../../support/flows.ts';
import { hands, press } from '../../support/hands.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { withSettings } from '../../support/setting.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

const queries = [
  { name: 'Loud ones', urgency: 'high' },
  { name: 'Nobody’s', teams: ['No such team'] },
  { name: 'Here', services: [`\${workspaceServices}`] },
];

describe('Seeing', () => {
  let sandbox: Sandbox;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
  });
  after(() => sandbox && closeTestAccount(sandbox));

  const open = (isWanted: (incident: Readonly<Record<string, unknown>>) => boolean) =>
    [...sandbox.state.collection('incidents').values()]
      .filter((incident) => incident.status !== 'resolved' && isWanted(incident))
      .map((incident) => `#${incident.incident_number}`)
      .sort();
  const shown = async () => (await hands.rows('Incidents')).flatMap((row) => /^\s*(#\d+)/.exec(row)?.[1] ?? []);
  const shows = (wanted: readonly string[]) =>
    eventually(async () => assert.deepEqual((await shown()).toSorted(), wanted));
  const showsText = (view: string, text: RegExp) =>
    eventually(async () => assert.match((await hands.rows(view)).join('\n'), text));
  const choose = async (command: string, option: string) => {
    await hands.runCommand(`PagerDuty: ${command}`);
    await hands.pick(option);
  };
  const showAll = () => choose('Show Whose Incidents', 'All open incidents');
  /** Folds the other views, so that this one has room for its rows. */
  const onlyShow = (view: string) =>
    onScreen(async ({ page, workbench }, wanted) => {
      for (const title of ['Incidents', 'On-Calls', 'Services'].filter((one) => one !== wanted)) {
        const header = page.locator('.pane-header', { hasText: title });
        if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
      }
      await workbench.view(wanted);
    }, view);
  /** The name of the first object of a collection of the sandbox that a view shows. */
  const firstShown = (
    view: string,
    collection: string,
    isWanted: (resource: { readonly id: string }) => boolean = () => true,
  ) =>
    eventually(async () => {
      const rows = await hands.rows(view);
      const all = [...sandbox.state.collection(collection).values()].filter(isWanted);
      const row = rows.find((one) => all.some(({ name }) => one.startsWith(String(name))));
      const name = all.find((one) => row?.startsWith(String(one.name)))?.name;
      return typeof name === 'string' ? name : assert.fail(rows.join('\n'));
    });
  const description = () =>
    onScreen(({ page }) => page.locator('.pane-header', { hasText: 'Incidents' }).locator('.description').innerText());
  const badge = () =>
    onScreen(({ page }) => page.locator('.activitybar .action-item.checked .badge-content').innerText());

  it('lists what a saved query describes, beside the lists that are always there', () =>
    withSettings({ 'pagerduty.incidents.queries': queries }, async () => {
      await hands.viewAction('Incidents', 'Show Whose Incidents');
      const entries = await hands.pickEntries();
      assert.ok(
        ['Mine', 'My Teams', 'All', 'Loud ones'].every((name) => entries.some((entry) => entry.startsWith(name))),
      );
      await hands.screenshot('saved-queries');
      await hands.pick('Loud ones');
      await shows(open(({ urgency }) => urgency === 'high'));
      assert.equal(await description(), 'Loud ones');
    }));

  it('says in the list what is wrong with a query, and why one can match nothing', async () => {
    await withSettings({ 'pagerduty.incidents.queries': queries }, async () => {
      await choose('Show Whose Incidents', 'Nobody’s');
      await showsText('Incidents', /No team is called “No such team”: mend the query “Nobody’s”/);
      await hands.screenshot('saved-query-wrong');
      await choose('Show Whose Incidents', 'Here');
      await showsText('Incidents', /Nothing can match this query This workspace names no services/);
      await withSettings({ 'pagerduty.workspaceServices': ['Checkout API'] }, () =>
        shows(open(({ service }) => (service as { summary?: string }).summary === 'Checkout API')),
      );
    });
    await showsText('Incidents', /no query “Here” any more/);
    assert.deepEqual(await hands.messages(), []);
    await showAll();
  });

  it('counts on the icon what the settings bind to it', () =>
    withSettings({ 'pagerduty.incidents.queries': queries, 'pagerduty.incidents.badge': 'Loud ones' }, () =>
      eventually(async () => assert.equal(await badge(), `${open(({ urgency }) => urgency === 'high').length}`)),
    ));

  it('groups and sorts as the person chooses', async () => {
    await showAll();
    for (const [option, head] of [
      ['By Urgency', 'High Urgency'],
      ['By Team', 'Payments'],
    ] as const) {
      await choose('Group Incidents By', option);
      await eventually(async () => {
        const rows = await hands.rows('Incidents');
        assert.ok(
          rows.some((row) => row.startsWith(head)),
          rows.join('\n'),
        );
      });
      await hands.screenshot(`incidents-${option.toLowerCase().replace(' ', '-')}`);
    }
    await choose('Group Incidents By', 'Not at All');
    await choose('Sort Incidents By', 'By Age');
    const newestFirst = [...sandbox.state.collection('incidents').values()]
      .filter(({ status }) => status !== 'resolved')
      .sort((a, b) => String(b.created_at).localeCompare(String(a.created_at)))
      .map((incident) => `#${incident.incident_number}`);
    await eventually(async () => assert.deepEqual(await shown(), newestFirst));
    await choose('Sort Incidents By', 'By Status');
    await choose('Group Incidents By', 'By Status');
  });

  it('hides snoozed incidents on request, and shows them again', async () => {
    const snoozed = open(({ title }) => /TokenAudienceError|single sign-on|SSO/i.test(String(title)));
    const all = open(() => true);
    await shows(all);
    await hands.runCommand('PagerDuty: Hide Snoozed Incidents');
    await eventually(async () => {
      const left = await shown();
      assert.ok(left.length < all.length && snoozed.every((name) => !left.includes(name)), left.join());
    });
    assert.match(await description(), /snoozed hidden/);
    await hands.runCommand('PagerDuty: Show Snoozed Incidents');
    await shows(all);
  });

  it('can be searched by the editor’s own find in trees, and letters act on nothing meanwhile', async () => {
    const name = open(({ status }) => status === 'triggered')[0] ?? assert.fail('Nothing is triggered.');
    await focusRow(name);
    await vscode.commands.executeCommand('list.find');
    await onScreen(({ page }) => page.locator('.monaco-tree-type-filter input:visible').waitFor());
    await eventually(async () => {
      // VS Code gives the keyboard back to a list that it paints anew, whatever is typed beside it.
      await onScreen(({ page }, text) => page.locator('.monaco-tree-type-filter input').fill(text), name);
      const found = await onScreen(({ page }) =>
        page.locator('.monaco-list-row .monaco-highlighted-label .highlight:visible').allInnerTexts(),
      );
      assert.ok(found.includes(name), found.join());
    });
    await hands.screenshot('find-in-tree');
    sandbox.log.clear();
    await onScreen(({ page }) => page.locator('.pane .monaco-list:has(.highlight)').focus());
    await press('Shift+R', 'Shift+A', 'Shift+Z');
    await hands.screenshot('find-in-tree-keys');
    await press('Escape');
    await onScreen(({ page }) => page.waitForTimeout(1000)); // Letters that follow letters are a name typed in the list.
    assert.deepEqual(
      sandbox.log.calls().filter(({ method }) => method !== 'GET'),
      [],
    );
    await focusRow(name);
    await press('Shift+A');
    await eventually(async () =>
      assert.equal(
        sandbox.log.calls().findLast(({ method }) => method !== 'GET')?.operationId,
        'updateIncidents',
        (await hands.messages()).join(),
      ),
    );
  });

  it('lists schedules with their coming days, and tries again what could not be loaded', async () => {
    sandbox.faults.set({ getSchedule: { kind: '500' } });
    await choose('List On-Calls By', 'By Schedule');
    await onlyShow('On-Calls');
    const first = await firstShown('On-Calls', 'schedules');
    await hands.unfold('On-Calls', first);
    await showsText('On-Calls', /The coming days could not be loaded/);
    sandbox.faults.clear();
    await onScreen(async ({ workbench }) => (await workbench.row('On-Calls', 'could not be loaded')).click());
    await showsText('On-Calls', /^ {2}.+ – .+\(.*(day|hr)/m);
    await hands.screenshot('schedules');
    assert.deepEqual(await hands.messages(), []);
    await choose('List On-Calls By', 'By Escalation Policy');
  });

  it('groups services, and loads their dependencies when they are opened', async () => {
    await onlyShow('Services');
    await choose('Group Services By', 'By State');
    await showsText('Services', /^Triggered Incidents/m);
    await choose('Group Services By', 'Not at All');
    const ends = [...sandbox.state.collection('service_dependencies').values()].flatMap((one) => [
      (one.supporting_service as { id: string }).id,
      (one.dependent_service as { id: string }).id,
    ]);
    await hands.unfold('Services', await firstShown('Services', 'services', ({ id }) => ends.includes(id)));
    await hands.unfold('Services', 'Dependencies');
    await showsText('Services', /^ {4}.+ (needs this|needed by this)/m);
    await hands.screenshot('service-dependencies');
    await choose('Show Whose Services', 'Mine');
    await eventually(() => {
      const asked = sandbox.log.calls().findLast(({ operationId }) => operationId === 'listServices');
      assert.ok((asked?.query['team_ids[]'] ?? []).length > 0);
    });
    await choose('Show Whose Services', 'All services');
  });
});
