import * as l10n from '@vscode/l10n';
import type { Account, Region, Token } from '../api/account.ts';
import type { Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import { parseUser, type User } from '../domain/user.ts';
import type { Candidate, SessionPorts } from './sessionState.ts';

/** How a check may be steered. */
export interface CheckOptions {
  /** Undefined finds it. */
  readonly region?: Region | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes a token as people paste it, perhaps with its header's words around it. OAuth tokens of PagerDuty begin with
 * `pd`, the region and `+`; everything else is an API key.
 */
export const toToken = (pasted: string): Token => {
  const text = pasted.trim().replace(/^authorization:\s*/iu, '');
  const key = /^token\s+token=\s*"?([^"]*)"?$/iu.exec(text)?.[1];
  if (key !== undefined) return { kind: 'key', secret: key.trim() };
  const bearer = /^bearer\s+(.+)$/iu.exec(text)?.[1];
  if (bearer !== undefined) return { kind: 'bearer', secret: bearer.trim() };
  return { kind: /^pd(us|eu)\+/u.test(text) ? 'bearer' : 'key', secret: text };
};

/** Regions to try, the likeliest first; with a host of the user's own the region says nothing. */
const regionsOf = (token: Token, hosts: Account['hosts'], region: Region | undefined): readonly Region[] => {
  if (region) return [region];
  if (hosts?.rest) return ['us'];
  return token.secret.startsWith('pdeu+') ? ['eu', 'us'] : ['us', 'eu'];
};

/** An account's key has no user, and an OAuth token may lack the scope to say whose it is. */
const saysNotWhose = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.kind === 'input' || error.kind === 'needsFrom' || error.kind === 'forbidden' || error.kind === 'notFound');

const fetchUser = async (client: Client, signal: AbortSignal | undefined): Promise<User | undefined> => {
  try {
    return parseUser((await client.users.getCurrentUser({}, { signal })).user);
  } catch (error) {
    if (!saysNotWhose(error)) throw error;
    return undefined;
  }
};

const identify = async (
  { connect }: SessionPorts,
  account: Account,
  token: Token,
  signal: AbortSignal | undefined,
): Promise<Candidate> => {
  const client = connect(account, token);
  const user = await fetchUser(client, signal);
  if (user) return { token, account, user, tokenKind: token.kind === 'bearer' ? 'bearer' : 'user' };
  try {
    await client.abilities.listAbilities({}, { signal });
  } catch (error) {
    // Forbidden is an answer to a token that is known.
    if (!(error instanceof ApiError && error.kind === 'forbidden')) throw error;
  }
  return { token, account, user: undefined, tokenKind: token.kind === 'bearer' ? 'bearer' : 'account' };
};

/**
 * Tries a token in one region after the other and finds whose it is: `GET /users/me`, else `GET /abilities`. Keeps
 * nothing. Throws an ApiError, of kind `token` where no region accepts it.
 */
export const checkToken = async (
  ports: SessionPorts,
  pasted: string,
  { region, signal }: CheckOptions = {},
): Promise<Candidate> => {
  const token = toToken(pasted);
  const hosts = ports.hosts();
  let refusal: unknown = new ApiError(l10n.t('No token was given; paste one from PagerDuty.'), {
    kind: 'token',
    operationId: 'getCurrentUser',
  });
  if (token.secret === '') throw refusal;
  for (const candidate of regionsOf(token, hosts, region)) {
    try {
      return await identify(ports, { region: candidate, hosts }, token, signal);
    } catch (error) {
      if (!(error instanceof ApiError && error.kind === 'token')) throw error;
      refusal = error;
    }
  }
  throw refusal;
};

/** Finds the user that an account key shall act for. Throws an ApiError where nobody has this email address. */
export const findUser = async (
  { connect }: SessionPorts,
  { account, token }: Candidate,
  email: string,
  signal?: AbortSignal,
): Promise<User> => {
  const wanted = email.trim().toLowerCase();
  const { users } = await connect(account, token).users.listUsers({ query: wanted, limit: 100 }, { signal });
  const user = users.map((row) => parseUser(row)).find((row) => row?.email.toLowerCase() === wanted);
  if (!user)
    throw new ApiError(
      l10n.t('Nobody in this account has the email address {0}; enter that of a PagerDuty user.', email.trim()),
      { kind: 'needsFrom', operationId: 'listUsers' },
    );
  return user;
};
