import type { AuditRecord } from '../policy/audit.ts';
import type { Disposable } from '../util/emitter.ts';
import { type AgentServer, type AgentServerOptions, createAgentServer } from './agentServer.ts';
import { createMonthlyAuditLog } from './auditLog.ts';
import { createSocketServer, type SocketAddress } from './socket.ts';
import { createToolSource } from './toolBook.ts';

/** What the editor gives the agent half. */
export interface AgentOptions extends Omit<AgentServerOptions, 'tools' | 'record' | 'now'> {
  /** Folder of what the generator wrote of the tools. */
  readonly toolsFolder: string;
  /** Folder that the audit goes to, a file a month. */
  readonly auditFolder: string;
  /** Told of each record once it is written. */
  readonly onRecord?: (record: AuditRecord) => void;
}

/** The agent's server in the extension host, reached over a socket. */
export interface Agent extends Disposable {
  /** Who is connected and what waits for a person. */
  readonly watch: AgentServer['watch'];
  /** Address and one-time secret for one more bridge. */
  invite(): SocketAddress;
  /** Address for agents in the window's terminals. */
  readonly terminal: SocketAddress;
}

/** Starts the agent's server on a socket of its own; this bundle is loaded when an agent is first wanted. */
export const startAgent = async ({ toolsFolder, auditFolder, onRecord, ...options }: AgentOptions): Promise<Agent> => {
  const record = createMonthlyAuditLog(auditFolder);
  const server = createAgentServer({
    ...options,
    tools: createToolSource(toolsFolder),
    record: (entry) => {
      const written = record(entry);
      onRecord?.(written);
    },
    now: Date.now,
  });
  const socket = await createSocketServer(server.connect);
  return {
    watch: server.watch,
    invite: socket.invite,
    terminal: socket.terminal,
    dispose: () => {
      server.dispose();
      socket.dispose();
    },
  };
};
