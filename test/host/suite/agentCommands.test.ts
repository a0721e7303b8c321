import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { checkChain, readAuditLine } from '../../../src/policy/audit.ts';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import type { AgentProcess } from '../../support/agentProcess.ts';
import { eventually } from '../../support/eventually.ts';
import { hands, press, typeText } from '../../support/hands.ts';
import { hasScreen, onScreen } from '../../support/screen.ts';
import { closeTestAccount, extensionId, openTestAccount, signInAsUser } from '../../support/testAccount.ts';
import { startWindowAgent } from '../../support/windowAgent.ts';

const view = 'Agent Activity';
const settings = () => vscode.workspace.getConfiguration('pagerduty.agent');
const access = () => settings().inspect('access')?.globalValue;

/** Waits until the open quick pick or input box says the text. */
const sees = (text: string): Promise<void> =>
  eventually(async () => {
    const all = await hands.quickInput();
    assert.ok(all.includes(text), all);
  });

/** Types until the entry is the first one, and takes it. */
const take = async (entry: string): Promise<void> => {
  await typeText(entry);
  await eventually(async () => assert.ok((await hands.pickEntries())[0]?.startsWith(entry), await hands.quickInput()));
  await press('Enter');
};

/** Takes an entry of the question that is asked. */
const choose = async (question: string, entry: string): Promise<void> => {
  await sees(question);
  await take(entry);
};

const run = async (title: string): Promise<void> => {
  await press('F1');
  await eventually(async () => assert.equal(await hands.typed(), '>'));
  await take(`PagerDuty: ${title}`);
};

const fillIn = (text: string): Promise<void> =>
  onScreen(({ page }, value) => page.locator('.quick-input-widget input:visible').first().fill(value), text);

const messageWith = (text: RegExp): Promise<void> =>
  eventually(async () => assert.match((await hands.messages()).join('\n'), text));

const showsRow = (text: RegExp): Promise<void> =>
  eventually(async () => assert.match((await hands.rows(view)).join('\n'), text));

