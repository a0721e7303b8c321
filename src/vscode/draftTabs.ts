import * as vscode from 'vscode';

/** Empties a draft and closes its tab: VS Code keeps a document for a while after that, and would show its text again. */
export const forgetDraft = async (document: vscode.TextDocument): Promise<void> => {
  const { uri, lineCount } = document;
  const edit = new vscode.WorkspaceEdit();
  edit.delete(uri, new vscode.Range(0, 0, lineCount, 0));
  await vscode.workspace.applyEdit(edit);
  await document.save(); // A tab with unsaved changes would ask before it closes.
  await closeDraft(uri);
};

/** Closes the tabs of a draft. */
export const closeDraft = async (uri: vscode.Uri): Promise<void> => {
  const tabs = findTabs(uri);
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs);
};

/** Whether a tab shows a draft. */
export const isTabOf = ({ input }: vscode.Tab, uri: vscode.Uri): boolean =>
  input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();

/** The tabs that show a draft: several where the editor was split, and a new one where it was moved. */
export const findTabs = (uri: vscode.Uri): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter((tab) => isTabOf(tab, uri));

/** The document of an address, else the one that is being edited, where it has the scheme. */
export const findDraft = (scheme: string, uri?: vscode.Uri): vscode.TextDocument | undefined => {
  const wanted = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
  if (wanted?.scheme !== scheme) return undefined;
  return vscode.workspace.textDocuments.find((open) => open.uri.toString() === wanted.toString());
};
