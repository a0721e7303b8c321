import type { Token } from '../api/account.ts';
import { parseUser, type User } from '../domain/user.ts';
import type { AccountFacts, Sample, SessionPorts } from './sessionState.ts';

/** The user of the sample account. */
export const fetchSampleUser = async (
  { connect }: SessionPorts,
  { account, token }: Sample,
): Promise<User | undefined> => parseUser((await connect(account, token).users.getCurrentUser()).user);

/** Looks up an account's user anew; undefined where that fails: a user of yesterday serves until the next try. */
export const fetchUserAnew = async (
  { connect }: SessionPorts,
  facts: AccountFacts,
  token: Token,
): Promise<User | undefined> => {
  if (!facts.user) return undefined;
  const client = connect(facts, token);
  try {
    return parseUser(
      facts.from === undefined
        ? (await client.users.getCurrentUser()).user
        : (await client.users.getUser({ id: facts.user.id })).user,
    );
  } catch {
    return undefined;
  }
};
