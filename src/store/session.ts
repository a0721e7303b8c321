import type { Account, Token } from '../api/account.ts';
import type { User } from '../domain/user.ts';
import { createEmitter, type Disposable, type Event } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import { toAccountId } from './accountFacts.ts';
import { type AccountEntry, type Accounts, type AccountsChange, createAccounts } from './accounts.ts';
import { type AccountTokens, createAccountTokens, toOAuthSecret } from './accountTokens.ts';
import { type CheckOptions, checkToken, findUser } from './checkToken.ts';
import { accountIdOf, isOpen } from './openSession.ts';
import type { AccountFacts, Candidate, Sample, SessionPorts, SessionState } from './sessionState.ts';
import { fetchSampleUser, fetchUserAnew } from './sessionUser.ts';

/** Who is signed in to which accounts, which of them this window is on, and the only way to sign in and out. */
export interface Session extends Disposable {
  readonly state: SessionState;
  readonly onDidChange: Event<SessionState>;
  /** All accounts that somebody is signed in to, in the order in which that was done. */
  readonly accounts: readonly AccountEntry[];
  readonly onDidChangeAccounts: Event<AccountsChange>;
  /** Where calls go now. */
  account(): Account;
  /** The token for one call, read where it is kept; undefined when signed out. Throws where the sign-in has ended. */
  token(): Promise<Token | undefined>;
  /** Takes up the remembered accounts; without one this window is signed out. Also for changes by other windows. */
  restore(): Promise<void>;
  /**
   * Tries a token and finds its region and whose it is. Keeps nothing. Throws an ApiError, of kind `token` where no
   * region accepts it.
   */
  check(secret: string, options?: CheckOptions): Promise<Candidate>;
  /** Finds the user of an email address in the candidate's account; throws where there is none. */
  findUser(candidate: Candidate, email: string, signal?: AbortSignal): Promise<User>;
  /**
   * Keeps the token, in place of an older one of the same account, and goes on with that account; `user` is whom a
   * token without its own user acts for.
   */
  signIn(candidate: Candidate, user?: User): Promise<AccountEntry>;
  /** Goes on with another account, and leaves the sample account; does nothing for one that nobody is signed in to. */
  switchTo(accountId: string): Promise<void>;
  /** Looks up the signed-in user anew, whose teams may have changed; a failure changes nothing. Never rejects. */
  renew(): Promise<void>;
  /**
   * Forgets token and facts of an account, the one in use where none is named, and goes on with another if there is one.
   * Without a name it also leaves the sample account. Gives the account that was forgotten.
   */
  signOut(accountId?: string): Promise<string | undefined>;
  openSample(): Promise<void>;
  /** Leaves the sample account, back to the remembered session if there is one. */
  leaveSample(): Promise<void>;
}

/** What the functions below share; only they change it. */
interface Inner {
  readonly ports: SessionPorts;
  readonly accounts: Accounts;
  readonly tokens: AccountTokens;
  state: SessionState;
  sample: Sample | undefined;
  readonly become: (next: SessionState) => void;
}

const toSignedIn = (facts: AccountFacts): SessionState => ({
  kind: 'signedIn',
  account: { region: facts.region, from: facts.from, hosts: facts.hosts },
  user: facts.user,
  tokenKind: facts.tokenKind,
});

const dropSample = (inner: Inner): void => {
  inner.sample?.dispose();
  inner.sample = undefined;
};

/** The account to be on: the present one while it is there, else this window's, else the last chosen, else any. */
const choose = ({ state, accounts, ports }: Inner): AccountEntry | undefined => {
  const wanted = [state.kind === 'signedIn' ? accountIdOf(state) : undefined, ports.here.get(), ports.last.get()];
  const found = wanted.map((id) => accounts.find(typeof id === 'string' ? id : undefined)).find(Boolean);
  return found ?? accounts.all[0];
};

const goOn = (inner: Inner): void => {
  const next = choose(inner);
  inner.become(next ? toSignedIn(next.facts) : { kind: 'signedOut' });
};

const restore = async (inner: Inner): Promise<void> => {
  await inner.accounts.read();
  // Who is signing in or looks at the sample account is not disturbed.
  if (!inner.sample && inner.state.kind !== 'signingIn') goOn(inner);
};

const remember = async ({ here, last }: SessionPorts, id: string | undefined): Promise<void> => {
  await here.set(id);
  await last.set(id);
};

const switchTo = async (inner: Inner, id: string): Promise<void> => {
  const entry = inner.accounts.find(id);
  if (!entry) return;
  dropSample(inner);
  inner.become(toSignedIn(entry.facts));
  await remember(inner.ports, id);
};

