import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createSandbox, type FaultPlan, type Sandbox, type SandboxOptions, sandboxClient } from '../sandbox/main.ts';

const usage = `Usage: npm run sandbox -- [options]

Serves an in-memory PagerDuty with a sample account on this machine. Webhooks are delivered to this machine alone.
People sign in by OAuth under /oauth/authorize, /oauth/token and /oauth/revoke: authorization code with PKCE.

  --port <n>          port of 127.0.0.1 (any free one)
  --seed <n>          same seed, same account (1)
  --now <time>        where the clock starts, ISO 8601 (now)
  --standing          the clock stands until it is set under /_sandbox/clock
  --incidents <n>     fill the account up to so many incidents
  --services <n>      fill the account up to so many services
  --open <share>      of the incidents made up for that, the share that is open, above 0 and up to 1 (0.01)
  --empty             nothing but one user
  --autoplay          new incidents arrive by themselves
  --token <secret>    the one token to accept, a user key, in place of the usual ones
  --rate-limit <n>    calls that a token may make in a minute (960)
  --faults <json>     faults by operation id or "*", or @file with them, such as
                      '{"*": {"kind": "500", "rate": 0.1}, "createIncident": {"kind": "resetAfter", "times": 1}}'
                      kinds: 402 403 429 500 502 503 504 reset resetAfter stall stallAfter truncated notJson latency
                      the sign-in's ids: oauthAuthorize oauthToken oauthRevoke
                      with: rate (0 to 1), times, skip, ms (latency), reset (429, seconds)
  --help
`;

const toNumber = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} needs a whole number.`);
  return value;
};

const toShare = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new Error(`--${name} needs a number above 0 and up to 1.`);
  return value;
};

const toRateLimit = (calls: number | undefined): Pick<SandboxOptions, 'rateLimit'> =>
  calls === undefined ? {} : { rateLimit: { calls, seconds: 60 } };

const toTime = (text: string | undefined): number | undefined => {
  const time = text === undefined ? undefined : Date.parse(text);
  if (Number.isNaN(time)) throw new Error('--now needs an ISO 8601 time, such as 2026-03-02T10:00:00Z.');
  return time;
};

const toFaults = (text: string | undefined): FaultPlan | undefined => {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text.startsWith('@') ? readFileSync(text.slice(1), 'utf8') : text);
  } catch (error) {
    throw new Error('--faults needs JSON, or @ and the name of a file with it.', { cause: error });
  }
};

/** Reads the command line; undefined where only help was asked for. */
const toOptions = (args: readonly string[]): SandboxOptions | undefined => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: text,
      seed: text,
      now: text,
      incidents: text,
      services: text,
      open: text,
      'rate-limit': text,
      token: text,
      faults: text,
      standing: flag,
      empty: flag,
      autoplay: flag,
      help: flag,
    },
  });
  if (values.help) return undefined;
  return {
    control: true,
    port: toNumber('port', values.port),
    seed: toNumber('seed', values.seed),
    now: toTime(values.now),
    standing: values.standing,
    empty: values.empty,
    autoplay: values.autoplay,
    scale: {
      incidents: toNumber('incidents', values.incidents),
      services: toNumber('services', values.services),
      open: toShare('open', values.open),
    },
    faults: toFaults(values.faults),
    ...toRateLimit(toNumber('rate-limit', values['rate-limit'])),
    ...(values.token === undefined ? {} : { tokens: [{ kind: 'key', owner: 'user', secret: values.token }] }),
  };
};

const greeting = ({ origin, account, token, tokens }: Sandbox): string =>
  [
    `PagerDuty sandbox at ${origin} (REST, Events and app alike), acting user ${account.from}`,
    ...tokens.map(
      (t) => `  ${t.kind === 'key' ? `${t.owner} key` : 'OAuth token'}: ${t.secret}${t.scopes ? ' (reads only)' : ''}`,
    ),
    `  OAuth client id: ${sandboxClient.id}, sign-in under ${origin}/oauth/`,
    `Try: curl -H 'Authorization: Token token=${token.secret}' '${origin}/incidents?statuses[]=triggered' -g`,
    `Watch and steer: ${origin}/_sandbox/log, /clock, /faults, /account, POST /reset. Ctrl+C stops it.`,
  ].join('\n');

const main = async (): Promise<void> => {
  const options = toOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(usage);
    return;
  }
  const sandbox = await createSandbox(options);
  process.stdout.write(`${greeting(sandbox)}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => sandbox.dispose());
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
