import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Sandbox } from '../../src/sandbox/main.ts';
import { mcp } from './agentProcess.ts';

/** The program as it ships, serving over HTTP. */
export interface HttpAgent {
  /** Address of the endpoint, without the secret. */
  readonly url: URL;
  /** The second line that it printed: how to send the secret. */
  readonly how: string;
  readonly child: ChildProcess;
  close(): Promise<number | null>;
}

/** Starts it on a free port against the sandbox. */
export const startHttpAgent = async (
  sandbox: Sandbox,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<HttpAgent> => {
  const child = spawn(process.execPath, [mcp, '--http', '0', ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      PAGERDUTY_TOKEN: sandbox.token.secret,
      PAGERDUTY_API_URL: sandbox.origin,
      PAGERDUTY_EVENTS_URL: sandbox.origin,
      PAGERDUTY_APP_URL: sandbox.origin,
      ...env,
    },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const lines = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  const { value: where = '' } = await lines.next();
  const { value: how = '' } = await lines.next();
  return {
    url: new URL(where.match(/http:\S+/)?.[0] ?? `no address in: ${where}`),
    how,
    child,
    close: async () => {
      if (child.exitCode !== null) return child.exitCode;
      child.kill();
      const [code] = await once(child, 'exit');
      return code;
    },
  };
};

/** The SDK's own client, over HTTP. */
export const connectOverHttp = async (url: URL, secret?: string): Promise<Client> => {
  const client = new Client({ name: 'http test', version: '1.0.0' });
  const headers: Record<string, string> = secret === undefined ? {} : { Authorization: `Bearer ${secret}` };
  // Its types allow undefined where the interface has a field or none.
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }) as never);
  return client;
};
