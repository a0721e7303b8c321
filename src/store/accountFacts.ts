import type { Account } from '../api/account.ts';
import type { User } from '../domain/user.ts';
import type { AccountFacts, Issuer, TokenKind } from './sessionState.ts';

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

const isWebAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^https?:$/u.test(URL.parse(value)?.protocol ?? '');

/** Undefined where the account is at PagerDuty; a damaged host is no host, and then the facts are none either. */
const parseHosts = (value: unknown): Account['hosts'] | 'damaged' => {
  if (value === undefined) return undefined;
  const { rest, events, app } = (value ?? {}) as Partial<Record<string, unknown>>;
  const named = Object.entries({ rest, events, app }).filter(([, url]) => url !== undefined);
  return named.length > 0 && named.every(([, url]) => isWebAddress(url)) ? Object.fromEntries(named) : 'damaged';
};

const parseIssuer = (value: unknown): Issuer | undefined => {
  const { clientId, identityUrl } = (value ?? {}) as Partial<Issuer>;
  return typeof clientId === 'string' && isWebAddress(identityUrl) ? { clientId, identityUrl } : undefined;
};

/** Takes what was remembered, perhaps by an older version or damaged; gives undefined where it is no account. */
export const parseFacts = (value: unknown): AccountFacts | undefined => {
  const facts = (value ?? {}) as Partial<AccountFacts>;
  if ((facts.region !== 'us' && facts.region !== 'eu') || !facts.tokenKind || !kinds.has(facts.tokenKind))
    return undefined;
  const hosts = parseHosts(facts.hosts);
  if (hosts === 'damaged') return undefined; // The token must not go to a host that did not take it.
  return {
    region: facts.region,
    tokenKind: facts.tokenKind,
    from: typeof facts.from === 'string' ? facts.from : undefined,
    user: parseRememberedUser(facts.user),
    hosts,
    issuer: parseIssuer(facts.issuer),
  };
};

/**
 * Names an account by where it is and whose it is; nothing in it is secret. It is the same after each sign-in, also
 * when people are renamed, and has only letters, digits, `-`, `_` and `.`.
 */
export const toAccountId = ({ region, hosts }: Account, user: User | undefined): string => {
  const place = hosts?.rest === undefined ? region : new URL(hosts.rest).host;
  return [place, user?.id ?? 'nobody'].map((part) => part.replace(/[^\w.-]/gu, '-')).join('.');
};

/** `acme` of an account at `acme.pagerduty.com`; undefined where the user has no page. */
const toSubdomain = (user: User | undefined): string | undefined =>
  user?.url === undefined ? undefined : URL.parse(user.url)?.hostname.split('.')[0];

/** Where an account is, as people tell it: `acme · EU`, or the host that is not PagerDuty's. */
export const toPlace = ({ region, hosts, user }: AccountFacts): string =>
  [toSubdomain(user), hosts?.rest === undefined ? region.toUpperCase() : new URL(hosts.rest).host]
    .filter(Boolean)
    .join(' · ');

/** What an account is called where several are named; no two accounts have the same label. */
export const toAccountLabel = (facts: AccountFacts): string =>
  [facts.user?.email || facts.user?.name, toPlace(facts)].filter(Boolean).join(' · ');
