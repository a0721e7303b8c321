import assert from 'node:assert/strict';
import type { Account, Token } from '../../src/api/account.ts';
import { ApiError } from '../../src/api/errors.ts';
import { createSession } from '../../src/store/session.ts';
import type {
  AccountFacts,
  Exclusive,
  Issuer,
  SecretBox,
  SessionPorts,
  SessionState,
} from '../../src/store/sessionState.ts';
import { ada, createFakeMemory } from './fakeAccount.ts';
import { createFakeSend } from './fakeSend.ts';

const me = {
  id: 'PADA',
  type: 'user',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  teams: [{ id: 'PTEAM1', summary: 'Payments' }],
  html_url: ada.url,
};
/** Whose tokens begin with `bo`. */
const bo = {
  ...me,
  id: 'PBO',
  name: 'Bo Diaz',
  email: 'bo@example.com',
  html_url: 'https://other.pagerduty.com/users/PBO',
};
const failure = (kind: 'token' | 'input' | 'forbidden' | 'network', status?: number): ApiError =>
  new ApiError(`failed: ${kind}`, { kind, operationId: 'getCurrentUser', status });

interface Seen {
  readonly account: Account;
  readonly token: Token;
}

/** A place for secrets that the test looks into. */
export const createFakeBox = (): SecretBox & { readonly secrets: Map<string, string> } => {
  const secrets = new Map<string, string>();
  return {
    secrets,
    get: async (id) => secrets.get(id),
    set: async (id, secret) => void secrets.set(id, secret),
    delete: async (id) => void secrets.delete(id),
  };
};

/** What a session remembers in: of all windows but for `here`. */
export const createFakeMemories = () => ({
  accounts: createFakeMemory<readonly AccountFacts[]>(),
  here: createFakeMemory<string>(),
  last: createFakeMemory<string>(),
});

/** Lets works of the same key have their turns, as the windows of a person do. */
export const createTurns = (): Exclusive => {
  const turns = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
    turns.set(key, turn);
    return turn;
  };
};

/** For sessions whose tokens were all pasted. */
export const noIssuer = (issuer: Issuer): never => assert.fail(`asked ${issuer.identityUrl}`);

/** PagerDuty as a session meets it: which tokens it knows, in which region. */
const createConnect =
  (seen: Seen[]): SessionPorts['connect'] =>
  (account, token) => {
    seen.push({ account, token });
    const user = token.secret.startsWith('bo') ? bo : me;
    const check = (): void => {
      const home = token.secret.startsWith('eu') ? 'eu' : 'us';
      if (token.secret === 'wrong' || account.region !== home) throw failure('token', 401);
      if (token.secret === 'offline') throw failure('network');
    };
    return createFakeSend({
      getCurrentUser: () => {
        check();
        if (token.secret.includes('account')) throw failure('input', 400);
        if (token.secret.includes('scoped')) throw failure('forbidden', 403);
        return { user };
      },
      listAbilities: () => {
        check();
        if (token.secret.includes('scoped')) throw failure('forbidden', 403);
        return { abilities: ['teams'] };
      },
      listUsers: ({ query }) => ({
        users: String(query).startsWith('ada') ? [{ ...me, id: 'PADAM', email: 'adam@example.com' }, me] : [],
      }),
      getUser: () => ({ user: { ...me, name: 'Ada King' } }),
    }).client;
  };

/** Sets a session up, with all that it is given; two of them with the same box and memories are two windows. */
export const setUpSession = (ports: Partial<SessionPorts> = {}) => {
  const seen: Seen[] = [];
  const box = createFakeBox();
  const memories = createFakeMemories();
  let disposed = 0;
  const session = createSession({
    secrets: box,
    ...memories,
    connect: createConnect(seen),
    startSample: async () => ({
      account: { region: 'us', hosts: { rest: 'http://127.0.0.1:1' } },
      token: { kind: 'key', secret: 'sample' },
      dispose: () => void disposed++,
    }),
    hosts: () => undefined,
    connectIssuer: noIssuer,
    exclusive: (_, work) => work(),
    now: () => 0,
    ...ports,
  });
  const states: string[] = [];
  session.onDidChange(({ kind }) => states.push(kind));
  const changes: string[] = [];
  session.onDidChangeAccounts(({ added, removed, changed }) => {
    for (const { id } of added) changes.push(`+${id}`);
    for (const { id } of removed) changes.push(`-${id}`);
    for (const { id } of changed) changes.push(`~${id}`);
  });
  return { session, seen, box, ...memories, states, changes, disposed: () => disposed };
};

/** The state as that of somebody signed in; fails the test otherwise. */
export const signedIn = (state: SessionState) => (state.kind === 'signedIn' ? state : assert.fail(`is ${state.kind}`));
