import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
  type Result,
} from '@modelcontextprotocol/sdk/types.js';
import type { jsonSchemaValidator as JsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/types.js';
import type { InputSchema } from '../api/tool.ts';
import type { Access } from '../policy/access.ts';
import type { AgentClient, AuditEntry } from '../policy/audit.ts';
import type { Disposable, Event } from '../util/emitter.ts';
import type { Door, Outcome } from './call.ts';
import { createComplete } from './completions.ts';
import { createElicit } from './elicit.ts';
import { icons } from './icons.ts';
import { toInstructions } from './instructions.ts';
import { serveLogging } from './logging.ts';
import { createProgress } from './progress.ts';
import { servePrompts } from './prompts.ts';
import type { CallTool } from './reads.ts';
import { readToCompare, serveResources } from './resources.ts';
import { serveCompletions } from './serveCompletions.ts';
import { createSubscriptions } from './subscriptions.ts';
import type { Surface } from './surface.ts';
import type { ToolSource } from './toolBook.ts';
import { validate } from './validate.ts';

/** What of the server's options a session needs. */
export interface SessionOptions {
  readonly version: string;
  readonly tools: ToolSource;
  readonly surface: () => Surface;
  readonly access: () => Access;
  /** Names the account in use. */
  readonly account?: (() => string | undefined) | undefined;
  /** Whether a person has stopped all agents. */
  readonly stopped?: (() => boolean) | undefined;
  /** Addresses of resources that somebody else has seen change; beside it, what clients subscribe to is read now and then. */
  readonly onDidChangeResources?: Event<readonly string[]> | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

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

/** What a session is given by the server that it belongs to. */
export interface Host {
  readonly route: Door;
  readonly list: () => Result;
  /** Who calls, as the audit names them. */
  readonly client: (server: Server) => AgentClient;
  /** A call's signal that is aborted too when all agents are stopped. */
  readonly stoppable: (signal: AbortSignal) => AbortSignal;
  /** Whether a person may be asked in the client's own form, whose answer is the client's word. */
  readonly elicits: boolean;
}

/** One client's server. */
export interface Session extends Disposable {
  readonly server: Server;
  /** Takes an audit entry of the client's own. */
  readonly log: (entry: AuditEntry) => void;
}

const capabilities = {
  tools: { listChanged: true },
  prompts: {},
  resources: { subscribe: true, listChanged: true },
  completions: {},
  logging: {},
};

/** Serves one client. */
export const createSession = (options: SessionOptions, { route, list, client, stoppable, elicits }: Host): Session => {
  const info = { name: 'pagerduty', title: 'PagerDuty', version: options.version, icons: [...icons.server] };
  const instructions = toInstructions(options.surface());
  const server = new Server(info, { capabilities, instructions, jsonSchemaValidator });
  const elicit = elicits ? createElicit(server) : () => undefined;
  const call: CallTool = (tool, args, signal) =>
    route({ client: client(server), tool, args, signal: stoppable(signal) });
  const subscriptions = createSubscriptions({
    tell: (uri) => void server.sendResourceUpdated({ uri }).catch(() => undefined), // As with the list of tools.
    onDidChangeResources: options.onDidChangeResources,
    read: (uri) => readToCompare(uri, call),
    now: options.now,
  });
  server.setRequestHandler(ListToolsRequestSchema, () => list());
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const { signal, requestId } = extra;
    const asked = { client: client(server), tool: params.name, args: params.arguments ?? {} };
    const onProgress = createProgress(extra);
    return toResult(await route({ ...asked, signal: stoppable(signal), approve: elicit(requestId), onProgress }));
  });
  servePrompts(server, options.surface);
  serveResources(server, { call, tools: options.tools.book, access: options.access, subscriptions });
  const life = new AbortController();
  serveCompletions(server, createComplete({ ...options, call, life: life.signal }));
  const dispose = (): void => {
    life.abort();
    subscriptions.dispose();
  };
  return { server, log: serveLogging(server), dispose };
};
