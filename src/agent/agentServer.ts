import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { Result } from '@modelcontextprotocol/sdk/types.js';
import { toConnectionName, type Via } from '../policy/agentActivity.ts';
import type { AgentClient, AuditEntry } from '../policy/audit.ts';
import { toLine } from '../util/cleanText.ts';
import type { Disposable, Event } from '../util/emitter.ts';
import type { DoorOptions } from './call.ts';
import { finderTools } from './finder.ts';
import { createRoute } from './route.ts';
import { createSession, type Session, type SessionOptions } from './session.ts';
import { isAllOpen, listedTasks, listedTools } from './surface.ts';
import { createWatch, type Watch } from './watch.ts';
import { toWrittenResult } from './writtenResult.ts';

/** What an agent server is made of; functions are asked each time, so that a change counts at once. */
export interface AgentServerOptions extends Omit<DoorOptions, 'tools'>, SessionOptions {
  /** Fires when access or surface changed: clients are told to ask for the tools anew. */
  readonly onDidChange: Event<void>;
  /** Fires when a person stops all agents: what is under way is cancelled. */
  readonly onDidStop?: Event<void> | undefined;
}

/** An MCP server for any number of clients, all under the same limits, approvals and audit. */
export interface AgentServer extends Disposable {
  /** Serves one client until its transport closes. */
  connect(transport: Transport, via?: Via): Promise<Disposable>;
  /** Who is connected and what waits for a person. */
  readonly watch: Pick<Watch, 'connections' | 'waiting' | 'onDidChange' | 'end'>;
}

/** What a client says of itself is shown to people and kept: characters of it. */
const longestName = 100;

/** Who a client says it is, as it is told everywhere. */
const toClient = (server: Server): AgentClient => {
  const { name = '', version = '' } = server.getClientVersion() ?? {};
  const short = (text: string): string => toLine(text).slice(0, longestName);
  return { name: short(name) || 'unknown', version: short(version) };
};

/** Makes what ties signals to a person's stop. */
const createStopper = (
  onDidStop: Event<void> | undefined,
): Disposable & { readonly stoppable: (signal: AbortSignal) => AbortSignal } => {
  let stopper = new AbortController();
  const subscription = onDidStop?.(() => {
    stopper.abort();
    stopper = new AbortController();
  });
  return {
    stoppable: (signal) => AbortSignal.any([signal, stopper.signal]),
    dispose: () => subscription?.dispose(),
  };
};

/** The tools as a client is told of them now. */
const toList = (options: AgentServerOptions): Result => {
  const [surface, access] = [options.surface(), options.access()];
  const tasks = listedTasks(surface, access);
  if (surface === 'search') return { tools: [...tasks, ...finderTools] };
  if (surface === 'everything' && isAllOpen(access)) return toWrittenResult(options.tools.text());
  const tools = listedTools(options.tools.book(), surface, access).map(({ tool }) => tool);
  return toWrittenResult(JSON.stringify([...tasks, ...tools]));
};

/** Makes the server; nothing listens until a transport is connected. */
export const createAgentServer = (options: AgentServerOptions): AgentServer => {
  const watch = createWatch(options.now);
  const sessions = new Map<string, Session>();
  const record = (entry: AuditEntry): void => {
    options.record(entry);
    sessions.get(entry.client.connection ?? '')?.log(entry);
  };
  const { book, whole } = options.tools;
  const route = createRoute({ ...options, record, tools: book, whole, onAsk: watch.ask });
  const stopper = createStopper(options.onDidStop);
  const change = options.onDidChange(() => {
    for (const { server } of sessions.values()) {
      server.sendToolListChanged().catch(() => undefined); // A client that is gone needs no news.
      server.sendResourceListChanged().catch(() => undefined);
    }
  });
  const end = ({ server }: Session): void => void server.close().catch(() => undefined);
  return {
    watch,
    connect: async (transport, via = 'stdio') => {
      const id = watch.add({ via, client: () => toClient(session.server), end: () => end(session) });
      const connection = toConnectionName({ via, id });
      const client = (server: Server): AgentClient => ({ ...toClient(server), connection });
      const session = createSession(options, {
        route,
        list: () => toList(options),
        client,
        stoppable: stopper.stoppable,
        // Any program of a terminal can join and would answer for the person: where the editor can ask, it does.
        elicits: via !== 'terminal' || options.approve === undefined,
      });
      session.server.oninitialized = watch.touch;
      session.server.onclose = () => {
        session.dispose();
        sessions.delete(connection);
        watch.remove(id);
      };
      sessions.set(connection, session);
      await session.server.connect(transport);
      return { dispose: () => end(session) };
    },
    dispose: () => {
      change.dispose();
      stopper.dispose();
      for (const session of sessions.values()) end(session);
      watch.dispose();
    },
  };
};
