import { randomBytes } from 'node:crypto';
import type { AgentServer } from '../agent/agentServer.ts';
import type { HttpOptions } from './standaloneOptions.ts';

/** Says on stderr where the server is; a secret that was made for this run is shown, one that was given is not. */
const announce = (url: string, secret: string, isMade: boolean): void => {
  const how = isMade
    ? `Send "Authorization: Bearer ${secret}", or use ${url.replace('/mcp', `/${secret}/mcp`)} where a client cannot.`
    : 'Send PAGERDUTY_MCP_SECRET as a bearer header, or as the first path segment.';
  process.stderr.write(`PagerDuty's MCP server listens at ${url}\n${how}\n`);
};

/** Serves over HTTP on this machine until the process is told to end; a port that cannot be had ends it with 1. */
export const listen = async (
  { port, secret: given }: HttpOptions,
  server: Pick<AgentServer, 'connect' | 'dispose'>,
): Promise<void> => {
  const { createHttpServer } = await import('../agent/httpServer.ts'); // Not loaded by a server on stdio.
  const secret = given ?? randomBytes(24).toString('base64url');
  try {
    const http = await createHttpServer({ port, secret, connect: (transport) => server.connect(transport, 'http') });
    announce(http.url, secret, given === undefined);
    const end = (): void => {
      server.dispose();
      void http.dispose();
    };
    process.once('SIGINT', end).once('SIGTERM', end);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `The server cannot listen on port ${port} (${why}); choose another one, or 0 for a free one.\n`,
    );
    process.exitCode = 1;
  }
};
