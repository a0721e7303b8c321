import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { eventually } from '../../support/eventually.ts';
import { hands } from '../../support/hands.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { withSettings } from '../../support/setting.ts';
import { closeTestAccount, extensionId, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

describe('Moving', () => {
  let sandbox: Sandbox;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
  });
  after(() => sandbox && closeTestAccount(sandbox));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  /** An incident of mine, which is loaded, and one that is in no list. */
  const incidents = async () => {
    const name = (await hands.rows('Incidents')).map((row) => /#(\d+)/.exec(row)?.[1]).find(Boolean);
    const all = [...sandbox.state.collection('incidents').values()];
    const loaded = all.find((incident) => `${incident.incident_number}` === name) ?? assert.fail('None is shown.');
    const other = all.find(({ status }) => status === 'resolved') ?? assert.fail('None is resolved.');
    return { loaded, other };
  };
  const openText = async (content: string) => {
    const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
    await vscode.window.showTextDocument(document);
    return document.uri;
  };
  const hoversAt = async (uri: vscode.Uri, line: number, character: number) => {
    const position = new vscode.Position(line, character);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
    return hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value)));
  };
  const linksIn = async (uri: vscode.Uri) =>
    (await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri)).filter(
      ({ target }) => target?.scheme === 'command',
    );

  it('shows an incident where a text names it, and asks nobody about what only looks alike', () =>
    withSettings({ 'pagerduty.linkPrefixes': ['INC-'] }, async () => {
      const { loaded, other } = await incidents();
      const uri = await openText(
        [
          `See INC-${loaded.incident_number} and INC-999999,`,
          `${loaded.html_url} and`,
          `${other.html_url} and https://acme.pagerduty.com/incidents/PSECRET123`,
        ].join('\n'),
      );
      sandbox.log.clear();
      const texts = [...(await hoversAt(uri, 0, 6)), ...(await hoversAt(uri, 1, 12))];
      assert.equal(texts.length, 2);
      for (const text of texts) assert.match(text, /Show incident\]\(command:pagerduty\.incident\.showPage/);
      assert.deepEqual([...(await hoversAt(uri, 0, 20)), ...(await hoversAt(uri, 2, 12))], []);
      const links = await linksIn(uri);
      assert.deepEqual(
        links.map(({ range }) => range.start.line),
        [0, 1],
      );
      assert.deepEqual(
        sandbox.log.calls().filter(({ operationId }) => operationId === 'getIncident'),
        [],
      );
    }));

  it('leads from a text to the incident', () =>
    withSettings({ 'pagerduty.linkPrefixes': ['INC-'] }, async () => {
      const { loaded } = await incidents();
      const showsPage = () =>
        eventually(() => {
          const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
          assert.ok(
            labels.some((label) => label.includes(`#${loaded.incident_number}`)),
            labels.join(),
          );
        });
      await openText(`INC-${loaded.incident_number} is burning`);
      await vscode.commands.executeCommand('editor.action.showHover');
      await onScreen(async ({ page }) => {
        const link = page.locator('.monaco-hover a:visible', { hasText: 'Show incident' }).first();
        await link.waitFor();
        await page.screenshot({ path: 'out/screenshots/hover.png' });
        await link.click();
      });
      await showsPage();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await openText(`INC-${loaded.incident_number} is burning`);
      await onScreen(({ page }) =>
        page
          .locator('.view-line .detected-link')
          .first()
          .click({ modifiers: ['Control'] }),
      );
      await showsPage();
    }));

  it('gives links that open an incident in this editor', async () => {
    const { loaded } = await incidents();
    await hands.rowMenu('Incidents', `#${loaded.incident_number}`, 'Copy Link for VS Code');
    await eventually(async () =>
      assert.equal(
        await vscode.env.clipboard.readText(),
        `${vscode.env.uriScheme}://${extensionId}/incident/${loaded.id}`,
      ),
    );
  });

  it('opens an incident by a link, also one that is in no list, and changes nothing', async () => {
    const { other } = await incidents();
    const follow = (path: string) =>
      vscode.commands.executeCommand(
        'vscode.open',
        vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: extensionId, path }),
      );
    sandbox.log.clear();
    await follow(`/incident/${other.id}`);
    await eventually(() => {
      const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)).join();
      assert.ok(labels.includes(`#${other.incident_number}`), labels);
    });
    assert.ok(sandbox.log.calls().some(({ operationId }) => operationId === 'getIncident'));
    assert.ok(sandbox.log.calls().every(({ method }) => method === 'GET'));
    await follow('/incident/../services/PABC123');
    await eventually(async () => assert.match((await hands.messages()).join('\n'), /This link leads to no incident/));
    await hands.clickMessage('This link leads to no incident', 'OK');
  });

  it('begins a conversation about an incident where there is chat, which the person sends', async () => {
    const { loaded } = await incidents();
    await vscode.commands.executeCommand('pagerduty.incident.askCopilot', [loaded.id]);
    const all = await vscode.commands.getCommands(true);
    if (!all.includes('workbench.action.chat.open')) {
      await eventually(async () => assert.match((await hands.messages()).join(), /This editor has no chat/));
      return;
    }
    const typed = () => onScreen(({ page }) => page.locator('.interactive-input-part .view-lines').first().innerText());
    await eventually(async () => {
      const text = (await typed()).replaceAll(/\s+/g, ''); // Lines are broken where the input is narrow.
      assert.ok(text.includes(`PagerDutyincident#${loaded.incident_number}(${loaded.id})`), text);
    });
    await hands.screenshot('ask-copilot');
    assert.deepEqual(await hands.messages(), []);
    await vscode.commands.executeCommand('workbench.action.closeAuxiliaryBar');
  });
});
