import type { Account, Token } from '../api/account.ts';
import { parseUser, type User } from '../domain/user.ts';
import { createEmitter, type Disposable, type Event } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import { type CheckOptions, checkToken, findUser } from './checkToken.ts';
import { isOpen } from './openSession.ts';
import { parseFacts } from './sessionFacts.ts';
import type { Candidate, Sample, SessionFacts, SessionPorts, SessionState } from './sessionState.ts';

/** Who is signed in, and the only way to sign in and out. */
export interface Session extends Disposable {
  readonly state: SessionState;
  readonly onDidChange: Event<SessionState>;
  /** Where calls go now. */
  account(): Account;
  /** The token for one call, read where it is kept; undefined when signed out. */
  token(): Promise<Token | undefined>;
  /** Takes up the remembered session; without a token or facts it is signed out. Also for changes by other windows. */
  restore(): Promise<void>;
  /**
   * Tries a token and finds its region and whose it is. Keeps nothing. Throws an ApiError, of kind `token` where no
   * region accepts it.
   */
  check(secret: string, options?: CheckOptions): Promise<Candidate>;
  /** Finds the user of an email address in the candidate's account; throws where there is none. */
  findUser(candidate: Candidate, email: string, signal?: AbortSignal): Promise<User>;
  /** Keeps the token and signs in; `user` is whom a token without its own user acts for. */
  signIn(candidate: Candidate, user?: User): Promise<void>;
  /** Looks up the signed-in user anew, whose teams may have changed; a failure changes nothing. Never rejects. */
  renew(): Promise<void>;
  /** Forgets token and facts, and leaves the sample account. */
  signOut(): Promise<void>;
  openSample(): Promise<void>;
  /** Leaves the sample account, back to the remembered session if there is one. */
  leaveSample(): Promise<void>;
}

/** What the functions below share; only they change it. */
interface Inner {
  readonly ports: SessionPorts;
  state: SessionState;
  sample: Sample | undefined;
  readonly become: (next: SessionState) => void;
}

const toSignedIn = (facts: SessionFacts, hosts: Account['hosts']): SessionState => ({
  kind: 'signedIn',
  account: { region: facts.region, from: facts.from, hosts },
  user: facts.user,
  tokenKind: facts.tokenKind,
});

const dropSample = (inner: Inner): void => {
  inner.sample?.dispose();
  inner.sample = undefined;
};

const restore = async (inner: Inner): Promise<void> => {
  const { ports } = inner;
  if (inner.sample) return;
  const facts = parseFacts(ports.memory.get());
  const secret = facts && (await ports.secrets.get());
  if (!inner.sample) inner.become(facts && secret ? toSignedIn(facts, ports.hosts()) : { kind: 'signedOut' });
};

const signIn = async (inner: Inner, candidate: Candidate, actsFor: User | undefined): Promise<void> => {
  const { ports } = inner;
  const user = candidate.user ?? actsFor;
  const from = candidate.user ? undefined : actsFor?.email;
  const facts: SessionFacts = { region: candidate.account.region, tokenKind: candidate.tokenKind, from, user };
  await ports.secrets.set(candidate.token.secret);
  await ports.memory.set(facts);
  dropSample(inner);
  inner.become(toSignedIn(facts, ports.hosts()));
};

const signOut = async (inner: Inner): Promise<void> => {
  dropSample(inner);
  inner.become({ kind: 'signedOut' });
  await inner.ports.secrets.delete();
  await inner.ports.memory.set(undefined);
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
    const { user } = await ports.connect(sample.account, sample.token).users.getCurrentUser();
    // Signed in or out meanwhile: then that counts.
    if (!isCurrent()) return sample.dispose();
    inner.sample = sample;
    inner.become({ kind: 'sample', account: sample.account, user: parseUser(user) });
  } catch (error) {
    sample?.dispose();
    if (isCurrent()) inner.become(before);
    throw error;
  }
};

const leaveSample = async (inner: Inner): Promise<void> => {
  dropSample(inner);
  await restore(inner);
};

const renew = async (inner: Inner, user: () => Promise<User | undefined>): Promise<void> => {
  const before = inner.state;
  if (before.kind !== 'signedIn') return;
  const found = await user().catch(() => undefined); // A user of yesterday serves until the next try.
  if (!found || inner.state !== before) return;
  const { region, from } = before.account;
  inner.become({ ...before, user: found });
  await inner.ports.memory.set({ region, from, tokenKind: before.tokenKind, user: found });
};

const tokenOf = async ({ state, sample, ports }: Inner): Promise<Token | undefined> => {
  if (state.kind === 'sample') return sample?.token;
  if (state.kind !== 'signedIn') return undefined;
  const secret = await ports.secrets.get();
  return secret === undefined ? undefined : { kind: state.tokenKind === 'bearer' ? 'bearer' : 'key', secret };
};

const accountOf = ({ state, sample, ports }: Inner): Account => {
  if (state.kind === 'sample' && sample) return sample.account;
  return { ...(isOpen(state) ? state.account : { region: 'us' }), hosts: ports.hosts() };
};

const renewed = async (inner: Inner): Promise<User | undefined> => {
  const { state, ports } = inner;
  const token = await tokenOf(inner);
  if (state.kind !== 'signedIn' || !token || !state.user) return undefined;
  const client = ports.connect(accountOf(inner), token);
  return parseUser(
    state.account.from === undefined
      ? (await client.users.getCurrentUser()).user
      : (await client.users.getUser({ id: state.user.id })).user,
  );
};

/** Makes a session that is signed out until `restore`. */
export const createSession = (ports: SessionPorts): Session => {
  const changed = createEmitter<SessionState>();
  const inner: Inner = {
    ports,
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
    account: () => accountOf(inner),
    token: () => tokenOf(inner),
    restore: () => restore(inner),
    check: (secret, options) => checkToken(ports, secret, options),
    findUser: (candidate, email, signal) => findUser(ports, candidate, email, signal),
    signIn: (candidate, user) => signIn(inner, candidate, user),
    renew: () => renew(inner, () => renewed(inner)),
    signOut: () => signOut(inner),
    openSample: () => openSample(inner),
    leaveSample: () => leaveSample(inner),
    dispose: () => {
      dropSample(inner);
      changed.dispose();
    },
  };
};
