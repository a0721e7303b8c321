import * as vscode from 'vscode';

/** Shows in a view's header that work is under way; for what a person asked for, not for what happens by itself. */
export const withProgressIn = <T>(viewId: string, work: () => Promise<T>): Thenable<T> =>
  vscode.window.withProgress({ location: { viewId } }, work);
