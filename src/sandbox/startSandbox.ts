import { randomUUID } from 'node:crypto';
import { table } from '../api/generated/table.ts';
import type { Operation } from '../api/operation.ts';
import { createEmitter } from '../util/emitter.ts';
import { type AccountParts, createAccount, type SandboxAccount } from './createAccount.ts';
import { createFaults } from './createFaults.ts';
import { createRandom } from './createRandom.ts';
import { createRequestLog } from './createRequestLog.ts';
import { sandboxClient } from './identity/client.ts';
import { createIdentity, identityOperations, identityPrefix } from './identity/createIdentity.ts';
import type { Sandbox, SandboxOptions } from './options.ts';
import { toAuditRecord } from './platform/toAuditRecord.ts';
import { createSchemas } from './schema/createSchemas.ts';
import { createCall } from './server/createCall.ts';
import { controlPrefix, createControl } from './server/createControl.ts';
import { createHandler } from './server/createHandler.ts';
import { createRateLimit } from './server/createRateLimit.ts';
import { createRouter } from './server/createRouter.ts';
import { type Handler, listen } from './server/listen.ts';
import type { Behaviour, State } from './state.ts';
import { sandboxTokens } from './tokens.ts';

/** What a sandbox does and holds beyond its rows. */
export interface SandboxParts extends AccountParts {
  /** By operation id, in place of the generic behaviour. */
  readonly behaviours: Readonly<Record<string, Behaviour>>;
}

/** Scopes of OpenID Connect, which no operation asks for. */
const openIdScopes = ['openid', 'profile', 'email'];

/** Seconds that PagerDuty's access tokens live, as programs of others have seen it: ten days. */
const usualLifetime = 864_000;

const toRows = (): readonly Operation[] => Object.values(table).flatMap((rows) => Object.values<Operation>(rows));

const emailOfFirst = (state: State): string => String(state.collection('users').values().next().value?.email ?? '');

/** Makes what answers the requests to the account. */
const createService = (
  options: SandboxOptions,
  { behaviours }: SandboxParts,
  account: SandboxAccount,
  changed: () => void,
) => {
  const rows = toRows();
  const seed = (options.seed ?? 1) ^ 0x5eed; // Faults must not shift the ids of the account.
  const ids = [...rows.map(({ id }) => id), ...identityOperations];
  const log = createRequestLog();
  const faults = createFaults(ids, createRandom(seed), options.faults);
  const identity = createIdentity({
    clients: options.oauth?.clients ?? [sandboxClient],
    scopes: new Set([...openIdScopes, ...rows.flatMap(({ scope }) => scope?.split(' ') ?? [])]),
    lifetime: options.oauth?.lifetime ?? usualLifetime,
    secret: randomUUID,
    state: account.state,
    faults,
    log,
  });
  const tokens = options.tokens ?? Object.values(sandboxTokens);
  const handler = createHandler({
    router: createRouter(rows),
    call: createCall(rows, createSchemas(), behaviours),
    state: account.state,
    tokens: () => [...tokens, ...identity.tokens()],
    faults,
    log,
    allow: createRateLimit(() => performance.now(), options.rateLimit),
    onDidWrite: (row, caller, received, answer) => {
      toAuditRecord(account.state(), row, caller, received, answer);
      changed();
    },
  });
  return { handler, identity, log, faults, tokens };
};

/**
 * Starts an in-memory PagerDuty on a port of 127.0.0.1: every row of the table answers, from the parts' behaviours or
 * generically. Rejects where the port is taken.
 */
export const startSandbox = async (options: SandboxOptions, parts: SandboxParts): Promise<Sandbox> => {
  const changes = createEmitter<void>();
  const account = createAccount(options, parts, () => changes.fire());
  const { handler, identity, log, faults, tokens } = createService(options, parts, account, () => changes.fire());
  const { kind, secret } = tokens[0] ?? sandboxTokens.user;
  const reset = (): void => {
    account.reset();
    log.clear();
    faults.clear();
    identity.clear();
    changes.fire();
  };
  const told = { tokens, clock: account.clock, log, faults, reset };
  let control: Handler | undefined;
  const route: Handler = (request, response, url) => {
    const own = url.pathname.startsWith(identityPrefix) ? identity.handler : handler;
    return (control && url.pathname.startsWith(controlPrefix) ? control : own)(request, response, url);
  };
  const { origin, dispose: stop } = await listen(options.port ?? 0, route).catch((error: unknown) => {
    account.dispose();
    throw error;
  });
  const hosts = { rest: origin, events: origin, app: origin };
  const sandbox: Sandbox = {
    ...told,
    origin,
    account: { region: 'us', from: emailOfFirst(account.state()), hosts },
    token: { kind, secret },
    get state() {
      return account.state();
    },
    onDidChange: changes.event,
    dispose: () => {
      stop();
      account.dispose();
      changes.dispose();
    },
  };
  if (options.control) control = createControl(sandbox);
  return sandbox;
};
