import type { Token } from '../api/account.ts';

/** A token that the sandbox knows. None of them can be taken for a real one. */
export interface SandboxToken extends Token {
  /** `user` keys and OAuth tokens act for a person; an `account` key acts for nobody. */
  readonly owner: 'user' | 'account';
  /** Email address of the person; the first user of the sample account where it is left out. */
  readonly email?: string | undefined;
  /** OAuth scopes; all where it is left out. API keys have none to check. */
  readonly scopes?: readonly string[] | undefined;
}

/** The tokens of a sandbox that was not told others, the one to try first in front. */
export const sandboxTokens = {
  user: { kind: 'key', owner: 'user', secret: 'sandbox-user-key' },
  account: { kind: 'key', owner: 'account', secret: 'sandbox-account-key' },
  oauth: { kind: 'bearer', owner: 'user', secret: 'sandbox-oauth-token' },
  reader: {
    kind: 'bearer',
    owner: 'user',
    secret: 'sandbox-oauth-reader',
    scopes: [
      'users.read',
      'teams.read',
      'incidents.read',
      'services.read',
      'schedules.read',
      'escalation_policies.read',
      'oncalls.read',
    ],
  },
} as const satisfies Readonly<Record<string, SandboxToken>>;
