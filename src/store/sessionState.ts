import type { Account, Region, Token } from '../api/account.ts';
import type { Client } from '../api/client.ts';
import type { OAuth, OAuthTokens } from '../api/oauth.ts';
import type { User } from '../domain/user.ts';
import type { Disposable } from '../util/emitter.ts';
import type { Memory } from './memory.ts';

/** Whose key a token is: a user's own API key, an account's, or an OAuth token. */
export type TokenKind = 'user' | 'account' | 'bearer';

/** Who is signed in. */
export type SessionState =
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'signingIn' }
  | {
      readonly kind: 'signedIn';
      readonly account: Account;
      readonly user: User | undefined;
      readonly tokenKind: TokenKind;
    }
  | { readonly kind: 'sample'; readonly account: Account; readonly user: User | undefined };

/** Who gave OAuth tokens, and to which client: they are refreshed there and nowhere else. */
export interface Issuer {
  readonly clientId: string;
  readonly identityUrl: string;
}

/** What is remembered of an account beside its token; nothing in it is secret. */
export interface AccountFacts {
  readonly region: Region;
  readonly tokenKind: TokenKind;
  readonly from: string | undefined;
  readonly user: User | undefined;
  /** The hosts of the user's own that took the token: it goes there, whatever the settings say later. */
  readonly hosts: Account['hosts'];
  /** Undefined for a token that somebody pasted. */
  readonly issuer: Issuer | undefined;
}

/** The only place that keeps tokens, one for each account. */
export interface SecretBox {
  get(accountId: string): PromiseLike<string | undefined>;
  set(accountId: string, secret: string): PromiseLike<void>;
  delete(accountId: string): PromiseLike<void>;
}

/** A running sample account. */
export interface Sample extends Disposable {
  readonly account: Account;
  readonly token: Token;
}

/** A token that PagerDuty accepted, not kept yet. */
export interface Candidate {
  readonly token: Token;
  readonly account: Account;
  readonly tokenKind: TokenKind;
  /** The token's own user; undefined means that a From address is needed. */
  readonly user: User | undefined;
  /** Where the token comes from a sign-in in the browser. */
  readonly oauth?: { readonly issuer: Issuer; readonly tokens: OAuthTokens };
}

/** Does work of a key while no other window does work of it; gives and throws what the work does. */
export type Exclusive = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** What a session is given. */
export interface SessionPorts {
  readonly secrets: SecretBox;
  /** The accounts of all windows. */
  readonly accounts: Memory<readonly AccountFacts[]>;
  /** The account that this window was on. */
  readonly here: Memory<string>;
  /** The account that was chosen last in any window: new windows begin with it. */
  readonly last: Memory<string>;
  /** A client that calls with this token, for trying it. */
  readonly connect: (account: Account, token: Token) => Client;
  readonly startSample: () => Promise<Sample>;
  /** Base URLs from the user's settings, asked when a token is tried. */
  readonly hosts: () => Account['hosts'];
  /** Where OAuth tokens are refreshed and revoked. */
  readonly connectIssuer: (issuer: Issuer) => Promise<Pick<OAuth, 'refresh' | 'revoke'>>;
  /** A refresh token is good for one refresh: two windows that use it at once may end the sign-in. */
  readonly exclusive: Exclusive;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
