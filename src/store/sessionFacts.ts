import type { User } from '../domain/user.ts';
import type { SessionFacts, TokenKind } from './sessionState.ts';

const kinds: ReadonlySet<unknown> = new Set<TokenKind>(['user', 'account', 'bearer']);

const parseRememberedUser = (value: unknown): User | undefined => {
  const user = (value ?? {}) as Partial<User>;
  if (typeof user.id !== 'string' || typeof user.name !== 'string') return undefined;
  return {
    id: user.id,
    name: user.name,
    email: user.email ?? '',
    teams: Array.isArray(user.teams) ? user.teams : [],
    url: user.url,
  };
};

/** Takes what was remembered, perhaps by an older version or damaged; gives undefined where it is no session. */
export const parseFacts = (value: unknown): SessionFacts | undefined => {
  const facts = (value ?? {}) as Partial<SessionFacts>;
  if ((facts.region !== 'us' && facts.region !== 'eu') || !facts.tokenKind || !kinds.has(facts.tokenKind))
    return undefined;
  return {
    region: facts.region,
    tokenKind: facts.tokenKind,
    from: typeof facts.from === 'string' ? facts.from : undefined,
    user: parseRememberedUser(facts.user),
  };
};
