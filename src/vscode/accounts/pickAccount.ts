import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { accountIdOf } from '../../store/openSession.ts';
import type { Session } from '../../store/session.ts';
import { toAccountPicks } from '../../views/accountPicks.ts';
import { withoutIcons } from '../withoutIcons.ts';

/** An account, or one more. */
export type Choice = { readonly kind: 'account'; readonly id: string } | { readonly kind: 'add' };

interface Item extends vscode.QuickPickItem {
  readonly choice?: Choice;
}

/** Lets the person choose one of the accounts, or to add one where that is offered; undefined when they leave. */
export const pickAccount = async (
  { accounts, state }: Pick<Session, 'accounts' | 'state'>,
  title: string,
  withAdd: boolean,
): Promise<Choice | undefined> => {
  const items: Item[] = toAccountPicks(accounts, accountIdOf(state)).map(({ id, label, description }) => ({
    label: withoutIcons(label),
    description,
    iconPath: new vscode.ThemeIcon('account'),
    choice: { kind: 'account', id },
  }));
  const add: Item[] = [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: l10n.t('Add Account…'), iconPath: new vscode.ThemeIcon('add'), choice: { kind: 'add' } },
  ];
  const chosen = await vscode.window.showQuickPick([...items, ...(withAdd ? add : [])], {
    title,
    matchOnDescription: true,
  });
  return chosen?.choice;
};
