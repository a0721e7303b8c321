import type { Disposable } from '../util/emitter.ts';
import { type AgentServerOptions, createAgentServer } from './agentServer.ts';
import { createAuditLog } from './auditLog.ts';
import { createSocketServer, type SocketAddress } from './socket.ts';
import { createToolSource } from './toolBook.ts';

/** What the editor gives the agent half. */
export interface AgentOptions extends Omit<AgentServerOptions, 'tools' | 'record' | 'now'> {
  /** Folder of what the generator wrote of the tools. */
  readonly toolsFolder: string;
  /** File that the audit goes to. */
  readonly auditFile: string;
}

/** The agent's server in the extension host, reached over a socket. */
export interface Agent extends Disposable {
  /** Address and one-time secret for one more bridge. */
  invite(): SocketAddress;
}

/** Starts the agent's server on a socket of its own; this bundle is loaded when an agent is first wanted. */
export const startAgent = async ({ toolsFolder, auditFile, ...options }: AgentOptions): Promise<Agent> => {
  const record = createAuditLog(auditFile);
  const server = createAgentServer({
    ...options,
    tools: createToolSource(toolsFolder),
    record: (entry) => void record(entry),
    now: Date.now,
  });
  const socket = await createSocketServer((transport) => server.connect(transport));
  return {
    invite: socket.invite,
    dispose: () => {
      server.dispose();
      socket.dispose();
    },
  };
};
