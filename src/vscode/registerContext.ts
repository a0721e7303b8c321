import * as vscode from 'vscode';
import type { Disposable, Event } from '../util/emitter.ts';

/** Tells menus something of a state, under the name that their `when` clauses use, each time that it changes. */
export const registerContext = <S>(
  key: string,
  store: { readonly state: S; readonly onDidChange: Event<unknown> },
  toValue: (state: S) => unknown,
): Disposable => {
  let told: unknown;
  const tell = (): void => {
    const value = toValue(store.state);
    if (value === told) return;
    told = value;
    void vscode.commands.executeCommand('setContext', key, value);
  };
  tell();
  return store.onDidChange(tell);
};
