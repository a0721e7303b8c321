import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountEntry } from '../../store/accounts.ts';
import type { CheckOptions } from '../../store/checkToken.ts';
import type { Session } from '../../store/session.ts';
import type { Candidate } from '../../store/sessionState.ts';
import { askText } from '../acts/askText.ts';
import { isAnswer } from '../acts/step.ts';
import type { Settings } from '../settings.ts';
import type { BrowserSignIn } from './browserSignIn.ts';

/** What signing in works with. */
export interface SignInOptions {
  readonly session: Session;
  readonly settings: Settings;
  readonly browser: BrowserSignIn;
}

/**
 * Asks how to sign in where there is a choice, then for a token or in the browser, and keeps the token only when
 * PagerDuty takes it; a token without an own user is asked whom it acts for. Leaving a question leaves everything as it
 * was, and gives undefined.
 */
export const signIn = async (options: SignInOptions): Promise<AccountEntry | undefined> => {
  const { session } = options;
  const candidate = await findCandidate(options);
  if (!candidate) return undefined;
  if (candidate.user) return session.signIn(candidate);
  const user = await askText({
    title: l10n.t('Sign In to PagerDuty'),
    prompt: l10n.t(
      'This token has no user of its own. Whom does it act for? Changes are recorded in this person’s name.',
    ),
    placeholder: l10n.t('Email address of a user of the account'),
    accept: (email, signal) => session.findUser(candidate, email, signal),
  });
  return isAnswer(user) ? session.signIn(candidate, user) : undefined;
};

const findCandidate = async (options: SignInOptions): Promise<Candidate | undefined> => {
  const issuer = options.settings.issuer();
  const way = issuer ? await pickWay() : 'token';
  if (way === 'token') return askToken(options);
  if (!issuer || !way) return undefined;
  const { session, settings, browser } = options;
  return browser.run(issuer, settings.oauthScopes(), async (tokens, signal) => ({
    ...(await session.check(`Bearer ${tokens.accessToken}`, toCheck(settings, signal))),
    oauth: { issuer, tokens },
  }));
};

const pickWay = async (): Promise<'browser' | 'token' | undefined> => {
  const ways = [
    {
      way: 'browser',
      label: l10n.t('In the Browser'),
      detail: l10n.t('You allow it in PagerDuty, and can take it back there.'),
      iconPath: new vscode.ThemeIcon('globe'),
    },
    {
      way: 'token',
      label: l10n.t('With an API Token'),
      detail: l10n.t('Yours is under My Profile › User Settings › API Access in PagerDuty.'),
      iconPath: new vscode.ThemeIcon('key'),
    },
  ] as const;
  return (await vscode.window.showQuickPick(ways, { title: l10n.t('Sign In to PagerDuty'), ignoreFocusOut: true }))
    ?.way;
};

const toCheck = (settings: Settings, signal: AbortSignal): CheckOptions => {
  const region = settings.region();
  return { signal, ...(region === 'auto' ? {} : { region }) };
};

const askToken = async ({ session, settings }: SignInOptions): Promise<Candidate | undefined> => {
  const candidate = await askText({
    title: l10n.t('Sign In to PagerDuty'),
    prompt: l10n.t('An API token: yours is under My Profile › User Settings › API Access in PagerDuty.'),
    placeholder: l10n.t('API token'),
    secret: true,
    accept: (secret, signal) => session.check(secret, toCheck(settings, signal)),
  });
  return isAnswer(candidate) ? candidate : undefined;
};
