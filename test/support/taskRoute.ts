import type { DoorOptions } from '../../src/agent/call.ts';
import { createRoute } from '../../src/agent/route.ts';
import type { Input } from '../../src/api/client.ts';
import { createTransport } from '../../src/api/transport.ts';
import type { AuditEntry } from '../../src/policy/audit.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { readTools } from './agentTools.ts';

/** Where the clock of the sample account stands in these tests. */
export const taskTime = Date.parse('2026-03-02T10:00:00Z');

/** The tools as an agent reaches them, on the sample account. */
export interface TaskRoute {
  readonly sandbox: Sandbox;
  readonly records: AuditEntry[];
  call(tool: string, args?: Input, signal?: AbortSignal): Promise<{ text: string; note: string; isError: boolean }>;
  dispose(): void;
}

/** Opens the tools on a sample account, one of its own unless it is given; everything is allowed unless a test says less. */
export const openTaskRoute = async ({
  sandbox: given,
  ...more
}: Partial<DoorOptions> & { readonly sandbox?: Sandbox } = {}): Promise<TaskRoute> => {
  const sandbox = given ?? (await createSandbox({ now: taskTime, standing: true }));
  const tools = readTools();
  const records: AuditEntry[] = [];
  const send = createTransport({
    account: () => sandbox.account,
    token: async () => sandbox.token,
    userAgent: 'tasks',
  });
  const route = createRoute({
    tools: () => tools,
    send,
    access: () => ({ '*': 'full' }),
    limits: () => ({ writesPerMinute: 30, pagesPerHour: 5 }),
    setting: '--access',
    record: (entry) => void records.push(entry),
    now: () => taskTime,
    ...more,
  });
  return {
    sandbox,
    records,
    call: async (tool, args = {}, signal = new AbortController().signal) => {
      const client = { name: 'Copilot', version: '1.0' };
      const { text, note = '', isError } = await route({ client, tool, args, signal });
      return { text, note, isError };
    },
    dispose: () => sandbox.dispose(),
  };
};
