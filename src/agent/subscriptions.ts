import type { Disposable, Event } from '../util/emitter.ts';
import { createPoller, type Timers } from '../util/poller.ts';

/** What a client wants to hear of. */
export interface Subscriptions extends Disposable {
  add(uri: string): void;
  remove(uri: string): void;
}

/** What subscriptions are made of. */
export interface SubscriptionOptions {
  /** Tells the client that what the address names has changed. */
  readonly tell: (uri: string) => void;
  /** Addresses of what somebody else has seen change; what nobody looks at is read now and then. */
  readonly onDidChangeResources: Event<readonly string[]> | undefined;
  /** Gives a text that is another one when what the address names has changed; undefined where it cannot be read. */
  readonly read: (uri: string) => Promise<string | undefined>;
  readonly now: () => number;
  readonly timers?: Timers | undefined;
}

/** Milliseconds between two readings of what a client has subscribed to: where nobody else looks, and where they do. */
const alone = 60_000;
const beside = 300_000;

/** Addresses that one client may subscribe to. */
const most = 50;

/** Makes the subscriptions of one client; nothing is read while it has none. */
export const createSubscriptions = (options: SubscriptionOptions): Subscriptions => {
  const { tell, onDidChangeResources, read, now, timers } = options;
  const known = new Map<string, string | undefined>();
  let poller: Disposable | undefined;
  const heard = onDidChangeResources?.((uris) => {
    for (const uri of uris) if (known.has(uri)) tell(uri);
  });
  const look = async (): Promise<undefined> => {
    for (const [uri, before] of [...known]) {
      const text = await read(uri).catch(() => undefined);
      if (text === undefined || !known.has(uri)) continue;
      known.set(uri, text);
      if (before !== undefined && before !== text) tell(uri);
    }
  };
  const start = (): void => {
    if (poller) return;
    const interval = heard ? beside : alone;
    const intervals = () => ({ focused: interval, unfocused: interval, hidden: interval });
    const own = createPoller({ task: look, intervals, now, random: Math.random, ...(timers ? { timers } : {}) });
    own.setAttention({ focused: true, visible: true });
    poller = own;
  };
  const rest = (): void => {
    poller?.dispose();
    poller = undefined;
  };
  return {
    add: (uri) => {
      if (!known.has(uri) && known.size < most) known.set(uri, undefined);
      start();
    },
    remove: (uri) => {
      known.delete(uri);
      if (known.size === 0) rest();
    },
    dispose: () => {
      known.clear();
      heard?.dispose();
      rest();
    },
  };
};
