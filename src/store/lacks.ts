import type { Client } from '../api/client.ts';
import type { Feature } from '../domain/feature.ts';
import { createEmitter, type Disposable, type Event, joinDisposables } from '../util/emitter.ts';
import type { Change } from './cell.ts';
import type { IncidentStore } from './incidentStore.ts';
import { onDidLeaveAccount, pinAccount } from './openSession.ts';
import type { StoreOptions } from './storeOptions.ts';

/** Abilities of an account without which a feature is not there ("List abilities"). */
const abilities: Readonly<Record<string, Feature>> = {
  coordinated_responding: 'responders',
  urgencies: 'urgencies',
};

/** Knows which features the account lacks. */
export interface Lacks extends Disposable {
  readonly state: ReadonlySet<Feature>;
  readonly onDidChange: Event<Change<ReadonlySet<Feature>>>;
  /** Says that a call was refused because the account or token lacks a feature. */
  add(feature: Feature): void;
}

/** What is looked at for what the account lacks. */
export interface LacksOptions {
  readonly client: Pick<Client, 'abilities'>;
  readonly session: StoreOptions['session'];
  readonly incidents: Pick<IncidentStore, 'onDidChange'>;
}

/**
 * Tells which features the account lacks: by its abilities, asked for once it is in use, and by what calls were refused
 * for. Another account begins anew.
 */
export const createLacks = ({ client, session, incidents }: LacksOptions): Lacks => {
  let state: ReadonlySet<Feature> = new Set();
  const changed = createEmitter<Change<ReadonlySet<Feature>>>();
  let asked = false;
  const become = (after: ReadonlySet<Feature>): void => {
    const before = state;
    if (after.size === before.size) return;
    state = after;
    changed.fire({ before, after });
  };
  const ask = async (): Promise<void> => {
    const isSame = pinAccount(session);
    // Whoever may not see the abilities is shown all there may be.
    const has = await client.abilities.listAbilities().then(
      (answer) => new Set(answer.abilities),
      () => undefined,
    );
    if (!has || has.size === 0 || !isSame()) return;
    const missing = Object.entries(abilities).flatMap(([ability, feature]) => (has.has(ability) ? [] : [feature]));
    become(new Set([...state, ...missing]));
  };
  const subscriptions = joinDisposables(
    changed,
    onDidLeaveAccount(session, () => {
      asked = false;
      become(new Set());
    }),
    // Once there is something to act on.
    incidents.onDidChange(({ after }) => {
      if (asked || after.load.kind !== 'loaded') return;
      asked = true;
      void ask();
    }),
  );
  return {
    get state() {
      return state;
    },
    onDidChange: changed.event,
    add: (feature) => become(new Set([...state, feature])),
    dispose: subscriptions.dispose,
  };
};