const signIn = async (inner: Inner, candidate: Candidate, actsFor: User | undefined): Promise<AccountEntry> => {
  const { account, tokenKind, token, oauth } = candidate;
  const facts: AccountFacts = {
    region: account.region,
    tokenKind,
    from: candidate.user ? undefined : actsFor?.email,
    user: candidate.user ?? actsFor,
    hosts: account.hosts,
    issuer: oauth?.issuer,
  };
  const id = toAccountId(facts, facts.user);
  await inner.accounts.keep(facts, oauth ? toOAuthSecret(oauth.tokens) : token.secret);
  await switchTo(inner, id);
  return { id, facts };
};

const signOut = async (inner: Inner, named: string | undefined): Promise<string | undefined> => {
  const { ports, accounts, tokens } = inner;
  if (inner.state.kind === 'sample' && named === undefined) dropSample(inner);
  const entry = named === undefined ? choose(inner) : accounts.find(named);
  const secret = entry?.facts.issuer && Promise.resolve(ports.secrets.get(entry.id)).catch(() => undefined);
  const removed = entry && accounts.remove(entry.id);
  if (!inner.sample) goOn(inner);
  if (!entry) return undefined;
  await removed;
  const next = accounts.all.length > 0 ? choose(inner)?.id : undefined;
  for (const memory of [ports.here, ports.last]) if (memory.get() === entry.id) await memory.set(next);
  void tokens.revoke(entry, await secret);
  return entry.id;
};

const openSample = async (inner: Inner): Promise<void> => {
  const { ports } = inner;
  if (inner.sample || inner.state.kind === 'signingIn') return;
  const before = inner.state;
  const opening: SessionState = { kind: 'signingIn' };
  inner.become(opening);
  const isCurrent = (): boolean => inner.state === opening;
  let sample: Sample | undefined;
  try {
    sample = await ports.startSample();
    const user = await fetchSampleUser(ports, sample);
    // Signed in or out meanwhile: then that counts.
    if (!isCurrent()) return sample.dispose();
    inner.sample = sample;
    inner.become({ kind: 'sample', account: sample.account, user });
  } catch (error) {
    sample?.dispose();
    if (isCurrent()) inner.become(before);
    throw error;
  }
};

const leaveSample = async (inner: Inner): Promise<void> => {
  dropSample(inner);
  await inner.accounts.read();
  goOn(inner);
};

/** The account that this window is on; undefined for the sample account and when signed out. */
const current = ({ state, accounts }: Inner): AccountEntry | undefined =>
  state.kind === 'signedIn' ? accounts.find(accountIdOf(state)) : undefined;

const tokenOf = async (inner: Inner): Promise<Token | undefined> => {
  if (inner.state.kind === 'sample') return inner.sample?.token;
  const entry = current(inner);
  return entry && inner.tokens.get(entry);
};

const accountOf = ({ state, sample, ports }: Inner): Account => {
  if (state.kind === 'sample' && sample) return sample.account;
  return isOpen(state) ? state.account : { region: 'us', hosts: ports.hosts() };
};

const renew = async (inner: Inner): Promise<void> => {
  const entry = current(inner);
  const before = inner.state;
  if (!entry || before.kind !== 'signedIn') return;
  const token = await tokenOf(inner).catch(() => undefined);
  const user = token && (await fetchUserAnew(inner.ports, entry.facts, token));
  if (!user || user.id !== entry.facts.user?.id || inner.state !== before) return;
  inner.become({ ...before, user });
  await inner.accounts.renew({ ...entry.facts, user });
};

/** Makes a session that is signed out until `restore`. */
export const createSession = (ports: SessionPorts): Session => {
  const changed = createEmitter<SessionState>();
  const accounts = createAccounts(ports);
  const inner: Inner = {
    ports,
    accounts,
    tokens: createAccountTokens(ports),
    state: { kind: 'signedOut' },
    sample: undefined,
    become: (next) => {
      if (isSame(inner.state, next)) return;
      inner.state = next;
      changed.fire(next);
    },
  };
  return {
    get state() {
      return inner.state;
    },
    onDidChange: changed.event,
    get accounts() {
      return accounts.all;
    },
    onDidChangeAccounts: accounts.onDidChange,
    account: () => accountOf(inner),
    token: () => tokenOf(inner),
    restore: () => restore(inner),
    check: (secret, options) => checkToken(ports, secret, options),
    findUser: (candidate, email, signal) => findUser(ports, candidate, email, signal),
    signIn: (candidate, user) => signIn(inner, candidate, user),
    switchTo: (id) => switchTo(inner, id),
    renew: () => renew(inner),
    signOut: (id) => signOut(inner, id),
    openSample: () => openSample(inner),
    leaveSample: () => leaveSample(inner),
    dispose: () => {
      dropSample(inner);
      accounts.dispose();
      changed.dispose();
    },
  };
};
