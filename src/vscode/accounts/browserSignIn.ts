import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { OAuth, OAuthTokens } from '../../api/oauth.ts';
import type { Issuer } from '../../store/sessionState.ts';
import { untilAborted } from '../../util/untilAborted.ts';
import { Refusal } from '../report.ts';

/** Signing in where PagerDuty asks the person itself. */
export interface BrowserSignIn {
  /**
   * Opens the browser, waits for its answer, and gives what is made of the tokens; undefined when the person left.
   * Throws an ApiError or a Refusal that names the cure.
   */
  run<T>(
    issuer: Issuer,
    scopes: readonly string[],
    take: (tokens: OAuthTokens, signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined>;
  /** Takes the query of the address that the browser came back with; throws a Refusal where nobody waits for it. */
  takeCallback(query: string): void;
}

/** What signing in in the browser works with. */
export interface BrowserSignInOptions {
  readonly extensionId: string;
  readonly connectIssuer: (issuer: Issuer) => OAuth;
}

/** Milliseconds that a person has in the browser. */
const patience = 300_000;

/**
 * Where the browser comes back to. PagerDuty takes a registered address only, letter by letter: in the desktop that is
 * the extension's own, to which `asExternalUri` would add the number of the window; in the browser it is the server's.
 */
const toRedirect = async (extensionId: string): Promise<string> => {
  const own = vscode.Uri.parse(`${vscode.env.uriScheme}://${extensionId}/oauth`);
  const redirect = vscode.env.uiKind === vscode.UIKind.Web ? await vscode.env.asExternalUri(own) : own;
  return redirect.toString(true);
};

const tooLate = (): Refusal =>
  new Refusal(l10n.t('Nobody signed in in the browser within five minutes; sign in again.'), 'token');

const unexpected = (): Refusal =>
  new Refusal(l10n.t('No sign-in waits for what the browser came back with; sign in again.'), 'token');

/**
 * Opens an address letter by letter: a `Uri` would lose which `&` stand inside the redirect address. VS Code takes a
 * text as well, though its types do not say so.
 */
const openAsIs = (url: string): Thenable<boolean> => vscode.env.openExternal(url as unknown as vscode.Uri);

/** VS Code has taken the percent signs out of the query, all but for what separates: a plus was no space. */
const toCallback = (query: string): URL => new URL(`http://callback/?${query.replaceAll('+', '%2B')}`);

/** Makes the sign-in; several may wait, each for its own answer. */
export const createBrowserSignIn = ({ extensionId, connectIssuer }: BrowserSignInOptions): BrowserSignIn => {
  const waiting = new Map<string, (callback: URL) => void>();
  const wait = async (state: string, signal: AbortSignal): Promise<URL> => {
    const { promise, resolve } = Promise.withResolvers<URL>();
    waiting.set(state, resolve);
    return untilAborted(promise, signal).finally(() => waiting.delete(state));
  };
  return {
    run: async (issuer, scopes, take) => {
      const { url, finish } = await connectIssuer(issuer).begin({ redirectUri: await toRedirect(extensionId), scopes });
      const state = new URL(url).searchParams.get('state') ?? '';
      return withCancellation(async (signal) => {
        const deadline = AbortSignal.timeout(patience);
        const callback = wait(state, AbortSignal.any([signal, deadline]));
        callback.catch(() => undefined); // Told below; until then it is not unhandled.
        if (!(await openAsIs(url))) return undefined;
        const returned = await callback.catch((error: unknown) => {
          throw deadline.aborted ? tooLate() : error;
        });
        return take(await finish(returned, signal), signal);
      });
    },
    takeCallback: (query) => {
      const callback = toCallback(query);
      const answer = waiting.get(callback.searchParams.get('state') ?? '');
      if (!answer) throw unexpected();
      answer(callback);
    },
  };
};

/** Shows that the browser is waited for, and lets the person leave it; undefined when they do. */
const withCancellation = <T>(work: (signal: AbortSignal) => Promise<T | undefined>): Thenable<T | undefined> =>
  vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('PagerDuty: waiting for the browser…'),
      cancellable: true,
    },
    async (_, token) => {
      const left = new AbortController();
      const subscription = token.onCancellationRequested(() => left.abort());
      try {
        return await work(left.signal);
      } catch (error) {
        if (left.signal.aborted) return undefined;
        throw error;
      } finally {
        subscription.dispose();
      }
    },
  );
