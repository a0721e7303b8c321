import * as vscode from 'vscode';
import { isOpen } from '../store/openSession.ts';
import type { Session } from '../store/session.ts';
import type { Disposable } from '../util/emitter.ts';
import { registerCommands } from './registerCommands.ts';
import type { Report } from './report.ts';
import { isTokenChange } from './secretBox.ts';
import type { Settings } from './settings.ts';
import { signIn } from './signIn.ts';

/** What signing in and out needs. */
export interface RegisterSessionOptions {
  readonly session: Session;
  readonly settings: Settings;
  readonly secrets: vscode.SecretStorage;
  /** Looks anew where the last look failed. */
  readonly retry: () => void;
  /** Forgets what the window keeps beside the session. */
  readonly forget: () => Promise<void>;
  readonly report: Report;
}

/** Registers signing in and out, and tells menus and welcome texts who is signed in. */
export const registerSession = ({
  session,
  settings,
  secrets,
  retry,
  forget,
  report,
}: RegisterSessionOptions): Disposable =>
  vscode.Disposable.from(
    registerCommands(report, {
      'pagerduty.signIn': async () => {
        await signIn(session, settings);
        retry();
      },
      'pagerduty.signOut': async () => {
        await session.signOut();
        await forget();
      },
      'pagerduty.sampleAccount.open': () =>
        vscode.window.withProgress({ location: { viewId: 'pagerduty.incidents' } }, () => session.openSample()),
      'pagerduty.sampleAccount.leave': () => session.leaveSample(),
    }),
    // Another window may have signed in or out; what it remembers of the session arrives after the token.
    secrets.onDidChange((event) => isTokenChange(event) && void takeUp(session)),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && void takeUp(session)),
    settings.onDidChange(() => void takeUp(session)),
    session.onDidChange(() => tell(session)),
  );

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

/** Takes up what is remembered now, unless the sample account is open or opening. */
const takeUp = async (session: Session): Promise<void> => {
  const { kind } = session.state;
  if (kind === 'signedIn' || kind === 'signedOut') await session.restore();
};

const tell = ({ state }: Session): void => {
  void vscode.commands.executeCommand('setContext', 'pagerduty.session', state.kind);
  void vscode.commands.executeCommand('setContext', 'pagerduty.hasAccount', isOpen(state));
};
