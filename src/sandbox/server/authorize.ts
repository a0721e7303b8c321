import type { Operation } from '../../api/operation.ts';
import { type Resource, SandboxError, type State } from '../state.ts';
import type { SandboxToken } from '../tokens.ts';
import type { Received } from './toInput.ts';

/** Who calls. */
export interface Caller {
  /** Absent for operations that take no token. */
  readonly token?: SandboxToken | undefined;
  /** The token's own user, else the one that `From` names. */
  readonly user?: Resource | undefined;
}

const findToken = (tokens: readonly SandboxToken[], authorization: string | undefined): SandboxToken | undefined => {
  const [, key, bearer] = /^(?:Token token="?([^"]+)"?|Bearer (.+))$/i.exec(authorization ?? '') ?? [];
  return tokens.find((t) => (t.kind === 'key' ? t.secret === key : t.secret === bearer));
};

const userOf = (state: State, email: string | undefined): Resource | undefined => {
  const users = state.collection('users');
  if (email === undefined) return users.values().next().value;
  return [...users.values()].find((user) => String(user.email).toLowerCase() === email.toLowerCase());
};

const checkScope = (row: Operation, token: SandboxToken): void => {
  const wanted = row.scope?.split(' ') ?? [];
  const missing =
    token.kind === 'bearer' && token.scopes ? wanted.filter((scope) => !token.scopes?.includes(scope)) : [];
  if (missing.length > 0)
    throw new SandboxError(403, 2010, 'Access Denied', [`Token lacks the scope ${missing.join(', ')}`]);
};

/** The acting user of an account key; PagerDuty's own words for a missing or unknown one. */
const toActor = (row: Operation, state: State, from: string | undefined): Resource | undefined => {
  if (row.path.endsWith('/me'))
    throw new SandboxError(400, 2001, 'Invalid Input Provided', [
      "User must be given: an account's token has no current user",
    ]);
  if (from === undefined && row.from === 'required')
    throw new SandboxError(400, 2001, 'Invalid Input Provided', [
      'From header is required: a valid email address of a user',
    ]);
  const actor = from === undefined ? undefined : userOf(state, from);
  if (from !== undefined && !actor && row.effect !== 'read')
    throw new SandboxError(400, 1008, 'Requester User Not Found');
  return actor;
};

/**
 * Finds out who calls and whether they may: token (401), scope (403), `From` header (400), early access (400). The
 * Events API and the web app's own operations take no token.
 */
export const authorize = (
  row: Operation,
  received: Received,
  state: State,
  tokens: readonly SandboxToken[],
): Caller => {
  if (row.host !== 'rest') return {};
  const token = findToken(tokens, received.headers.authorization);
  if (!token) throw new SandboxError(401, 2006, 'Unauthorized', ['Token is not valid']);
  checkScope(row, token);
  if (row.earlyAccess !== undefined && received.headers['x-early-access'] === undefined)
    throw new SandboxError(400, 2001, 'Invalid Input Provided', [
      `X-EARLY-ACCESS header is required: ${row.earlyAccess}`,
    ]);
  const user = token.owner === 'user' ? userOf(state, token.email) : toActor(row, state, received.headers.from);
  return { token, user };
};
