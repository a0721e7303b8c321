import * as vscode from 'vscode';
import type { Disposable } from '../util/emitter.ts';
import type { Report } from './report.ts';

/** What a command does with the arguments that menus, keys and other extensions give it; what it throws is reported. */
// biome-ignore lint/suspicious/noExplicitAny: VS Code's menus give each command its own arguments.
export type Command = (...values: any[]) => unknown;

/** Registers commands by their ids. This is where what a person asked for is caught when it fails. */
export const registerCommands = (report: Report, commands: Readonly<Record<string, Command>>): Disposable =>
  vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) =>
      vscode.commands.registerCommand(id, async (...values: unknown[]) => {
        try {
          await run(...values);
        } catch (error) {
          report(error);
        }
      }),
    ),
  );