describe('The agent’s commands, by keyboard,', () => {
  let sandbox: Sandbox;
  let agent: AgentProcess;
  let folder = '';
  const deletes = () => sandbox.log.calls().filter(({ operationId }) => operationId === 'deleteTag').length;
  const deleteTag = async () => {
    const [id] = sandbox.state.collection('tags').keys();
    return (await agent.call('delete_tag', { id: id ?? assert.fail('There is no tag.') })).text;
  };

  before(async function () {
    if (!hasScreen() || process.platform === 'win32') return this.skip();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'agent-commands-'));
    fs.mkdirSync(path.join(folder, 'here'));
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
    agent = await startWindowAgent();
    await vscode.commands.executeCommand('pagerduty.agentActivity.focus');
  });
  afterEach(async () => {
    await press('Escape'); // A dialog that a failure left open.
    await vscode.commands.executeCommand('notifications.clearAll');
  });
  after(async () => {
    await agent?.close();
    await settings().update('access', undefined, vscode.ConfigurationTarget.Global);
    if (sandbox) await closeTestAccount(sandbox);
    if (folder) fs.rmSync(folder, { recursive: true });
  });

  it('set what agents may do in all areas at once', async () => {
    await run('Set What Agents May Do');
    await sees('Agents see everything and change nothing.');
    await hands.screenshot('agent-access');
    await choose('What may agents do?', 'Read Only');
    await eventually(() => assert.deepEqual(access(), { '*': 'read' }));
    await eventually(async () => assert.match(await deleteTag(), /pagerduty\.agent\.access/));
    assert.equal(deletes(), 0);
  });

  it('set it in one area, whose level says what it opens', async () => {
    await run('Set What Agents May Do');
    await choose('What may agents do?', 'tags');
    await sees('What may agents do in tags?');
    await sees('only with your yes');
    await press('Escape');
    assert.deepEqual(access(), { '*': 'read' });
    await run('Set What Agents May Do');
    await choose('What may agents do?', 'tags');
    await choose('What may agents do in tags?', 'full');
    await eventually(() => assert.deepEqual(access(), { '*': 'read', tags: 'full' }));
    await eventually(async () => assert.equal(await deleteTag(), 'Deleted.'));
    assert.equal(deletes(), 1);
    await settings().update('access', { '*': 'read' }, vscode.ConfigurationTarget.Global);
    await eventually(async () => assert.match(await deleteTag(), /pagerduty\.agent\.access/));
  });

  it('let them do more for an hour, which shows, leaves the setting alone, and can be ended', async () => {
    await run('Let Agents Do More for an Hour');
    await choose('Where may agents do more for an hour?', 'tags');
    await choose('What may agents do in tags?', 'full');
    await showsRow(/More access until [^\n]*tags: full/);
    await hands.screenshot('agent-hour');
    assert.deepEqual(access(), { '*': 'read' });
    assert.equal(await deleteTag(), 'Deleted.');
    assert.equal(deletes(), 2);
    await run('End the Grant for an Hour');
    await eventually(async () => assert.doesNotMatch((await hands.rows(view)).join('\n'), /More access until/));
    assert.match(await deleteTag(), /pagerduty\.agent\.access/);
    assert.equal(deletes(), 2);
  });

  it('end the hour from its row as well', async () => {
    await run('Let Agents Do More for an Hour');
    await choose('Where may agents do more for an hour?', 'All areas');
    await choose('What may agents do in All areas?', 'guarded');
    await showsRow(/More access until [^\n]*everything: guarded/);
    await hands.clickRow(view, 'More access until');
    await eventually(async () => assert.doesNotMatch((await hands.rows(view)).join('\n'), /More access until/));
  });

  it('save what the view shows, as records or as sentences', async () => {
    const save = async (name: string) => {
      const file = path.join(folder, name);
      await run('Export Agent Activity');
      await sees('Export Agent Activity');
      await eventually(async () => {
        await fillIn(`${folder}/`); // The dialog fills in a folder of its own while it opens.
        assert.match((await hands.pickEntries()).join('\n'), /^here/m);
        assert.equal(await hands.typed(), `${folder}/`);
      });
      await typeText(name);
      await eventually(async () => assert.equal(await hands.typed(), file));
      await press('Enter');
      return eventually(() => fs.readFileSync(file, 'utf8').trimEnd().split('\n'));
    };
    assert.equal((await agent.call('list_tags')).isError, false);
    await showsRow(/called list_tags: allowed/);
    const records = (await save('activity.jsonl')).map(readAuditLine);
    assert.deepEqual([records[0]?.tool, records[0]?.decision], ['list_tags', 'allowed']);
    assert.ok(records.every((record) => record !== undefined));
    const sentences = await save('sentences.txt');
    assert.equal(sentences.length, records.length);
    assert.match(sentences[0] ?? '', /^\d{4}-\S+Z {2}stdio test called list_tags: allowed/);
  });

  it('check the audit, and name the line that somebody changed', async () => {
    const [file = assert.fail('There is no audit.')] = fs
      .globSync(path.join(os.homedir(), `**/workspaceStorage/*/${extensionId}/agent-audit-*.jsonl`))
      .toSorted((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
    const text = fs.readFileSync(file, 'utf8');
    assert.equal(checkChain([{ name: file, text }]).kind, 'whole');
    await run('Check the Agent Audit');
    await messageWith(/\d+ records?, none changed, added or moved, and none missing before the last\./);
    await vscode.commands.executeCommand('notifications.clearAll');
    try {
      fs.writeFileSync(file, text.replace('"ms":', '"ms":1'));
      await run('Check the Agent Audit');
      await messageWith(/The chain breaks at line \d+ of agent-audit-/);
      await hands.screenshot('agent-audit-broken');
    } finally {
      fs.writeFileSync(file, text);
    }
  });

  it('give the lines that connect another agent, and hold no secret', async () => {
    await run('Connect Another Agent');
    await choose('Which agent do you want to connect?', 'Copilot CLI');
    await messageWith(/Copied\. Put the lines into ~\/\.copilot\/mcp-config\.json\./);
    const lines = await vscode.env.clipboard.readText();
    assert.equal(vscode.window.activeTextEditor?.document.getText().trim(), lines);
    const { pagerduty } = JSON.parse(lines).mcpServers;
    for (const [name, value] of Object.entries(pagerduty.env)) assert.equal(value, `\${${name}}`);
    assert.equal(pagerduty.args[1], '--connect');
    assert.ok(fs.statSync(pagerduty.args[0]).size > 1000, 'The program lies where the lines say.');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('end a connection, and say when there is none', async () => {
    const ended = new Promise<void>((resolve) => {
      agent.client.onclose = resolve;
    });
    await run('End Agent Connection');
    await choose('Which agent’s connection do you want to end?', 'stdio test');
    await ended;
    await eventually(async () => assert.doesNotMatch((await hands.rows(view)).join('\n'), /terminal \d+ · since/));
    await run('End Agent Connection');
    await messageWith(/No agent is connected\./);
  });
});
