import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Disposable } from '../../util/emitter.ts';
import { send } from './send.ts';

/** Answers a request; may throw. */
export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

/** A server that listens. */
export interface Listening extends Disposable {
  readonly origin: string;
}

/** A page in a browser can point a name of its own at this machine; it cannot make the browser call it by these. */
const isLoopback = (host: string | undefined): boolean => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '');

const serve = async (handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (!isLoopback(request.headers.host)) {
    send(response, { status: 403, body: { error: { code: 2010, message: 'Access Denied' } } }, { headers: {} });
    return;
  }
  try {
    await handler(request, response, new URL(request.url ?? '/', 'http://sandbox'));
  } catch (error) {
    // A fault of the sandbox itself: whoever uses it must see what it was.
    if (response.headersSent || response.destroyed) return;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    send(
      response,
      { status: 500, body: { error: { code: 2000, message: 'Sandbox Error', errors: [reason] } } },
      { headers: {} },
    );
  }
};

/** Serves on a port of 127.0.0.1, any free one for 0. Rejects where the port is taken. */
export const listen = async (port: number, handler: Handler): Promise<Listening> => {
  const server = createServer((request, response) => void serve(handler, request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo; // A server that listens on a port has such an address.
  return {
    origin: `http://127.0.0.1:${address.port}`,
    dispose: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
