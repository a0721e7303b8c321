import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isOpen } from '../store/openSession.ts';
import type { Session } from '../store/session.ts';
import type { Disposable } from '../util/emitter.ts';
import { Refusal, type Report } from './report.ts';

/** `/incident/PABC123`: an id and nothing else, so that a link can open and do nothing more. */
const incidentPath = /^\/incident\/([A-Za-z0-9]{1,32})\/?$/u;

/** The address that opens an incident in this editor, from a chat or a browser. */
export const toEditorLink = (extensionId: string, incidentId: string): string =>
  `${vscode.env.uriScheme}://${extensionId}/incident/${incidentId}`;

/**
 * Registers the way in from links: they show an incident, and change nothing. A sign-in in the browser comes back here too.
 *
 * @param takeCallback takes the query of such a sign-in; throws a Refusal where nobody waits for it
 */
export const registerUriHandler = (
  session: Pick<Session, 'state' | 'restore'>,
  takeCallback: (query: string) => Promise<void>,
  report: Report,
): Disposable => {
  const open = async ({ path, query }: vscode.Uri): Promise<void> => {
    if (path === '/oauth') return takeCallback(query);
    const id = incidentPath.exec(path)?.[1];
    if (id === undefined)
      throw new Refusal(
        l10n.t('This link leads to no incident: ask for one that ends in /incident/ and the incident’s ID.'),
      );
    // The link may be what has started the extension: then nobody has looked yet who is signed in.
    if (!isOpen(session.state)) await session.restore();
    if (!isOpen(session.state))
      throw new Refusal(l10n.t('Sign in to PagerDuty to open this incident, then follow the link again.'), 'token');
    await vscode.commands.executeCommand('pagerduty.incident.showPage', id);
  };
  return vscode.window.registerUriHandler({ handleUri: (uri) => open(uri).catch((error: unknown) => report(error)) });
};
