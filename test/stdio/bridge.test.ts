import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { auditFiles } from '../../src/agent/auditLog.ts';
import { type Agent, startAgent } from '../../src/agent/main.ts';
import type { Surface } from '../../src/agent/surface.ts';
import { createTransport } from '../../src/api/transport.ts';
import type { Access } from '../../src/policy/access.ts';
import { firstBroken } from '../../src/policy/audit.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { createEmitter } from '../../src/util/emitter.ts';
import { handshake, mcp, runAgentProcess, startAgentProcess } from '../support/agentProcess.ts';
import { toolsFolder } from '../support/agentTools.ts';

/** What the extension host holds, without the editor. */
describe('the bridge', () => {
  let sandbox: Sandbox;
  let agent: Agent;
  let folder = '';
  const changed = createEmitter<void>();
  const set: { access: Access; surface: Surface } = { access: {}, surface: 'everything' };

  const audit = (): string => auditFiles(folder)[0] ?? '';
  const env = () => {
    const { path: socket, secret } = agent.invite();
    return { PAGERDUTY_MCP_SOCKET: socket, PAGERDUTY_MCP_SECRET: secret };
  };

  before(async () => {
    sandbox = await createSandbox();
  });
  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bridge-'));
    Object.assign(set, { access: {}, surface: 'everything' });
    agent = await startAgent({
      toolsFolder,
      auditFolder: folder,
      version: '1.0.0',
      send: createTransport({ account: () => sandbox.account, token: async () => sandbox.token, userAgent: 'test' }),
      access: () => set.access,
      surface: () => set.surface,
      limits: () => ({ writesPerMinute: 30, pagesPerHour: 5 }),
      setting: 'the setting pagerduty.agent.access',
      onDidChange: changed.event,
    });
  });
  afterEach(() => {
    agent.dispose();
    fs.rmSync(folder, { recursive: true });
    sandbox.log.clear();
  });
  after(() => sandbox.dispose());

  it('lists all tools, reads and writes', async () => {
    const bridge = await startAgentProcess(env());
    assert.equal((await bridge.client.listTools()).tools.length, 513);
    const { text } = await bridge.call('list_teams');
    const [team] = JSON.parse(text).teams;
    assert.match(team.name, /\w/);
    const written = await bridge.call('update_team', {
      id: team.id,
      name: team.name,
      description: 'Told over the bridge.',
    });
    assert.equal(written.isError, false, written.text);
    assert.equal(sandbox.state.collection('teams').get(team.id)?.description, 'Told over the bridge.');
    await bridge.close();
    assert.equal(bridge.stderr(), '');
  });

  it('serves two windows’ agents under one audit', async () => {
    const [one, two] = [await startAgentProcess(env()), await startAgentProcess(env())];
    await Promise.all([one.call('list_teams'), two.call('list_tags'), one.call('delete_team', { id: 'P' })]);
    await Promise.all([one.close(), two.close()]);
    const lines = fs.readFileSync(audit(), 'utf8').trimEnd().split('\n');
    assert.equal(lines.length, 3);
    assert.equal(firstBroken(lines), undefined);
  });

  it('names the setting where it refuses', async () => {
    const bridge = await startAgentProcess(env());
    const { text, isError } = await bridge.call('delete_team', { id: 'P' });
    assert.equal(isError, true);
    assert.match(text, /in the setting pagerduty\.agent\.access\.$/);
    await bridge.close();
  });

  it('takes changes of access and surface while it runs', async () => {
    const bridge = await startAgentProcess(env());
    const told = new Promise<void>((resolve) =>
      bridge.client.setNotificationHandler(ToolListChangedNotificationSchema, () => resolve()),
    );
    set.surface = 'responder';
    set.access = { incidents: 'off' };
    changed.fire();
    await told;
    const names = (await bridge.client.listTools()).tools.map(({ name }) => name);
    assert.ok(names.length < 40 && names.includes('list_services') && !names.includes('list_incidents'), names.join());
    assert.match((await bridge.call('list_incidents')).text, /incidents is off for agents/);
    await bridge.close();
  });

  it('answers what was asked before stdin ended', async () => {
    const call = { jsonrpc: '2.0', id: 3, method: 'tools/call', params: { name: 'list_teams', arguments: {} } };
    const { code, stdout, stderr } = await runAgentProcess([], env(), `${handshake}${JSON.stringify(call)}\n`);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      answers.map(({ id }) => id),
      [1, 2, 3],
    );
    assert.deepEqual([code, stderr], [0, '']);
  });

  it('ends when the extension host goes', async () => {
    const child = spawn(process.execPath, [mcp], {
      env: { PATH: process.env.PATH ?? '', ...env() },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.write(handshake);
    await once(child.stdout, 'data');
    agent.dispose();
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });

  it('ends with a sentence where its secret is wrong or spent', async () => {
    const invited = env();
    const first = await startAgentProcess(invited);
    const again = await runAgentProcess([], invited, '');
    await first.close();
    for (const wrong of [again, await runAgentProcess([], { ...invited, PAGERDUTY_MCP_SECRET: 'x'.repeat(64) }, '')])
      assert.equal(wrong.stdout, '');
    const child = spawn(process.execPath, [mcp], {
      env: { ...invited, PATH: process.env.PATH ?? '' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const [code] = await once(child, 'exit');
    assert.equal(code, 1);
    assert.match(stderr, /^The PagerDuty server of this editor window did not let this client in; [^\n]+\.\n$/);
  });

  describe('from a terminal', () => {
    const terminal = () => ({
      PAGERDUTY_MCP_WINDOW_SOCKET: agent.terminal.path,
      PAGERDUTY_MCP_WINDOW_SECRET: agent.terminal.secret,
    });

    it('is joined by any number of agents, each named in the audit', async () => {
      const chat = await startAgentProcess(env());
      const [one, two] = [
        await startAgentProcess(terminal(), ['--connect']),
        await startAgentProcess(terminal(), ['--connect']),
      ];
      for (const { call } of [chat, one, two]) assert.equal((await call('list_tags')).isError, false);
      assert.deepEqual(
        agent.watch.connections().map(({ via }) => via),
        ['chat', 'terminal', 'terminal'],
      );
      const connections = fs.readFileSync(audit(), 'utf8').match(/"connection":"[^"]+"/g);
      assert.deepEqual(connections, [
        '"connection":"chat 1"',
        '"connection":"terminal 2"',
        '"connection":"terminal 3"',
      ]);
      agent.watch.end(2);
      await assert.rejects(one.call('list_tags'));
      assert.equal((await two.call('list_tags')).isError, false, 'the others go on');
      await Promise.all([chat.close(), one.close(), two.close()]);
    });

    it('leaves what is run by hand alone', async () => {
      const { code, stderr } = await runAgentProcess([], terminal());
      assert.equal(code, 2);
      assert.match(stderr, /^PAGERDUTY_TOKEN is not set/);
    });

    it('ends with a sentence where there is no window, or another one', async () => {
      const alone = await runAgentProcess(['--connect'], { PAGERDUTY_TOKEN: 'never used' });
      assert.deepEqual([alone.code, alone.stdout], [2, '']);
      assert.match(alone.stderr, /^There is no PagerDuty server to connect to: [^\n]+\.\n$/);
      const gone = await runAgentProcess(['--connect'], {
        ...terminal(),
        PAGERDUTY_MCP_WINDOW_SOCKET: path.join(folder, 'nobody'),
      });
      assert.equal(gone.code, 1);
      assert.match(gone.stderr, /open a new terminal in the window\.\n$/);
    });
  });

  it('ends with a sentence where nobody listens', async () => {
    const { code, stderr } = await runAgentProcess(
      [],
      { ...env(), PAGERDUTY_MCP_SOCKET: path.join(folder, 'nobody') },
      '',
    );
    assert.equal(code, 1);
    assert.match(stderr, /^The PagerDuty server of this editor window cannot be reached \([^\n]+\); [^\n]+\.\n$/);
  });

  it('ends the call of a client that is killed', async () => {
    sandbox.faults.set({ listUsers: { kind: 'stall' } });
    const child = spawn(process.execPath, [mcp], {
      env: { PATH: process.env.PATH ?? '', ...env() },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const call = { jsonrpc: '2.0', id: 3, method: 'tools/call', params: { name: 'list_users', arguments: {} } };
    child.stdin.write(`${handshake}${JSON.stringify(call)}\n`);
    while (!sandbox.log.calls().some(({ operationId }) => operationId === 'listUsers'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    while (!audit()) await new Promise((resolve) => setTimeout(resolve, 20));
    sandbox.faults.clear();
    assert.match(fs.readFileSync(audit(), 'utf8'), /"tool":"list_users".*"result":"cancelled"/);
  });
});
