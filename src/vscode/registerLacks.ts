import * as vscode from 'vscode';
import { createLacks, type Lacks, type LacksOptions } from '../store/lacks.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';

/** Keeps what the account lacks, and tells menus of it: `pagerduty.lacks.<feature>`. */
export const registerLacks = (options: LacksOptions): Lacks & Disposable => {
  const lacks = createLacks(options);
  const following = lacks.onDidChange(({ before, after }) => {
    for (const feature of new Set([...before, ...after]))
      if (before.has(feature) !== after.has(feature))
        void vscode.commands.executeCommand('setContext', `pagerduty.lacks.${feature}`, after.has(feature));
  });
  return {
    get state() {
      return lacks.state;
    },
    onDidChange: lacks.onDidChange,
    add: lacks.add,
    dispose: joinDisposables(lacks, following).dispose,
  };
};
