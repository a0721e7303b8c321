import * as vscode from 'vscode';
import { isSameAccount } from '../store/openSession.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import type { Feature } from './acts/act.ts';
import { actCommands } from './acts/actCommands.ts';
import type { ActOptions } from './acts/actOptions.ts';
import type { Acts } from './acts/main.ts';
import { registerCommands } from './registerCommands.ts';

/** Abilities of an account without which a feature is not there ("List abilities"). */
const abilities: Readonly<Record<string, Feature>> = {
  coordinated_responding: 'responders',
  urgencies: 'urgencies',
};

/** Tells menus which features the account lacks: by its abilities, and by what a call was refused for. */
const createLacks = ({ client, session, incidents }: Pick<ActOptions, 'client' | 'session' | 'incidents'>) => {
  const told = new Set<Feature>();
  let account = session.state;
  let asked = false;
  const tell = (feature: Feature, value: boolean): void =>
    void vscode.commands.executeCommand('setContext', `pagerduty.lacks.${feature}`, value);
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

/** Registers acting on incidents and creating. */
export const registerActs = (options: Omit<ActOptions, 'lacks'>): Disposable => {
  const { lacks, dispose } = createLacks(options);
  let loaded: Promise<Acts> | undefined;
  const load = async (): Promise<Acts> => {
    const { createActs } = await import('./acts/main.ts');
    return createActs({ ...options, lacks });
  };
  const acts = (): Promise<Acts> => {
    loaded ??= load();
    return loaded;
  };
  return joinDisposables(
    { dispose },
    { dispose: () => void loaded?.then((acts) => acts.dispose()) },
    registerCommands(
      options.report,
      Object.fromEntries(
        actCommands.map((name) => [
          `pagerduty.${name}`,
          async (row?: unknown, rows?: unknown) => (await acts()).run(name, row, rows),
        ]),
      ),
    ),
  );
};
