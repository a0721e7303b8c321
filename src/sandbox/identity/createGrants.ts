import { createHash } from 'node:crypto';
import type { SandboxToken } from '../tokens.ts';
import { type AuthorizationRequest, createVault, type Grant, type Held } from './createVault.ts';
import { OAuthError } from './oauthError.ts';

/** What a code is exchanged with. */
export interface Exchange {
  readonly clientId: string;
  readonly code: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

/** What a refresh asks for; all scopes of the grant where they are left out. */
export interface Refresh {
  readonly clientId: string;
  readonly refreshToken: string;
  readonly scopes: readonly string[];
}

/** Tokens as they are given out. */
export interface Issued {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds that the access token lives. */
  readonly expiresIn: number;
  readonly scopes: readonly string[];
}

/** What people allowed: codes and tokens, by the sandbox's clock. */
export interface Grants {
  /** Gives the code for what a person, named by email address, allowed. */
  allow(request: AuthorizationRequest, email: string): string;
  /** Takes a code once. @throws OAuthError */
  exchange(exchange: Exchange): Issued;
  /** Takes a refresh token once; a second time ends the grant, since somebody else may hold it. @throws OAuthError */
  refresh(refresh: Refresh): Issued;
  /** Ends an access token, or a refresh token with its whole grant; unknown ones are no error. @throws OAuthError */
  revoke(clientId: string, token: string): void;
  /** Access tokens that hold now. */
  tokens(): readonly SandboxToken[];
  clear(): void;
}

/** What grants are made of. */
export interface GrantsOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Gives texts that nobody can guess. */
  readonly secret: () => string;
  /** Seconds that an access token lives. */
  readonly lifetime: number;
}

/** Seconds that a code lives; RFC 6749 (4.1.2) allows ten minutes at the most. */
const codeSeconds = 60;
/** Seconds that a refresh token lives: 30 days. */
const refreshSeconds = 2_592_000;

const toChallenge = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

const isFit = ({ request }: Held, { redirectUri, verifier }: Exchange): boolean =>
  request?.redirectUri === redirectUri && request.challenge === toChallenge(verifier);

/** Makes the grants of a sandbox: single-use codes, and refresh tokens that are replaced at each use. */
export const createGrants = ({ now, secret, lifetime }: GrantsOptions): Grants => {
  const vault = createVault(now, secret);

  const issue = (grant: Grant, scopes: readonly string[]): Issued => ({
    accessToken: vault.put('access', lifetime, { grant, scopes }),
    refreshToken: vault.put('refresh', refreshSeconds, { grant, scopes: grant.scopes }),
    expiresIn: lifetime,
    scopes,
  });

  const allow: Grants['allow'] = (request, email) => {
    const { clientId, scopes } = request;
    return vault.put('code', codeSeconds, { grant: { clientId, email, scopes, hasEnded: false }, scopes, request });
  };

  const exchange: Grants['exchange'] = (asked) => {
    const held = vault.take('code', asked.code, asked.clientId);
    if (!isFit(held, asked))
      throw new OAuthError('invalid_grant', 'redirect_uri or code_verifier is not that of the code');
    return issue(held.grant, held.scopes);
  };

  const refresh: Grants['refresh'] = ({ clientId, refreshToken, scopes }) => {
    const given = vault.get(refreshToken)?.scopes ?? scopes;
    if (!scopes.every((scope) => given.includes(scope)))
      throw new OAuthError('invalid_scope', 'A refresh cannot add scopes');
    const { grant } = vault.take('refresh', refreshToken, clientId);
    return issue(grant, scopes.length > 0 ? scopes : grant.scopes);
  };

  const revoke: Grants['revoke'] = (clientId, token) => {
    const held = vault.get(token);
    if (!held || held.kind === 'code') return;
    if (held.grant.clientId !== clientId) throw new OAuthError('invalid_grant', 'The token is that of another client');
    if (held.kind === 'access') held.isSpent = true;
    else held.grant.hasEnded = true;
  };

  const tokens: Grants['tokens'] = () =>
    vault
      .held('access')
      .map(([secret, { grant, scopes }]) => ({ kind: 'bearer', owner: 'user', secret, email: grant.email, scopes }));

  return { allow, exchange, refresh, revoke, tokens, clear: vault.clear };
};
