import type { Account, Region, Token } from '../api/account.ts';
import type { Client } from '../api/client.ts';
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

/** What is remembered of a session beside the token; nothing in it is secret. */
export interface SessionFacts {
  readonly region: Region;
  readonly tokenKind: TokenKind;
  readonly from: string | undefined;
  readonly user: User | undefined;
}

/** The only place that keeps the token. */
export interface SecretBox {
  get(): PromiseLike<string | undefined>;
  set(secret: string): PromiseLike<void>;
  delete(): PromiseLike<void>;
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
}

/** What a session is given. */
export interface SessionPorts {
  readonly secrets: SecretBox;
  readonly memory: Memory<SessionFacts>;
  /** A client that calls with this token, for trying it. */
  readonly connect: (account: Account, token: Token) => Client;
  readonly startSample: () => Promise<Sample>;
  /** Base URLs from the user's settings, asked at every call. */
  readonly hosts: () => Account['hosts'];
}
