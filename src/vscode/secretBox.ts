import type * as vscode from 'vscode';
import type { Memory } from '../store/memory.ts';
import type { SecretBox } from '../store/sessionState.ts';

const tokenKey = 'pagerduty.token';

/** Keeps the token in VS Code's secret storage. */
export const createSecretBox = (secrets: vscode.SecretStorage): SecretBox => ({
  get: () => secrets.get(tokenKey),
  set: (secret) => secrets.store(tokenKey, secret),
  delete: () => secrets.delete(tokenKey),
});

/** Whether a change in the secret storage is one of the token; another window may have made it. */
export const isTokenChange = ({ key }: vscode.SecretStorageChangeEvent): boolean => key === tokenKey;

/** Remembers one value under a key; `undefined` removes it. */
export const createMemory = <T>(memento: vscode.Memento, key: string): Memory<T> => ({
  get: () => memento.get(key),
  set: (value) => memento.update(key, value),
});
