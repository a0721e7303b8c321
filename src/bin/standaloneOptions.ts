import { parseArgs } from 'node:util';
import { isSurface, type Surface, surfaces } from '../agent/surface.ts';
import type { Account, Region, Token } from '../api/account.ts';
import { type Access, readAccess } from '../policy/access.ts';

/** What the command line and the environment ask for. */
export type StandaloneOptions =
  | {
      readonly kind: 'serve';
      readonly token: Token;
      readonly account: Account;
      readonly surface: Surface;
      readonly access: Access;
      /** File that the audit goes to. */
      readonly audit: string | undefined;
      /** Where to listen; stdin and stdout where absent. */
      readonly http: HttpOptions | undefined;
    }
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'verify'; readonly files: readonly string[] }
  | { readonly kind: 'wrong'; readonly sentence: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** The port, 0 for a free one, and the secret where the environment gives one. */
export interface HttpOptions {
  readonly port: number;
  readonly secret: string | undefined;
}

/** Ends reading with the sentence that is printed. */
class WrongOption extends Error {}

/** PagerDuty's OAuth tokens begin with the region they belong to, or are JSON Web Tokens. */
const oauth = /^pd(us|eu)\+|^eyJ[\w-]+\.[\w-]+\./;

const readToken = (env: Environment): Token => {
  const text = env.PAGERDUTY_TOKEN?.trim();
  if (!text)
    throw new WrongOption('PAGERDUTY_TOKEN is not set: put a PagerDuty API key or OAuth token into the environment.');
  const [, scheme, secret = text] = text.match(/^(Bearer |Token token=)\s*(.+)$/i) ?? [];
  const kind =
    env.PAGERDUTY_TOKEN_KIND ??
    (scheme?.toLowerCase() === 'bearer ' || (!scheme && oauth.test(secret)) ? 'bearer' : 'key');
  if (kind !== 'key' && kind !== 'bearer') throw new WrongOption('PAGERDUTY_TOKEN_KIND must be key or bearer.');
  return { kind, secret };
};

const readHost = (env: Environment, name: string): string | undefined => {
  const text = env[name];
  if (!text) return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new WrongOption(`${name} must be an address such as https://api.pagerduty.com.`);
  return new URL(text).origin;
};

const readRegion = (env: Environment, token: Token): Region => {
  const region = env.PAGERDUTY_REGION?.toLowerCase() || (token.secret.startsWith('pdeu+') ? 'eu' : 'us');
  if (region !== 'us' && region !== 'eu') throw new WrongOption('PAGERDUTY_REGION must be us or eu.');
  return region;
};

const readAccount = (env: Environment, token: Token): Account => ({
  region: readRegion(env, token),
  from: env.PAGERDUTY_FROM || undefined,
  hosts: {
    rest: readHost(env, 'PAGERDUTY_API_URL'),
    events: readHost(env, 'PAGERDUTY_EVENTS_URL'),
    app: readHost(env, 'PAGERDUTY_APP_URL'),
  },
});

const readAccessFlag = (text: string | undefined, areas: () => readonly string[]): Access => {
  let value: unknown;
  try {
    value = text === undefined ? undefined : JSON.parse(text);
  } catch {
    throw new WrongOption('--access must be JSON, such as \'{"*": "read", "incidents": "guarded"}\'.');
  }
  const { access, problems } = readAccess(value, value === undefined ? [] : areas());
  if (problems[0] !== undefined) throw new WrongOption(`--access is wrong: ${problems[0]}`);
  return access;
};

const flags = {
  surface: { type: 'string', default: 'search' },
  access: { type: 'string' },
  audit: { type: 'string' },
  http: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const readFlags = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true }).values;
  } catch (error) {
    throw new WrongOption(
      `${error instanceof Error ? error.message.split('. ')[0] : String(error)}; --help lists the options.`,
    );
  }
};

/** Shorter secrets can be guessed. */
const shortestSecret = 16;

const readHttp = (port: string | undefined, env: Environment): HttpOptions | undefined => {
  if (port === undefined) return undefined;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new WrongOption('--http needs a port, a number up to 65535; 0 takes a free one.');
  const secret = env.PAGERDUTY_MCP_SECRET || undefined;
  if (secret !== undefined && !/^[\x21-\x7e]+$/.test(secret))
    throw new WrongOption('PAGERDUTY_MCP_SECRET must be of letters, digits and signs without spaces.');
  if (secret !== undefined && secret.length < shortestSecret)
    throw new WrongOption(
      `PAGERDUTY_MCP_SECRET must have ${shortestSecret} characters at least; without it a secret is made and printed.`,
    );
  return { port: Number(port), secret };
};

/** `audit verify FILE …`, the only words that are no flags. */
const readAuditWords = ([verb, ...files]: readonly string[]): StandaloneOptions => {
  if (verb !== 'verify' || files.length === 0)
    throw new WrongOption(
      'Say which audit to check: audit verify FILE, with the files of several months in their order.',
    );
  return { kind: 'verify', files };
};

const read = (args: readonly string[], env: Environment, areas: () => readonly string[]): StandaloneOptions => {
  if (args[0] === 'audit') return readAuditWords(args.slice(1));
  const { help, version, surface, access, audit, http } = readFlags(args);
  if (help || version) return { kind: help ? 'help' : 'version' };
  if (!isSurface(surface)) throw new WrongOption(`--surface must be one of ${surfaces.join(', ')}.`);
  if (audit === '') throw new WrongOption('--audit needs the name of a file.');
  const granted = readAccessFlag(access, areas);
  const listens = readHttp(http, env);
  const token = readToken(env);
  return { kind: 'serve', token, account: readAccount(env, token), surface, access: granted, audit, http: listens };
};

/**
 * Reads flags and environment; what is wrong comes back as the sentence to print.
 *
 * @param areas asked for only where the flags name some
 */
export const readStandaloneOptions = (
  args: readonly string[],
  env: Environment,
  areas: () => readonly string[],
): StandaloneOptions => {
  try {
    return read(args, env, areas);
  } catch (error) {
    if (!(error instanceof WrongOption)) throw error;
    return { kind: 'wrong', sentence: error.message };
  }
};
