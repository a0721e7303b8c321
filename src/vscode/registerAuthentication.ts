import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { toAccountLabel } from '../store/accountFacts.ts';
import type { AccountEntry } from '../store/accounts.ts';
import type { Session } from '../store/session.ts';
import type { Disposable } from '../util/emitter.ts';
import { Refusal } from './report.ts';

/** The id under `contributes.authentication`. */
const providerId = 'pagerduty';

/**
 * An account as VS Code's Accounts menu shows it, which groups sessions by their labels. The token is not in it: any
 * extension may ask for sessions, and the token goes to PagerDuty and nowhere else.
 */
const toAuthenticationSession = ({ id, facts }: AccountEntry): vscode.AuthenticationSession => ({
  id,
  accessToken: '',
  account: { id, label: toAccountLabel(facts) },
  scopes: [],
});

/** Registers the accounts with VS Code, so that they stand in its Accounts menu and can be signed out of there. */
export const registerAuthentication = (
  session: Session,
  signIn: () => Promise<AccountEntry | undefined>,
  signOut: (accountId: string) => Promise<void>,
): Disposable => {
  const changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  const provider: vscode.AuthenticationProvider = {
    onDidChangeSessions: changed.event,
    getSessions: async (_scopes, { account } = {}) => {
      await session.restore();
      return session.accounts.filter(({ id }) => !account || account.id === id).map(toAuthenticationSession);
    },
    createSession: async () => {
      const entry = await signIn();
      if (!entry) throw new Refusal(l10n.t('Nobody signed in to PagerDuty.'));
      return toAuthenticationSession(entry);
    },
    removeSession: signOut,
  };
  return vscode.Disposable.from(
    vscode.authentication.registerAuthenticationProvider(providerId, 'PagerDuty', provider, {
      supportsMultipleAccounts: true,
    }),
    session.onDidChangeAccounts(({ added, removed, changed: other }) =>
      changed.fire({
        added: added.map(toAuthenticationSession),
        removed: removed.map(toAuthenticationSession),
        changed: other.map(toAuthenticationSession),
      }),
    ),
    changed,
  );
};
