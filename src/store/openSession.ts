import type { User } from '../domain/user.ts';
import type { SessionState } from './sessionState.ts';

type OpenSession = Extract<SessionState, { readonly kind: 'signedIn' | 'sample' }>;

/** Whether calls can be made. */
export const isOpen = (state: SessionState): state is OpenSession =>
  state.kind === 'signedIn' || state.kind === 'sample';

/** The user that a session acts as, where known. */
export const userOf = (state: SessionState): User | undefined => (isOpen(state) ? state.user : undefined);

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
