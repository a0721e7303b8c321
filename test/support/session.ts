import assert from 'node:assert/strict';
import type { Account, Token } from '../../src/api/account.ts';
import { ApiError } from '../../src/api/errors.ts';
import { createSession } from '../../src/store/session.ts';
import type { SessionFacts, SessionPorts, SessionState } from '../../src/store/sessionState.ts';
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
const failure = (kind: 'token' | 'input' | 'forbidden' | 'network', status?: number): ApiError =>
  new ApiError(`failed: ${kind}`, { kind, operationId: 'getCurrentUser', status });

interface Seen {
  readonly account: Account;
  readonly token: Token;
}

/** PagerDuty as a session meets it: which tokens it knows, in which region. */
export const setUpSession = (ports: Partial<SessionPorts> = {}) => {
  const seen: Seen[] = [];
  const box = { secret: undefined as string | undefined };
  const memory = createFakeMemory<SessionFacts>();
  let disposed = 0;
  const connect: SessionPorts['connect'] = (account, token) => {
    seen.push({ account, token });
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
        return { user: me };
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
  const session = createSession({
    secrets: {
      get: async () => box.secret,
      set: async (secret) => {
        box.secret = secret;
      },
      delete: async () => {
        box.secret = undefined;
      },
    },
    memory,
    connect,
    startSample: async () => ({
      account: { region: 'us', hosts: { rest: 'http://127.0.0.1:1' } },
      token: { kind: 'key', secret: 'sample' },
      dispose: () => void disposed++,
    }),
    hosts: () => undefined,
    ...ports,
  });
  const states: string[] = [];
  session.onDidChange(({ kind }) => states.push(kind));
  return { session, seen, box, memory, states, disposed: () => disposed };
};

/** The state as that of somebody signed in; fails the test otherwise. */
export const signedIn = (state: SessionState) => (state.kind === 'signedIn' ? state : assert.fail(`is ${state.kind}`));
