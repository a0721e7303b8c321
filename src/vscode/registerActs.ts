import { type Disposable, joinDisposables } from '../util/emitter.ts';
import { actCommands } from './acts/actCommands.ts';
import type { ActOptions } from './acts/actOptions.ts';
import type { Acts } from './acts/main.ts';
import { registerCommands } from './registerCommands.ts';

/** Registers acting on incidents and creating. */
export const registerActs = (options: ActOptions): Disposable => {
  let loaded: Promise<Acts> | undefined;
  const load = async (): Promise<Acts> => {
    const { createActs } = await import('./acts/main.ts');
    return createActs(options);
  };
  const acts = (): Promise<Acts> => {
    loaded ??= load();
    return loaded;
  };
  return joinDisposables(
    { dispose: () => void loaded?.then((acts) => acts.dispose()) },
    registerCommands(
      options.report,
      Object.fromEntries(
        actCommands.map((name) => [
          `pagerduty.${name}`,
          async (row?: unknown, rows?: unknown) => {
            // What a key acts on is known now: the person may go on to other rows while the code is loaded.
            const asked = row === 'selection' ? options.selection() : undefined;
            const target =
              row === undefined && /^(incident|note|alert)\./.test(name) ? options.activePage() : undefined;
            await (await acts()).run(name, asked ? (asked[0] ?? []) : (target ?? row), asked ?? rows);
          },
        ]),
      ),
    ),
  );
};
