import { table } from '../api/generated/table.ts';
import type { Operation } from '../api/operation.ts';
import { createEmitter } from '../util/emitter.ts';
import { type AccountParts, createAccount, type SandboxAccount } from './createAccount.ts';
import { createFaults } from './createFaults.ts';
import { createRandom } from './createRandom.ts';
import { createRequestLog } from './createRequestLog.ts';
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
  const ids = rows.map(({ id }) => id);
  const log = createRequestLog();
  const faults = createFaults(ids, createRandom(seed), options.faults);
  const tokens = options.tokens ?? Object.values(sandboxTokens);
  const handler = createHandler({
    router: createRouter(rows),
    call: createCall(rows, createSchemas(), behaviours),
    state: account.state,
    tokens,
    faults,
    log,
    allow: createRateLimit(() => performance.now(), options.rateLimit),
    onDidWrite: (row, caller, received, answer) => {
      toAuditRecord(account.state(), row, caller, received, answer);
      changed();
    },
  });
  return { handler, log, faults, tokens };
};

/**
 * Starts an in-memory PagerDuty on a port of 127.0.0.1: every row of the table answers, from the parts' behaviours or
 * generically. Rejects where the port is taken.
 */
export const startSandbox = async (options: SandboxOptions, parts: SandboxParts): Promise<Sandbox> => {
  const changes = createEmitter<void>();
  const account = createAccount(options, parts, () => changes.fire());
  const { handler, log, faults, tokens } = createService(options, parts, account, () => changes.fire());
  const { kind, secret } = tokens[0] ?? sandboxTokens.user;
  const reset = (): void => {
    account.reset();
    log.clear();
    faults.clear();
    changes.fire();
  };
  const told = { tokens, clock: account.clock, log, faults, reset };
  let control: Handler | undefined;
  const route: Handler = (request, response, url) =>
    control && url.pathname.startsWith(controlPrefix)
      ? control(request, response, url)
      : handler(request, response, url);
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
