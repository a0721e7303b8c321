#!/usr/bin/env node
import module from 'node:module';

/**
 * Ties stdin and stdout to the server in the editor's extension host. Nothing but `net` is loaded here, so that a start
 * costs no more than Node's own. Ends when either side does; what is under way still comes through.
 */
const bridge = async (path: string, secret: string, cure: string): Promise<void> => {
  const { default: net } = await import('node:net'); // Not loaded by a server that stands alone.
  const socket = net.connect({ path, allowHalfOpen: true });
  let heard = false;
  const fail = (why: string): void => {
    process.stderr.write(`The PagerDuty server of this editor window ${why}; ${cure}.\n`);
    process.exitCode = 1;
  };
  socket.write(`${secret}\n`);
  process.stdin.pipe(socket);
  socket.pipe(process.stdout);
  socket.once('data', () => {
    heard = true;
  });
  socket.once('end', () => {
    if (!heard && !process.stdin.readableEnded) fail('did not let this client in');
    socket.end();
  });
  socket.once('error', (error) => fail(`cannot be reached (${error.message})`));
  socket.once('close', () => process.stdin.destroy());
  process.stdout.once('error', () => socket.destroy());
};

/** Runs on its own, with the token from the environment. */
const standAlone = async (): Promise<void> => {
  module.enableCompileCache?.(); // Node 22.8 and later.
  const { main } = await import('./standalone.ts');
  await main();
};

/** Joins the server of the window in whose terminal it runs. */
const joinWindow = (): void => {
  const { PAGERDUTY_MCP_WINDOW_SOCKET: path, PAGERDUTY_MCP_WINDOW_SECRET: secret } = process.env;
  delete process.env.PAGERDUTY_MCP_WINDOW_SECRET;
  if (path && secret) return void bridge(path, secret, 'open a new terminal in the window');
  process.stderr.write(
    'There is no PagerDuty server to connect to: run the agent in the integrated terminal of a window in which you are signed in to PagerDuty.\n',
  );
  process.exitCode = 2;
};

const { PAGERDUTY_MCP_SOCKET: path, PAGERDUTY_MCP_SECRET: secret } = process.env;
if (process.argv[2] === '--connect') {
  joinWindow();
} else if (path && secret) {
  delete process.env.PAGERDUTY_MCP_SECRET;
  void bridge(path, secret, 'restart the server from the editor');
} else {
  void standAlone();
}
