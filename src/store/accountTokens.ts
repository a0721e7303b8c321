import * as l10n from '@vscode/l10n';
import type { Token } from '../api/account.ts';
import { ApiError } from '../api/errors.ts';
import type { OAuthTokens } from '../api/oauth.ts';
import { toAccountLabel } from './accountFacts.ts';
import type { AccountEntry } from './accounts.ts';
import type { SessionPorts } from './sessionState.ts';

/** The tokens of the accounts, each kept where secrets are kept. */
export interface AccountTokens {
  /**
   * The token for one call, refreshed before it expires; undefined where none is kept.
   * @throws ApiError of kind `token` where the sign-in has ended, and what a refresh throws that cannot wait.
   */
  get(account: AccountEntry): Promise<Token | undefined>;
  /** Ends the tokens of a browser sign-in at PagerDuty, as far as it can be reached within five seconds. Never rejects. */
  revoke(account: AccountEntry, secret: string | undefined): Promise<void>;
}

/** Milliseconds before its end in which an access token is not used any more. */
const margin = 60_000;

/** Milliseconds that PagerDuty has to take back a token; signing out does not wait for it. */
const patience = 5000;

/** What is kept of a browser sign-in, as text. */
export const toOAuthSecret = ({ accessToken, refreshToken, expiresAt }: OAuthTokens): string =>
  JSON.stringify({ accessToken, refreshToken, expiresAt });

/** Takes what was kept, perhaps damaged; undefined where no token is in it. */
const parseOAuthSecret = (secret: string | undefined): OAuthTokens | undefined => {
  try {
    const { accessToken, refreshToken, expiresAt } = JSON.parse(secret ?? '') as Partial<OAuthTokens>;
    if (typeof accessToken !== 'string' || accessToken === '') return undefined;
    return {
      accessToken,
      refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
      expiresAt: typeof expiresAt === 'number' ? expiresAt : undefined,
    };
  } catch {
    return undefined;
  }
};

const signInEnded = ({ facts }: AccountEntry): ApiError =>
  new ApiError(l10n.t('PagerDuty has ended the sign-in of {0}; sign in again.', toAccountLabel(facts)), {
    kind: 'token',
    operationId: 'oauth.refresh',
  });

const isRefusal = (error: unknown): boolean => error instanceof ApiError && error.kind === 'token';

type Refresh = (account: AccountEntry, used: OAuthTokens) => Promise<OAuthTokens | undefined>;

/** Gets new tokens in place of used ones: one request at a time for an account, and none where another window has made it. */
const createRefresh = ({ secrets, connectIssuer, exclusive }: SessionPorts): Refresh => {
  const running = new Map<string, Promise<OAuthTokens | undefined>>();
  /** By account: the refresh token that PagerDuty takes no more, so that it is not asked again and again. */
  const refused = new Map<string, string>();
  const read = async ({ id }: AccountEntry): Promise<OAuthTokens | undefined> =>
    parseOAuthSecret(await secrets.get(id));
  const start: Refresh = async (account, used) => {
    const { id, facts } = account;
    const kept = await read(account);
    if (!kept || kept.accessToken !== used.accessToken) return kept; // Signed out, or refreshed by another window.
    const { refreshToken } = kept;
    if (!facts.issuer || refreshToken === undefined || refused.get(id) === refreshToken) throw signInEnded(account);
    try {
      const issuer = await connectIssuer(facts.issuer);
      const next = await issuer.refresh(refreshToken);
      const tokens = { ...next, refreshToken: next.refreshToken ?? refreshToken };
      const now = await read(account);
      if (now?.accessToken !== used.accessToken) return now; // Signed out or in anew meanwhile: that counts.
      await secrets.set(id, toOAuthSecret(tokens));
      return tokens;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const now = await read(account);
      if (now && now.refreshToken !== refreshToken) return now; // Another window was faster, and has new ones.
      refused.set(id, refreshToken);
      throw signInEnded(account);
    }
  };
  return (account, used) => {
    const { id } = account;
    const work = running.get(id) ?? exclusive(id, () => start(account, used)).finally(() => running.delete(id));
    running.set(id, work);
    return work;
  };
};

/** Makes the tokens of a session's accounts. */
export const createAccountTokens = (ports: SessionPorts): AccountTokens => {
  const refresh = createRefresh(ports);
  const current = async (account: AccountEntry, kept: OAuthTokens): Promise<OAuthTokens | undefined> => {
    const left = (kept.expiresAt ?? Number.POSITIVE_INFINITY) - ports.now();
    if (left > margin) return kept;
    try {
      return await refresh(account, kept);
    } catch (error) {
      if (left <= 0) throw error;
      return kept; // It is good for a few seconds more; the next call tries anew.
    }
  };
  const toToken = (account: AccountEntry, tokens: OAuthTokens): Token => ({
    kind: 'bearer',
    secret: tokens.accessToken,
    renew: async () => {
      const next = await refresh(account, tokens);
      return next && { kind: 'bearer', secret: next.accessToken };
    },
  });
  return {
    get: async (account) => {
      const { id, facts } = account;
      const secret = await ports.secrets.get(id);
      if (secret === undefined) return undefined;
      if (!facts.issuer) return { kind: facts.tokenKind === 'bearer' ? 'bearer' : 'key', secret };
      const kept = parseOAuthSecret(secret);
      if (!kept) throw signInEnded(account);
      const tokens = await current(account, kept);
      return tokens && toToken(account, tokens);
    },
    revoke: async ({ facts }, secret) => {
      const tokens = facts.issuer && parseOAuthSecret(secret);
      if (!tokens) return;
      const signal = AbortSignal.timeout(patience);
      try {
        const issuer = await ports.connectIssuer(facts.issuer);
        const all = [tokens.refreshToken, tokens.accessToken].filter((token) => token !== undefined);
        await Promise.allSettled(all.map((token) => issuer.revoke(token, signal)));
      } catch {
        // The tokens are gone from here; at PagerDuty they end by themselves.
      }
    },
  };
};
