import type * as vscode from 'vscode';
import type { Memory } from '../store/memory.ts';
import type { SecretBox } from '../store/sessionState.ts';

const tokenKeys = 'pagerduty.token.';

/** Keeps the tokens in VS Code's secret storage, one for each account. */
export const createSecretBox = (secrets: vscode.SecretStorage): SecretBox => ({
  get: (accountId) => secrets.get(tokenKeys + accountId),
  set: (accountId, secret) => secrets.store(tokenKeys + accountId, secret),
  delete: (accountId) => secrets.delete(tokenKeys + accountId),
});

/** Whether a change in the secret storage is one of a token; another window may have made it. */
export const isTokenChange = ({ key }: vscode.SecretStorageChangeEvent): boolean => key.startsWith(tokenKeys);

/** Remembers one value under a key; `undefined` removes it. */
export const createMemory = <T>(memento: vscode.Memento, key: string): Memory<T> => ({
  get: () => memento.get(key),
  set: (value) => memento.update(key, value),
});
