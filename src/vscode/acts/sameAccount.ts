import { isSameAccount } from '../../store/openSession.ts';
import type { Session } from '../../store/session.ts';
import { toAccountChanged } from '../report.ts';

type Calls<T> = { readonly [K in keyof T]: T[K] extends (...values: never[]) => Promise<unknown> ? T[K] : never };

/**
 * Takes calls and the session; gives the same calls for as long as the account is the one of now: what was begun in one
 * account is never sent to another. They throw a Refusal afterwards.
 */
export const inSameAccount = (session: Pick<Session, 'state'>): (<T extends object>(calls: T & Calls<T>) => T) => {
  const begun = session.state;
  return (calls) =>
    Object.fromEntries(
      Object.entries<(...values: readonly unknown[]) => unknown>(calls as object as never).map(([name, call]) => [
        name,
        async (...values: readonly unknown[]) => {
          if (!isSameAccount(begun, session.state)) throw toAccountChanged();
          return call(...values);
        },
      ]),
    ) as typeof calls; // Each call is the one it wraps.
};
