import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
  type Result,
} from '@modelcontextprotocol/sdk/types.js';
import type { jsonSchemaValidator as JsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/types.js';
import type { InputSchema } from '../api/tool.ts';
import type { AgentClient } from '../policy/audit.ts';
import type { Disposable, Event } from '../util/emitter.ts';
import type { Door, DoorOptions, Outcome } from './call.ts';
import { finderTools } from './finder.ts';
import { toInstructions } from './instructions.ts';
import { createRoute } from './route.ts';
import { isAllOpen, listedTools, type Surface } from './surface.ts';
import type { ToolSource } from './toolBook.ts';
import { validate } from './validate.ts';
import { toWrittenResult } from './writtenResult.ts';

/** What an agent server is made of; functions are asked each time, so that a change counts at once. */
export interface AgentServerOptions extends Omit<DoorOptions, 'tools'> {
  readonly version: string;
  readonly tools: ToolSource;
  readonly surface: () => Surface;
  /** Fires when access or surface changed: clients are told to ask for the tools anew. */
  readonly onDidChange: Event<void>;
}

/** An MCP server for any number of clients, all under the same limits, approvals and audit. */
export interface AgentServer extends Disposable {
  /** Serves one client until its transport closes. */
  connect(transport: Transport): Promise<Disposable>;
}

const unknownClient: AgentClient = { name: 'unknown', version: '' };

const toResult = ({ text, note, isError }: Outcome): CallToolResult => ({
  content: [{ type: 'text', text }, ...(note === undefined ? [] : [{ type: 'text' as const, text: note }])],
  ...(isError ? { isError } : {}),
});

/** Checks what elicitation answers, with the same rules as tool input. */
const jsonSchemaValidator: JsonSchemaValidator = {
  getValidator: (schema) => (value) => {
    const problems = validate({ properties: { answer: schema as InputSchema } }, { answer: value });
    return problems.length === 0
      ? { valid: true, data: value as never, errorMessage: undefined }
      : { valid: false, data: undefined, errorMessage: problems.join('; ') };
  },
};

/** Serves one client. */
const createSession = (options: AgentServerOptions, route: Door, list: () => Result): Server => {
  const info = { name: 'pagerduty', title: 'PagerDuty', version: options.version };
  const server = new Server(info, {
    capabilities: { tools: { listChanged: true } },
    instructions: toInstructions(options.surface()),
    jsonSchemaValidator,
  });
  server.setRequestHandler(ListToolsRequestSchema, () => list());
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const client = server.getClientVersion() ?? unknownClient;
    return toResult(await route({ client, tool: params.name, args: params.arguments ?? {}, signal }));
  });
  return server;
};

/** Makes the server; nothing listens until a transport is connected. */
export const createAgentServer = (options: AgentServerOptions): AgentServer => {
  const route = createRoute({ ...options, tools: options.tools.book });
  const sessions = new Set<Server>();
  const list = (): Result => {
    const [surface, access] = [options.surface(), options.access()];
    if (surface === 'search') return { tools: finderTools };
    if (surface === 'everything' && isAllOpen(access)) return toWrittenResult(options.tools.text());
    return toWrittenResult(JSON.stringify(listedTools(options.tools.book(), surface, access).map(({ tool }) => tool)));
  };
  const change = options.onDidChange(() => {
    for (const session of sessions) void session.sendToolListChanged().catch(() => undefined); // A client that is gone needs no news.
  });
  const end = (session: Server): void => void session.close().catch(() => undefined);
  return {
    connect: async (transport) => {
      const session = createSession(options, route, list);
      session.onclose = () => void sessions.delete(session);
      sessions.add(session);
      await session.connect(transport);
      return { dispose: () => end(session) };
    },
    dispose: () => {
      change.dispose();
      for (const session of sessions) end(session);
    },
  };
};
