import * as vscode from 'vscode';

/** Sets user settings for the length of some work, as a person would, and takes them back. */
export const withSettings = async <T>(
  settings: Readonly<Record<string, unknown>>,
  work: () => Promise<T>,
): Promise<T> => {
  const update = async (values: Readonly<Record<string, unknown>>): Promise<void> => {
    for (const [key, value] of Object.entries(values)) {
      await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
    }
  };
  await update(settings);
  try {
    return await work();
  } finally {
    await update(Object.fromEntries(Object.keys(settings).map((key) => [key, undefined])));
  }
};
