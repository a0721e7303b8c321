import type { Client } from '../api/client.ts';
import type { IncidentStore } from '../store/incidentStore.ts';
import { isSameAccount } from '../store/openSession.ts';
import type { StoreOptions } from '../store/storeOptions.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import type { Feature } from './acts/feature.ts';

/** Abilities of an account without which a feature is not there ("List abilities"). */
const abilities: Readonly<Record<string, Feature>> = {
  coordinated_responding: 'responders',
  urgencies: 'urgencies',
};

/** Knows which features the account lacks. */
export interface Lacks extends Disposable {
  /** Says that a call was refused because the account or token lacks a feature. */
  readonly lacks: (feature: Feature) => void;
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
export const createLacks = (
  { client, session, incidents }: LacksOptions,
  tell: (feature: Feature, isLacking: boolean) => void,
): Lacks => {
  const told = new Set<Feature>();
  let account = session.state;
  let asked = false;
  const lacks = (feature: Feature): void => {
    told.add(feature);
    tell(feature, true);
  };
  const ask = async (): Promise<void> => {
    const of = session.state;
    // Whoever may not see the abilities is shown all there may be.
    const has = await client.abilities.listAbilities().then(
      (answer) => new Set(answer.abilities),
      () => undefined,
    );
    if (!has || has.size === 0 || !isSameAccount(of, session.state)) return;
    for (const [ability, feature] of Object.entries(abilities)) if (!has.has(ability)) lacks(feature);
  };
  const subscriptions = joinDisposables(
    session.onDidChange((next) => {
      if (isSameAccount(account, next)) return;
      account = next;
      asked = false;
      for (const feature of told) tell(feature, false);
      told.clear();
    }),
    // Once there is something to act on.
    incidents.onDidChange(({ after }) => {
      if (asked || after.load.kind !== 'loaded') return;
      asked = true;
      void ask();
    }),
  );
  return { lacks, dispose: subscriptions.dispose };
};
