import { OAuthError } from './oauthError.ts';

/** What a person was asked to allow. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** PKCE, method S256. */
  readonly challenge: string;
}

/** What a person allowed a client; all that came from it ends with it. */
export interface Grant {
  readonly clientId: string;
  readonly email: string;
  readonly scopes: readonly string[];
  hasEnded: boolean;
}

/** What stands behind a code or a token. */
export interface Held {
  readonly kind: 'code' | 'access' | 'refresh';
  readonly grant: Grant;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly scopes: readonly string[];
  /** Of a code: what it was asked for. */
  readonly request?: AuthorizationRequest;
  /** Used, where it can be used once; revoked, where it is an access token. */
  isSpent: boolean;
}

/** Codes and tokens, each under a text that nobody can guess. */
export interface Vault {
  put(kind: Held['kind'], seconds: number, held: Pick<Held, 'grant' | 'scopes' | 'request'>): string;
  get(text: string): Held | undefined;
  /** Takes what can be taken once; a second time ends the grant. @throws OAuthError `invalid_grant` */
  take(kind: Held['kind'], text: string, clientId: string): Held;
  /** Those of a kind that hold now. */
  held(kind: Held['kind']): readonly (readonly [text: string, held: Held])[];
  clear(): void;
}

/** Makes the place where codes and tokens are kept; `now` is in milliseconds since 1970. */
export const createVault = (now: () => number, secret: () => string): Vault => {
  const all = new Map<string, Held>();
  return {
    put: (kind, seconds, held) => {
      for (const [text, { expires }] of all) if (expires <= now()) all.delete(text);
      const text = `sandbox-${kind}-${secret()}`;
      all.set(text, { ...held, kind, expires: now() + seconds * 1000, isSpent: false });
      return text;
    },
    get: (text) => all.get(text),
    take: (kind, text, clientId) => {
      const held = all.get(text);
      if (held?.kind !== kind || held.grant.clientId !== clientId || held.expires <= now())
        throw new OAuthError('invalid_grant', `The ${kind} is unknown or expired`);
      if (held.isSpent) held.grant.hasEnded = true;
      if (held.grant.hasEnded) throw new OAuthError('invalid_grant', `The ${kind} was used before or revoked`);
      held.isSpent = true;
      return held;
    },
    held: (kind) => [...all].filter(([, h]) => h.kind === kind && !h.isSpent && !h.grant.hasEnded && h.expires > now()),
    clear: () => all.clear(),
  };
};
