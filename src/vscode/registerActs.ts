import * as vscode from 'vscode';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { actCommands } from './acts/actCommands.ts';
import type { ActOptions } from './acts/actOptions.ts';
import type { Acts } from './acts/main.ts';
import { createLacks } from './createLacks.ts';
import { registerCommands } from './registerCommands.ts';

/** Registers acting on incidents and creating. */
export const registerActs = (options: Omit<ActOptions, 'lacks'>): Disposable => {
  const { lacks, dispose } = createLacks(options, (feature, value) => {
    void vscode.commands.executeCommand('setContext', `pagerduty.lacks.${feature}`, value);
  });
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
