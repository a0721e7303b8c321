import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/**
 * Lets `l10n.t` speak the editor's language where there is a translation, English otherwise. Each bundle has a copy of
 * the library: its entry calls this before it makes a text.
 */
export const useLanguage = (): void => {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
};
