import * as l10n from '@vscode/l10n';
import type { Failure } from '../store/load.ts';
import { escapeMarkdown } from '../util/escapeMarkdown.ts';
import type { Icon, Node } from './node.ts';

/** A row that says that rows are on their way. */
export const toLoadingNode = (id: string): Node => ({
  id: `${id}/loading`,
  label: l10n.t('Loading…'),
  icon: { id: 'loading~spin' },
  context: 'loading',
});

/** A row that says that nothing is there, and why that is so. */
export const toEmptyNode = (id: string, label: string, icon: Icon = { id: 'info' }, description?: string): Node => ({
  id: `${id}/empty`,
  label,
  icon,
  context: 'empty',
  ...(description === undefined ? {} : { description }),
});

/** The command that tries a failed load again. */
export type Retry = NonNullable<Node['command']>;

const signIn = (): Retry => ({ id: 'pagerduty.signIn', title: l10n.t('Sign In') });

/** A row that says why a load failed; choosing it tries again, or signs in anew where only that can help. */
export const toFailedNode = (
  id: string,
  label: string,
  { message, kind }: Failure,
  command: Retry,
  objectId?: string,
): Node => {
  const isTokenBad = kind === 'token';
  const hint = isTokenBad ? l10n.t('Choose this row to sign in again.') : l10n.t('Choose this row to try again.');
  return {
    id: `${id}/failed`,
    label,
    description: message,
    tooltip: `${escapeMarkdown(message)}\n\n${hint}`,
    accessibilityLabel: l10n.t('{0}: {1} {2}', label, message, hint),
    icon: { id: 'warning', color: 'list.warningForeground' },
    context: 'failed',
    command: isTokenBad ? signIn() : command,
    ...(objectId === undefined ? {} : { objectId }),
  };
};

/** A row that loads the next rows when it is chosen. */
export const toLoadMoreNode = (id: string, description: string, command: Retry): Node => ({
  id: `${id}/loadMore`,
  label: l10n.t('Load more…'),
  description,
  icon: { id: 'ellipsis' },
  context: 'loadMore',
  command,
});

/** `Service: Checkout`; undefined where there is no value. */
export const toFact = (name: string, value: string | undefined | false): string | undefined =>
  value ? l10n.t('{0}: {1}', name, value) : undefined;

/** Joins parts of a description or tooltip, leaving out those that are not there. */
export const joinParts = (parts: readonly (string | undefined | false)[], separator = ' · '): string =>
  parts.filter(Boolean).join(separator);
