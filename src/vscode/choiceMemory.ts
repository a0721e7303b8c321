import type * as vscode from 'vscode';
import type { IncidentChoices } from '../store/incidentState.ts';
import type { Memory } from '../store/memory.ts';
import { accountIdOf } from '../store/openSession.ts';
import type { SessionState } from '../store/sessionState.ts';

/** The key of the incidents that a person follows in an account. */
export const toFollowedKey = (accountId: string): string => `pagerduty.followed.${accountId}`;

const key = 'pagerduty.incidents';

/** Remembers what a person chose to see, for all accounts, and which incidents they follow, for each account. */
export const createChoiceMemory = (
  memento: vscode.Memento,
  session: { readonly state: SessionState },
): Memory<IncidentChoices> => {
  const followedKey = (): string => toFollowedKey(accountIdOf(session.state) ?? '');
  return {
    get: () => ({ ...memento.get<object>(key), followed: memento.get(followedKey()) }),
    set: async (choices) => {
      const { followed, ...others } = choices ?? {};
      await memento.update(key, choices && others);
      await memento.update(followedKey(), followed?.length ? followed : undefined);
    },
  };
};
