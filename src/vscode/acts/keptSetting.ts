import * as vscode from 'vscode';

/** A setting that commands change where it is set: in the workspace where that says something, else for the user. */
export interface KeptSetting<T> {
  /** What counts now. */
  readonly value: () => T;
  /** Throws what VS Code says where the settings file cannot be written. */
  readonly set: (value: T) => Promise<void>;
}

/**
 * Takes the name of a setting below `pagerduty.`, and what makes sure of its value.
 *
 * @param folder the folder of a setting that each folder may have for itself: it is set there
 */
export const keptSetting = <T>(
  name: string,
  parse: (value: unknown) => T,
  folder?: vscode.WorkspaceFolder,
): KeptSetting<T> => {
  const settings = () => vscode.workspace.getConfiguration('pagerduty', folder);
  const target = (): vscode.ConfigurationTarget => {
    if (folder) return vscode.ConfigurationTarget.WorkspaceFolder;
    return settings().inspect(name)?.workspaceValue === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  };
  return {
    value: () => parse(settings().get(name)),
    set: async (value) => settings().update(name, value, target()),
  };
};
