import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { createWorkbench } from '../support/workbench.ts';

/** The other end of test/support/screen.ts: runs what a test sends on the page, and hears when a suite has ended. */
export interface ScreenServer extends AsyncDisposable {
  /** For the environment of the editor; the path is secret, because whoever knows it can run code here. */
  readonly address: string;
  /** The exit code that a suite reports when the editor itself does not. */
  readonly ended: Promise<number>;
}

/** Serves the page to the tests inside the editor, on loopback. */
export async function startScreenServer(page: Page): Promise<ScreenServer> {
  const secret = `/${randomUUID()}/`;
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const screen = { page, workbench: createWorkbench(page) };
  const server = http.createServer(async (request, response) => {
    const body = await text(request);
    if (request.url === `${secret}run`) response.end(JSON.stringify(await answer(screen, body)));
    else if (request.url === `${secret}end`) response.end(() => end(Number(body)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const dispose = async () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${port}${secret}`, ended, [Symbol.asyncDispose]: dispose };
}

async function answer(screen: object, body: string): Promise<{ value: unknown } | { error: string }> {
  try {
    const { source, input } = JSON.parse(body);
    const work = new Function(`return (${source})`)();
    return { value: (await work(screen, input)) ?? null };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
