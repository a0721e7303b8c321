import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { type HttpRefusal, toHttpRefusal } from './httpGuard.ts';
import { type HttpSession, HttpSessions } from './httpSessions.ts';

/** What the HTTP server is made of. */
export interface HttpServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** What every request must bring. */
  readonly secret: string;
  /** Serves one client until its transport closes. */
  readonly connect: (transport: Transport) => Promise<unknown>;
  /** How many clients there may be at once; the one that was silent longest goes first. */
  readonly mostSessions?: number;
}

/** MCP over HTTP for programs on this machine. */
export interface HttpServer {
  /** Address of the endpoint, without the secret. */
  readonly url: string;
  dispose(): Promise<void>;
}

/** Bytes that a request may have: no operation's input comes near. */
const largestBody = 4_000_000;
const loopback = '127.0.0.1';

interface Served extends HttpSession {
  readonly transport: StreamableHTTPServerTransport;
}

const refuse = (response: http.ServerResponse, { status, message, headers }: HttpRefusal): void => {
  const error = { code: status === 404 ? -32001 : -32000, message };
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify({ jsonrpc: '2.0', error, id: null }));
};

const createSession = async (
  sessions: HttpSessions<Served>,
  connect: HttpServerOptions['connect'],
): Promise<Served> => {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => sessions.add(id, session),
    maxRequestBodySize: largestBody,
  });
  const session: Served = { transport, open: 0 };
  transport.onclose = () => sessions.remove(session);
  await connect(transport as Transport); // Its types allow undefined where the interface has a field or none.
  return session;
};

const answer = async (session: Served, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
  session.open += 1;
  response.once('close', () => {
    session.open -= 1;
  });
  await session.transport.handleRequest(request, response);
  if (session.transport.sessionId === undefined) await session.transport.close(); // Its first request was no greeting.
};

const createHandler =
  ({ connect, secret }: HttpServerOptions, sessions: HttpSessions<Served>) =>
  async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const refusal = toHttpRefusal(request, secret);
    if (refusal) return refuse(response, refusal);
    const id = request.headers['mcp-session-id'];
    if (typeof id === 'string') {
      const session = sessions.take(id);
      if (session) return answer(session, request, response);
      return refuse(response, { status: 404, message: 'This session has ended; begin a new one.' });
    }
    if (request.method !== 'POST')
      return refuse(response, { status: 400, message: 'Send the Mcp-Session-Id that the first answer gave.' });
    if (!sessions.makeRoom())
      return refuse(response, { status: 503, message: 'Too many clients are connected; end one of them.' });
    return answer(await createSession(sessions, connect), request, response);
  };

/**
 * Listens on the loopback address for MCP over Streamable HTTP at `/mcp`, or `/SECRET/mcp`. Every client gets a session
 * of its own.
 *
 * @throws what the system says of a port that cannot be had
 */
export const createHttpServer = async (options: HttpServerOptions): Promise<HttpServer> => {
  const sessions = new HttpSessions<Served>(options.mostSessions ?? 64);
  const handle = createHandler(options, sessions);
  const server = http.createServer((request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent)
        refuse(response, { status: 500, message: 'The request failed in a way nobody foresaw.' });
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, loopback, resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  return {
    url: `http://${loopback}:${port}/mcp`,
    dispose: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await sessions.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
