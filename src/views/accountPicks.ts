import * as l10n from '@vscode/l10n';
import { toPlace } from '../store/accountFacts.ts';
import type { AccountEntry } from '../store/accounts.ts';
import { joinParts } from './treeNodes.ts';

/** One account in a list to choose from. */
export interface AccountPick {
  readonly id: string;
  readonly label: string;
  readonly description: string;
}

/** Takes the accounts and the one in use; gives a line for each: whose it is, where, and whether it is in use. */
export const toAccountPicks = (
  accounts: readonly AccountEntry[],
  current: string | undefined,
): readonly AccountPick[] =>
  accounts.map(({ id, facts }) => ({
    id,
    label: facts.user?.name ?? toPlace(facts),
    description: joinParts([id === current && `$(check) ${l10n.t('in use')}`, facts.user?.email, toPlace(facts)]),
  }));

/**
 * What an account is called among others: where it is, and whose it is where that does not tell it; its id where nobody
 * is signed in to it.
 */
export const toAccountName = (accounts: readonly AccountEntry[], account: string): string => {
  const entry = accounts.find(({ id }) => id === account);
  if (!entry) return account;
  const place = toPlace(entry.facts);
  const isAlone = accounts.filter(({ facts }) => toPlace(facts) === place).length === 1;
  return isAlone ? place : joinParts([entry.facts.user?.name, place]);
};

/** What a view says of the account in use; undefined while there is one account only. */
export const toAccountNote = (accounts: readonly AccountEntry[], current: string | undefined): string | undefined =>
  current !== undefined && accounts.length > 1 && accounts.some(({ id }) => id === current)
    ? toAccountName(accounts, current)
    : undefined;
