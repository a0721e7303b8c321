import * as l10n from '@vscode/l10n';
import type { Operation } from '../api/operation.ts';
import { toLine } from '../util/cleanText.ts';
import type { AgentClient } from './audit.ts';
import type { Reason } from './decision.ts';

/** Something that a call touches; without a title where it could not be read. */
export interface ApprovalObject {
  readonly id: string;
  readonly title?: string | undefined;
}

/** What is known of a call's effect beside its row. */
export interface Touched {
  /** The innermost first. */
  readonly objects: readonly ApprovalObject[];
  /** Names or ids of the people that the call pages, where that could be found out; undefined where not. */
  readonly people?: readonly string[] | undefined;
}

/** What a person is asked, in plain words. */
export interface Question {
  /** Who wants what: `“Copilot” wants to delete a service: “Checkout” (PSERV01).` */
  readonly headline: string;
  /** What it does: `This pages 3 people: Ada, Bo and Cy.` */
  readonly effect: string;
}

/** What a person may answer. */
export type Approval = 'once' | 'hour' | 'no';

const mostNamed = 5;
const longestName = 80;

/** Texts of strangers and of the client: one line, cut, so that they cannot pose as the question. */
const short = (text: string): string => {
  const line = toLine(text).replaceAll(/[“”"]/g, '’');
  return line.length > longestName ? `${line.slice(0, longestName)}…` : line;
};

const list = (names: readonly string[]): string => {
  const shown = names.slice(0, mostNamed);
  const rest = names.length - shown.length;
  if (rest > 0) return l10n.t('{0} and {1} more', shown.join(', '), rest);
  return shown.length > 1 ? l10n.t('{0} and {1}', shown.slice(0, -1).join(', '), shown.at(-1) ?? '') : (shown[0] ?? '');
};

const toName = ({ id, title }: ApprovalObject): string =>
  title === undefined ? short(id) : `“${short(title)}” (${short(id)})`;

/**
 * What a call that deletes does: it ends the object that its path names last, takes that out of another one, or ends
 * something of it. Objects come with the innermost first.
 */
const toDeletion = ({ id, method, path }: Operation, objects: readonly ApprovalObject[]): string => {
  const [inner, outer] = [objects[0], objects.length > 1 ? objects.at(-1) : undefined];
  const isDelete = method === 'DELETE' && id.startsWith('delete');
  if (!inner)
    return isDelete
      ? l10n.t('This deletes something in your account.')
      : l10n.t('This removes or cancels something in your account.');
  if (method !== 'DELETE' || !path.endsWith('}'))
    return l10n.t('This removes or cancels something of {0}.', toName(inner));
  if (!outer) return l10n.t('This deletes {0}.', toName(inner));
  return isDelete
    ? l10n.t('This deletes {0} of {1}.', toName(inner), toName(outer))
    : l10n.t('This removes {0} from {1}.', toName(inner), toName(outer));
};

const toEffect = (row: Operation, reason: Reason, { objects, people }: Touched): string => {
  if (reason === 'deletes') return toDeletion(row, objects);
  if (people === undefined) return l10n.t('This may page or message people.');
  if (people.length === 0) return l10n.t('Nobody is on call for it now, but it may message people.');
  const names = list(people.map(short));
  return people.length === 1
    ? l10n.t('This pages 1 person: {0}.', names)
    : l10n.t('This pages {0} people: {1}.', people.length, names);
};

/** Names the agent, the operation, the objects and the effect. */
export const toQuestion = (client: AgentClient, row: Operation, reason: Reason, touched: Touched): Question => {
  const [summary = ''] = row.summary.split(':');
  const what = `${summary.charAt(0).toLowerCase()}${summary.slice(1)}`;
  const who = short(client.name);
  const headline =
    touched.objects.length > 0
      ? l10n.t('“{0}” wants to {1}: {2}.', who, what, list(touched.objects.map(toName)))
      : l10n.t('“{0}” wants to {1}.', who, what);
  return { headline, effect: toEffect(row, reason, touched) };
};
