import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { createAgentServer } from '../../../src/agent/agentServer.ts';
import { createTransport } from '../../../src/api/transport.ts';
import type { AuditEntry } from '../../../src/policy/audit.ts';
import { createSandbox } from '../../../src/sandbox/main.ts';
import { createEmitter } from '../../../src/util/emitter.ts';
import { toolSource } from '../../support/agentTools.ts';

const tools = toolSource();

describe('stopping the agents', () => {
  it('refuses every call, ends what is under way and what waits, until they are resumed', async () => {
    const sandbox = await createSandbox();
    try {
      const stopped = createEmitter<void>();
      const records: AuditEntry[] = [];
      let isStopped = false;
      const server = createAgentServer({
        version: '1',
        tools,
        send: createTransport({ account: () => sandbox.account, token: async () => sandbox.token, userAgent: 'test' }),
        access: () => ({}),
        surface: () => 'search',
        onDidChange: () => ({ dispose: () => undefined }),
        stopped: () => isStopped,
        onDidStop: stopped.event,
        approve: () => new Promise(() => undefined),
        limits: () => ({ writesPerMinute: 30, pagesPerHour: 5 }),
        setting: '--access',
        record: (entry) => void records.push(entry),
        now: Date.now,
      });
      const [near, far] = InMemoryTransport.createLinkedPair();
      await server.connect(far);
      const client = new Client({ name: 'Copilot', version: '1' });
      await client.connect(near);
      const call = async (name: string, args: Record<string, unknown>) =>
        ((await client.callTool({ name, arguments: args })).content as { text: string }[])[0]?.text ?? '';
      sandbox.faults.set({ listUsers: { kind: 'stall' } });
      const stalled = call('call_operation', { name: 'list_users' });
      const asking = call('call_operation', { name: 'delete_tag', input: { id: 'P' } });
      while (server.watch.waiting().length === 0 || sandbox.log.calls().length === 0)
        await new Promise((resolve) => setTimeout(resolve, 5));
      isStopped = true;
      stopped.fire();
      assert.match(await stalled, /was cancelled/);
      assert.match(await asking, /was cancelled/);
      assert.deepEqual(server.watch.waiting(), []);
      for (const [name, args] of [
        ['call_operation', { name: 'list_teams' }],
        ['find_operations', { query: 'teams' }],
      ] as const)
        assert.match(await call(name, args), /has stopped all agents; wait until they resume them\.$/);
      assert.deepEqual(
        records.slice(2).map(({ decision, reason }) => [decision, reason]),
        [
          ['denied', 'stopped'],
          ['denied', 'stopped'],
        ],
      );
      isStopped = false;
      assert.match(await call('call_operation', { name: 'list_teams' }), /"teams"/);
    } finally {
      sandbox.faults.clear();
      await sandbox.dispose();
    }
  });
});

describe('the watch over connections', () => {
  it('names each, tells when one comes or goes, and ends one', async () => {
    const server = createAgentServer({
      version: '1',
      tools,
      send: async () => ({}),
      access: () => ({}),
      surface: () => 'search',
      onDidChange: () => ({ dispose: () => undefined }),
      limits: () => ({ writesPerMinute: 30, pagesPerHour: 5 }),
      setting: '--access',
      record: () => undefined,
      now: () => 7,
    });
    let changes = 0;
    server.watch.onDidChange(() => {
      changes += 1;
    });
    const connect = async (name: string, via: 'chat' | 'terminal') => {
      const [near, far] = InMemoryTransport.createLinkedPair();
      await server.connect(far, via);
      const client = new Client({ name, version: '1' });
      await client.connect(near);
      return client;
    };
    await connect('Copilot', 'chat');
    const claude = await connect('Claude Code', 'terminal');
    await claude.ping();
    const names = () => server.watch.connections().map(({ id, via, client, since }) => [id, via, client.name, since]);
    assert.deepEqual(names(), [
      [1, 'chat', 'Copilot', 7],
      [2, 'terminal', 'Claude Code', 7],
    ]);
    const before = changes;
    const closed = new Promise<void>((resolve) => {
      claude.onclose = resolve;
    });
    server.watch.end(2);
    await closed;
    assert.deepEqual(names().length, 1);
    assert.ok(changes > before);
    server.watch.end(99);
  });
});
