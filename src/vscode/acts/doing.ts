import * as vscode from 'vscode';
import { ApiError } from '../../api/errors.ts';
import { isCancellation, Refusal } from '../report.ts';
import { withoutIcons } from '../withoutIcons.ts';
import type { Deed, Done } from './act.ts';
import type { ActOptions } from './actOptions.ts';
import type { Feature } from './feature.ts';

/** Does what was decided on, tells of it, and keeps the way back. */
export interface Doing {
  /** Never rejects: a failure is reported, with a way to try the same again. */
  run(deed: Deed, feature?: Feature): Promise<void>;
  tell(done: Done): void;
  undo(): Promise<void>;
}

/** Milliseconds for which the status bar tells what was done. */
const told = 6000;

/** Failures that say that the account or token will not have a feature however often it is tried. */
const lacking: ReadonlySet<string> = new Set(['plan', 'forbidden']);

/** Makes the doing of deeds. */
export const createDoing = ({ report, lacks }: Pick<ActOptions, 'report' | 'lacks'>): Doing => {
  let wayBack: Deed | undefined;
  const keep = (undo: Deed | undefined): void => {
    wayBack = undo;
    void vscode.commands.executeCommand('setContext', 'pagerduty.canUndo', undo !== undefined);
  };
  const tell = ({ text, undo }: Done): void => {
    keep(undo);
    const way = undo ? ' · “Undo” takes it back' : '';
    vscode.window.setStatusBarMessage(`$(check) ${withoutIcons(text)}${way}`, told);
  };
  const run: Doing['run'] = async (deed, feature) => {
    try {
      tell(await deed());
    } catch (error) {
      if (isCancellation(error)) return;
      if (feature && error instanceof ApiError && lacking.has(error.kind)) lacks(feature);
      report(error, { title: 'Retry', run: () => run(deed, feature) });
    }
  };
  return {
    run,
    tell,
    undo: async () => {
      const deed = wayBack;
      if (!deed) throw new Refusal('There is nothing to undo: what was done last has no way back.');
      keep(undefined);
      await run(deed);
    },
  };
};
