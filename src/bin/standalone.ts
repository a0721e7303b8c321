import fs from 'node:fs';
import path from 'node:path';
import { createAgentServer } from '../agent/agentServer.ts';
import { createAuditLog } from '../agent/auditLog.ts';
import { lazy } from '../agent/lazy.ts';
import { createStreamTransport } from '../agent/streamTransport.ts';
import { areasOf, createToolSource, type ToolSource } from '../agent/toolBook.ts';
import type { Account, Token } from '../api/account.ts';
import type { Send } from '../api/client.ts';
import { defaultLimits } from '../policy/limits.ts';
import { listen } from './listen.ts';
import { help } from './standaloneHelp.ts';
import { readStandaloneOptions, type StandaloneOptions } from './standaloneOptions.ts';
import { verifyAudit } from './verifyAudit.ts';

/** What package.json says of this program. */
interface Manifest {
  readonly name: string;
  readonly version: string;
}

const readManifest = (): Manifest =>
  JSON.parse(fs.readFileSync(path.join(__dirname, '../package.json'), 'utf8')) as Manifest; // Ours.

/** The client's half is loaded with the first call: fetch and ky take as long to start as all the rest. */
const createSend = (account: Account, token: Token, userAgent: string): Send => {
  const start = lazy(async (): Promise<Send> => {
    const { createTransport } = await import('../api/transport.ts');
    return createTransport({ account: () => account, token: async () => token, userAgent });
  });
  return async (row, input, options) => (await start())(row, input, options);
};

type Serving = Extract<StandaloneOptions, { readonly kind: 'serve' }>;

const serve = async ({ token, account, surface, access, audit, http }: Serving, tools: ToolSource): Promise<void> => {
  const { name, version } = readManifest();
  const record = audit === undefined ? undefined : createAuditLog(audit);
  const server = createAgentServer({
    version,
    tools,
    send: createSend(account, token, `${name}/${version}`),
    access: () => access,
    surface: () => surface,
    limits: () => defaultLimits,
    setting: '--access',
    record: (entry) => void record?.(entry),
    now: Date.now,
    onDidChange: () => ({ dispose: () => undefined }), // Nothing changes while it runs.
  });
  if (http) return listen(http, server);
  await server.connect(createStreamTransport(process.stdin, process.stdout));
};

/** Runs the server that the command line asks for, until stdin ends. Nothing but MCP goes to stdout while it serves. */
export const main = async (): Promise<void> => {
  const tools = createToolSource(__dirname);
  const options = readStandaloneOptions(process.argv.slice(2), process.env, () => areasOf(tools.book()));
  delete process.env.PAGERDUTY_TOKEN; // No child shall inherit it, nor the secret.
  delete process.env.PAGERDUTY_MCP_SECRET;
  if (options.kind === 'serve') return serve(options, tools);
  if (options.kind === 'verify') {
    process.exitCode = verifyAudit(options.files);
    return;
  }
  if (options.kind === 'wrong') {
    process.stderr.write(`${options.sentence}\n`);
    process.exitCode = 2;
    return;
  }
  process.stdout.write(options.kind === 'help' ? help(areasOf(tools.book())) : `${readManifest().version}\n`);
};
