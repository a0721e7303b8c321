import { createEmitter, type Disposable, type Event } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import { parseFacts, toAccountId } from './accountFacts.ts';
import type { AccountFacts, SessionPorts } from './sessionState.ts';

/** What became of the accounts, by their ids. */
export interface AccountsChange {
  readonly added: readonly AccountEntry[];
  readonly removed: readonly AccountEntry[];
  /** Those of which something else is known now. */
  readonly changed: readonly AccountEntry[];
}

/** An account that somebody is signed in to. */
export interface AccountEntry {
  readonly id: string;
  readonly facts: AccountFacts;
}

/** The accounts that all windows of this editor are signed in to: those with facts and a token. */
export interface Accounts extends Disposable {
  readonly all: readonly AccountEntry[];
  readonly onDidChange: Event<AccountsChange>;
  find(id: string | undefined): AccountEntry | undefined;
  /** Takes up what is remembered, also of other windows. */
  read(): Promise<void>;
  /** Keeps an account and its token in place of what was kept of it. */
  keep(facts: AccountFacts, secret: string): Promise<void>;
  /** Remembers other facts of an account that is kept; its id stays. */
  renew(facts: AccountFacts): Promise<void>;
  remove(id: string): Promise<void>;
}

const toEntry = (facts: AccountFacts): AccountEntry => ({ id: toAccountId(facts, facts.user), facts });

/** Accounts by their ids, in the order in which they were first signed in to. */
const parseAccounts = (value: unknown): readonly AccountEntry[] => {
  const entries = (Array.isArray(value) ? value : []).flatMap((item) => parseFacts(item) ?? []).map(toEntry);
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
};

const toChange = (before: readonly AccountEntry[], after: readonly AccountEntry[]): AccountsChange => {
  const old = new Map(before.map((entry) => [entry.id, entry]));
  const ids = new Set(after.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !old.has(id)),
    removed: before.filter(({ id }) => !ids.has(id)),
    changed: after.filter((entry) => old.has(entry.id) && !isSame(old.get(entry.id), entry)),
  };
};

const put = (entries: readonly AccountEntry[], entry: AccountEntry): readonly AccountEntry[] =>
  entries.some(({ id }) => id === entry.id) ? replace(entries, entry) : [...entries, entry];

const replace = (entries: readonly AccountEntry[], entry: AccountEntry): readonly AccountEntry[] =>
  entries.map((other) => (other.id === entry.id ? entry : other));

const without = (entries: readonly AccountEntry[], id: string): readonly AccountEntry[] =>
  entries.filter((entry) => entry.id !== id);

type Change = (entries: readonly AccountEntry[]) => readonly AccountEntry[];

/** The list in memory; other windows write too, so each change begins with what is remembered now. */
const createRemembered = (memory: SessionPorts['accounts']) => ({
  read: () => parseAccounts(memory.get()),
  change: async (change: Change): Promise<void> => {
    const entries = change(parseAccounts(memory.get()));
    await memory.set(entries.length > 0 ? entries.map(({ facts }) => facts) : undefined);
  },
});

/** Makes a list that is empty until it is read. */
export const createAccounts = ({ accounts, secrets }: Pick<SessionPorts, 'accounts' | 'secrets'>): Accounts => {
  const changed = createEmitter<AccountsChange>();
  const remembered = createRemembered(accounts);
  let all: readonly AccountEntry[] = [];
  let writes = 0;
  const become = (next: readonly AccountEntry[]): void => {
    const change = toChange(all, next);
    all = next;
    if (change.added.length + change.removed.length + change.changed.length > 0) changed.fire(change);
  };
  const write = async (work: () => Promise<void>): Promise<void> => {
    writes++;
    return work().finally(() => writes++);
  };
  const read = async (): Promise<void> => {
    const before = writes;
    const entries = remembered.read();
    const kept = await Promise.all(entries.map(({ id }) => secrets.get(id)));
    if (before !== writes) return read(); // Signed in or out meanwhile: what was read may be out of date.
    become(entries.filter((_, index) => kept[index] !== undefined));
  };
  const keep = async (entry: AccountEntry, secret: string): Promise<void> => {
    // The token comes last: other windows look for the account when they hear of it.
    await remembered.change((entries) => put(entries, entry));
    await secrets.set(entry.id, secret);
    become(put(all, entry));
  };
  const renew = async (entry: AccountEntry): Promise<void> => {
    become(replace(all, entry));
    await remembered.change((entries) => replace(entries, entry));
  };
  const remove = async (id: string): Promise<void> => {
    become(without(all, id));
    await secrets.delete(id);
    await remembered.change((entries) => without(entries, id));
  };
  return {
    get all() {
      return all;
    },
    onDidChange: changed.event,
    find: (id) => all.find((entry) => entry.id === id),
    read,
    keep: (facts, secret) => write(() => keep(toEntry(facts), secret)),
    renew: (facts) => write(() => renew(toEntry(facts))),
    remove: (id) => write(() => remove(id)),
    dispose: changed.dispose,
  };
};
