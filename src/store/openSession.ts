import type { User } from '../domain/user.ts';
import type { Disposable, Event } from '../util/emitter.ts';
import { toAccountId } from './accountFacts.ts';
import type { SessionState } from './sessionState.ts';

type OpenSession = Extract<SessionState, { readonly kind: 'signedIn' | 'sample' }>;

/** Whether calls can be made. */
export const isOpen = (state: SessionState): state is OpenSession =>
  state.kind === 'signedIn' || state.kind === 'sample';

/** The user that a session acts as, where known. */
export const userOf = (state: SessionState): User | undefined => (isOpen(state) ? state.user : undefined);

/** Names the account that a session is on, `sample` for the sample account; undefined when calls cannot be made. */
export const accountIdOf = (state: SessionState): string | undefined => {
  if (!isOpen(state)) return undefined;
  return state.kind === 'sample' ? 'sample' : toAccountId(state.account, state.user);
};

/** Whether two states of a session look at the same account as the same user, so that what was loaded still holds. */
export const isSameAccount = (a: SessionState, b: SessionState): boolean => {
  if (a === b) return true;
  if (!isOpen(a) || !isOpen(b)) return isOpen(a) === isOpen(b);
  const [x, y] = [a.account, b.account];
  return (
    a.kind === b.kind &&
    a.user !== undefined &&
    a.user.id === b.user?.id &&
    x.region === y.region &&
    x.hosts?.rest === y.hosts?.rest
  );
};

/** Remembers the account in use; what it gives tells later whether that one is still in use. */
export const pinAccount = (session: { readonly state: SessionState }): (() => boolean) => {
  const begun = session.state;
  return () => isSameAccount(begun, session.state);
};

/** Tells when another account is in use than before, or none. */
export const onDidLeaveAccount = (
  session: { readonly state: SessionState; readonly onDidChange: Event<SessionState> },
  tell: () => void,
): Disposable => {
  let known = session.state;
  return session.onDidChange((next) => {
    const isSame = isSameAccount(known, next);
    known = next;
    if (!isSame) tell();
  });
};
