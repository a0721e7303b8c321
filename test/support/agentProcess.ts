import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

/** The program as it ships. */
export const mcp = path.resolve(import.meta.dirname, '../../dist/mcp.js');

/** What a tool answered: its text, the note behind it, and whether it failed. */
export interface ToolAnswer {
  readonly text: string;
  readonly note: string;
  readonly isError: boolean;
}

/** A client that talks to the program over real stdio. */
export interface AgentProcess {
  readonly client: Client;
  /** Ids of the child process. */
  readonly pid: number | null;
  /** What the program has written to stderr. */
  stderr(): string;
  call(tool: string, input?: Readonly<Record<string, unknown>>): Promise<ToolAnswer>;
  /** Calls a tool that must succeed and gives its answer parsed, whole. */
  give(tool: string, input?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Starts the program with the SDK's own client; `env` comes beside the few variables that every process gets. */
export const startAgentProcess = async (
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<AgentProcess> => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [mcp, ...args],
    env: { ...env },
    stderr: 'pipe',
  });
  let stderr = '';
  (transport.stderr as Readable).on('data', (chunk) => {
    stderr += chunk;
  });
  const client = new Client({ name: 'stdio test', version: '1.0.0' });
  await client.connect(transport);
  const call = async (tool: string, input: Readonly<Record<string, unknown>> = {}): Promise<ToolAnswer> => {
    const { content, isError = false } = await client.callTool({ name: tool, arguments: { ...input } });
    const [first, ...rest] = (content as readonly { readonly text: string }[]).map((block) => block.text);
    return { text: first ?? '', note: rest.join('\n'), isError: isError === true };
  };
  return {
    client,
    pid: transport.pid,
    stderr: () => stderr,
    call,
    give: async (tool, input = {}) => {
      const answer = await call(tool, { ...input, detail: 'full' });
      if (answer.isError) throw new Error(`${tool}: ${answer.text}`);
      return answer.text.startsWith('{') ? JSON.parse(answer.text) : {};
    },
    close: () => client.close(),
  };
};

/** Runs the program to its end with `input` on stdin. */
export const runAgentProcess = async (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> => {
  const child = spawn(process.execPath, [mcp, ...args], { env: { PATH: process.env.PATH ?? '', ...env } });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
};

/** What a client says first, and a request for the tools, as lines. */
export const handshake = [
  {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'lines', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
  { jsonrpc: '2.0', id: 2, method: 'tools/list' },
]
  .map((message) => `${JSON.stringify(message)}\n`)
  .join('');
