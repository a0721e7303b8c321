import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** One of a few things that a person picks from. */
export interface Option<V> {
  readonly value: V;
  readonly label: string;
  readonly detail: string;
}

/** Lets the person pick one of a few, the present one marked; undefined when that stays or the list is left. */
export const pickOption = async <V>(title: string, options: readonly Option<V>[], now: V): Promise<V | undefined> => {
  const items = options.map((option) => ({
    ...option,
    description: option.value === now ? `$(check) ${l10n.t('shown now')}` : '',
  }));
  const chosen = await vscode.window.showQuickPick(items, { title });
  return chosen?.value === now ? undefined : chosen?.value;
};
