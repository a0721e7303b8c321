import { type Account, originOf, type Region, type Token } from './account.ts';
import { authorization, mediaType } from './headers.ts';

/** Milliseconds that the other region has to answer. */
const patience = 5000;

/**
 * The region that takes a token which the account's own region refused; undefined where none does, where it cannot
 * be asked, and where the account has a host of its own.
 */
export const otherRegionOf = async (
  send: typeof fetch,
  account: Account,
  token: Token,
  userAgent: string,
  signal: AbortSignal | undefined,
): Promise<Region | undefined> => {
  if (account.hosts?.rest !== undefined) return undefined;
  const region: Region = account.region === 'us' ? 'eu' : 'us';
  try {
    const response = await send(`${originOf({ region }, 'rest')}/abilities`, {
      headers: { accept: mediaType, authorization: authorization(token), 'user-agent': userAgent },
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]),
    });
    await response.body?.cancel();
    return response.ok || response.status === 403 ? region : undefined;
  } catch {
    return undefined; // The other region being out of reach says nothing about the token.
  }
};
