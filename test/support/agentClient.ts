import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { type AgentServer, type AgentServerOptions, createAgentServer } from '../../src/agent/agentServer.ts';
import { createTransport } from '../../src/api/transport.ts';
import type { AuditEntry } from '../../src/policy/audit.ts';
import type { Sandbox } from '../../src/sandbox/main.ts';
import { toolSource } from './agentTools.ts';

const tools = toolSource();

/** An agent's server in this process, before a sandbox, with one client. */
export const connectAgent = async (
  sandbox: Sandbox,
  more: Partial<AgentServerOptions> = {},
): Promise<{ readonly client: Client; readonly server: AgentServer; readonly records: readonly AuditEntry[] }> => {
  const records: AuditEntry[] = [];
  const server = createAgentServer({
    version: '1',
    tools,
    send: createTransport({ account: () => sandbox.account, token: async () => sandbox.token, userAgent: 'test' }),
    access: () => ({}),
    surface: () => 'everything',
    onDidChange: () => ({ dispose: () => undefined }),
    limits: () => ({ writesPerMinute: 30, pagesPerHour: 5 }),
    setting: '--access',
    record: (entry) => void records.push(entry),
    now: Date.now,
    ...more,
  });
  const [near, far] = InMemoryTransport.createLinkedPair();
  await server.connect(far);
  const client = new Client({ name: 'Copilot', version: '1' });
  await client.connect(near);
  return { client, server, records };
};
