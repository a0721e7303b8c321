import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { table } from '../../../src/api/generated/table.ts';
import type { Operation } from '../../../src/api/operation.ts';
import { toToolName } from '../../../src/api/toolName.ts';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { callEditorTool, editorTools, startEditorTools } from '../../support/editorTools.ts';
import { eventually } from '../../support/eventually.ts';
import { hands } from '../../support/hands.ts';
import { sandboxIncident, sandboxIncidents } from '../../support/sandboxIncidents.ts';
import { hasScreen } from '../../support/screen.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../../support/testAccount.ts';

const toolNames = () => editorTools().map(({ name }) => name);
const toFullName = (name: string) => `mcp_pagerduty_${name}`;

const withAccess = async (access: object, work: () => Promise<unknown>): Promise<void> => {
  const settings = vscode.workspace.getConfiguration('pagerduty.agent');
  await settings.update('access', access, vscode.ConfigurationTarget.Global);
  try {
    await work();
  } finally {
    await settings.update('access', undefined, vscode.ConfigurationTarget.Global);
  }
};

describe('The agent’s tools', () => {
  let sandbox: Sandbox;
  before(async function () {
    if (!hasScreen()) return this.skip();
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
    await startEditorTools();
  });
  after(() => sandbox && closeTestAccount(sandbox));

  it('are all operations of the API, none lost', () => {
    const rows = Object.values(table).flatMap((area) => Object.values<Operation>(area));
    assert.deepEqual(toolNames().sort(), rows.map(({ id }) => toFullName(toToolName(id))).sort());
    assert.equal(rows.length, 513);
  });

  it('read the account that is signed in', async () => {
    sandbox.log.clear();
    const text = await callEditorTool('list_incidents', { statuses: ['triggered'] });
    for (const { name } of sandboxIncidents(sandbox, 'triggered')) assert.ok(text.includes(name.slice(1)), name);
    assert.equal(sandbox.log.calls().at(-1)?.operationId, 'listIncidents');
  });

  it('change it, and the sidebar shows it at once', async () => {
    const [{ id, name } = assert.fail('Nothing is triggered.')] = sandboxIncidents(sandbox, 'triggered').toReversed();
    await hands.viewAction('Incidents', 'Show Whose Incidents');
    await hands.pick('All');
    await callEditorTool('update_incident', { id, status: 'acknowledged' });
    assert.equal(sandboxIncident(sandbox, name).status, 'acknowledged');
    await eventually(async () => {
      const rows = await hands.rows('Incidents');
      assert.ok(rows.findIndex((row) => row.includes(name)) > rows.findIndex((row) => row.startsWith('Acknowledged')));
    });
  });

  it('are refused what their area’s level forbids, with the setting that would allow it', async () => {
    await withAccess({ '*': 'read' }, async () => {
      sandbox.log.clear();
      const [service] = sandbox.state.collection('services').keys();
      assert.match(await callEditorTool('delete_service', { id: service }), /pagerduty\.agent\.access/);
      assert.deepEqual(
        sandbox.log.calls().filter(({ method }) => method !== 'GET'),
        [],
      );
    });
  });

  it('of an area that is switched off are gone, and come back with it', async () => {
    await withAccess({ users: 'off' }, () =>
      eventually(() => assert.ok(!toolNames().includes(toFullName('list_users')))),
    );
    await eventually(() => assert.equal(toolNames().length, 513));
  });

  it('are gone when nobody is signed in', async () => {
    await vscode.commands.executeCommand('pagerduty.signOut');
    await eventually(() => assert.deepEqual(toolNames(), []));
  });
});
