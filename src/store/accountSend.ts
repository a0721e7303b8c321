import type { Send } from '../api/client.ts';
import { accountIdOf } from './openSession.ts';
import type { SessionState } from './sessionState.ts';

/**
 * Gives each account a transport of its own, made when it is first called: its rate limit is none of another account's.
 */
export const toAccountSend = (session: { readonly state: SessionState }, create: () => Send): Send => {
  const sends = new Map<string, Send>();
  return (...call) => {
    const id = accountIdOf(session.state) ?? '';
    const send = sends.get(id) ?? create();
    sends.set(id, send);
    return send(...call);
  };
};
