import { table } from '../api/generated/table.ts';
import { pages } from '../api/pages.ts';
import { type OnCall, parseOnCall } from '../domain/onCall.ts';
import { createLoadedStore, type LoadedStore } from './loadedStore.ts';
import type { OnCallState } from './onCallState.ts';
import { isOpen, userOf } from './openSession.ts';
import type { StoreOptions } from './storeOptions.ts';

/** Knows who is on call now. */
export type OnCallStore = LoadedStore<OnCallState>;

/** Makes the store of on-calls; it starts empty and loads nothing by itself. */
export const createOnCallStore = (options: StoreOptions): OnCallStore => {
  const { session, send } = options;
  return createLoadedStore<OnCallState>(options, {
    first: () => ({
      load: { kind: isOpen(session.state) ? 'idle' : 'signedOut' },
      me: userOf(session.state),
      onCalls: [],
    }),
    renew: () => ({ me: userOf(session.state) }),
    fetch: async (_cell, signal) => {
      const onCalls: OnCall[] = [];
      for await (const page of pages(send, table.onCalls.listOnCalls, {}, { signal })) {
        onCalls.push(...page.flatMap((row) => parseOnCall(row) ?? []));
      }
      return { onCalls };
    },
  });
};
