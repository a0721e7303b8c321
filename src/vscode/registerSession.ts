import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountEntry } from '../store/accounts.ts';
import { accountIdOf, isOpen } from '../store/openSession.ts';
import type { Session } from '../store/session.ts';
import { type Disposable, joinDisposables } from '../util/emitter.ts';
import type { AccountFlows } from './accounts/main.ts';
import { registerAuthentication } from './registerAuthentication.ts';
import { registerCommands } from './registerCommands.ts';
import { registerContext } from './registerContext.ts';
import type { Report } from './report.ts';
import { isTokenChange } from './secretBox.ts';
import type { Settings } from './settings.ts';

/** What signing in and out needs. */
export interface RegisterSessionOptions {
  readonly session: Session;
  readonly settings: Settings;
  readonly secrets: vscode.SecretStorage;
  readonly extensionId: string;
  /** Looks anew where the last look failed. */
  readonly retry: () => void;
  /** Forgets what the window keeps of an account beside the session. */
  readonly forget: (accountId: string) => Promise<void>;
  readonly report: Report;
}

/** Signing in and out, once it is registered. */
export interface RegisteredSession extends Disposable {
  /** Takes what the browser came back with from a sign-in; throws a Refusal where nobody waits for it. */
  readonly takeCallback: (query: string) => Promise<void>;
}

/** Registers signing in and out and the choice of the account, and tells menus and welcome texts who is signed in. */
export const registerSession = (options: RegisterSessionOptions): RegisteredSession => {
  const { session, settings, secrets, report, retry } = options;
  let loaded: Promise<AccountFlows> | undefined;
  const flows = async (): Promise<AccountFlows> => {
    loaded ??= import('./accounts/main.ts').then(({ createAccountFlows }) => createAccountFlows(options));
    return loaded;
  };
  const signIn = async (): Promise<AccountEntry | undefined> => {
    const entry = await (await flows()).signIn();
    if (entry) retry();
    return entry;
  };
  const signOut = createSignOut(options, flows);
  const registered = joinDisposables(
    registerCommands(report, {
      'pagerduty.signIn': signIn,
      'pagerduty.signOut': signOut,
      'pagerduty.account.switch': () => switchAccount(session, flows, signIn),
      'pagerduty.sampleAccount.open': () =>
        vscode.window.withProgress({ location: { viewId: 'pagerduty.incidents' } }, () => session.openSample()),
      'pagerduty.sampleAccount.leave': () => session.leaveSample(),
    }),
    registerAuthentication(session, signIn, signOut),
    // Another window may have signed in or out; what it remembers of the session may arrive after the token.
    secrets.onDidChange((event) => isTokenChange(event) && takeUp(session)),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && takeUp(session)),
    settings.onDidChange(() => takeUp(session)),
    session.onDidChange(() => tell(session)),
    registerContext('pagerduty.accounts', toAccountCount(session), (count) => count),
  );
  return { takeCallback: async (query) => (await flows()).takeCallback(query), dispose: registered.dispose };
};

const toAccountCount = (session: Session) => ({
  get state() {
    return session.accounts.length;
  },
  onDidChange: session.onDidChangeAccounts,
});

type SignOut = (accountId?: unknown) => Promise<void>;

/** Signs out of the account that is named, else of the only one, else of the one that the person chooses. */
const createSignOut = ({ session, forget }: RegisterSessionOptions, flows: () => Promise<AccountFlows>): SignOut => {
  const leave = async (id?: string): Promise<void> => {
    const left = await session.signOut(id);
    if (left !== undefined) await forget(left);
  };
  return async (named) => {
    if (typeof named === 'string') return leave(named);
    if (session.accounts.length < 2) return leave();
    const choice = await (await flows()).pick(l10n.t('Which account do you want to sign out of?'), false);
    if (choice?.kind === 'account') await leave(choice.id);
  };
};

/** Goes on with the other account where there are two; else the person chooses, or adds one. */
const switchAccount = async (
  session: Session,
  flows: () => Promise<AccountFlows>,
  signIn: () => Promise<unknown>,
): Promise<void> => {
  const current = accountIdOf(session.state);
  const [other, another] = session.accounts.filter(({ id }) => id !== current);
  if (other && !another) return session.switchTo(other.id);
  const choice = await (await flows()).pick(l10n.t('Which account do you want to use?'), true);
  if (choice?.kind === 'account') await session.switchTo(choice.id);
  else if (choice?.kind === 'add') await signIn();
};

/**
 * Takes up the session that was remembered, or opens the sample account where the settings say so. Menus and welcome
 * texts hear of it when it is done, so that nobody is asked to sign in meanwhile.
 */
export const startSession = async (
  session: Session,
  settings: Settings,
  log: vscode.LogOutputChannel,
): Promise<void> => {
  try {
    await session.restore();
    if (session.state.kind === 'signedOut' && settings.openSampleWhenSignedOut()) await session.openSample();
  } catch (error) {
    log.error(error instanceof Error ? error : String(error)); // Background work: the welcome text stays.
  }
  tell(session);
};

/** Takes up what is remembered now; where secrets cannot be read, what is known serves until the next change. */
const takeUp = (session: Session): void => void session.restore().catch(() => undefined);

const tell = ({ state }: Session): void => {
  void vscode.commands.executeCommand('setContext', 'pagerduty.session', state.kind);
  void vscode.commands.executeCommand('setContext', 'pagerduty.hasAccount', isOpen(state));
};
