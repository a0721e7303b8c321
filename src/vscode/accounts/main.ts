import { createOAuth, type OAuth } from '../../api/oauth.ts';
import type { AccountEntry } from '../../store/accounts.ts';
import type { Session } from '../../store/session.ts';
import type { Issuer } from '../../store/sessionState.ts';
import type { Settings } from '../settings.ts';
import { useLanguage } from '../useLanguage.ts';
import { createBrowserSignIn } from './browserSignIn.ts';
import { type Choice, pickAccount } from './pickAccount.ts';
import { signIn } from './signIn.ts';

/** Signing in and choosing among accounts: loaded when it is first asked for. */
export interface AccountFlows {
  /** Undefined when the person left. */
  signIn(): Promise<AccountEntry | undefined>;
  pick(title: string, withAdd: boolean): Promise<Choice | undefined>;
  /** Takes the address that the browser came back with; throws a Refusal where nobody waits for it. */
  takeCallback(query: string): void;
}

/** What the flows are given. */
export interface AccountFlowsOptions {
  readonly session: Session;
  readonly settings: Settings;
  /** The extension's own address, which the browser comes back to. */
  readonly extensionId: string;
}

/** Makes the client for whoever gave an account's tokens. */
export const connectIssuer = (issuer: Issuer): OAuth => {
  useLanguage();
  return createOAuth(issuer);
};

/** Makes the flows. */
export const createAccountFlows = ({ session, settings, extensionId }: AccountFlowsOptions): AccountFlows => {
  useLanguage();
  const browser = createBrowserSignIn({ extensionId, connectIssuer });
  return {
    signIn: () => signIn({ session, settings, browser }),
    pick: (title, withAdd) => pickAccount(session, title, withAdd),
    takeCallback: browser.takeCallback,
  };
};
