import type { Operation } from '../api/operation.ts';
import { pagesPeople } from '../api/pagesPeople.ts';
import { type Access, type Level, levelOf } from './access.ts';

/** Why a call may not pass as it is. */
export type Reason = 'off' | 'readOnly' | 'deletes' | 'pages';

/** Whether an agent's call passes, needs a person's yes, or is refused; with the level that decided. */
export type Decision =
  | { readonly kind: 'allow'; readonly level: Level }
  | { readonly kind: 'ask'; readonly level: Level; readonly reason: Reason }
  | { readonly kind: 'deny'; readonly level: Level; readonly reason: Reason };

/** Holds a call against the level of its area. */
export const toDecision = (row: Operation, access: Access, input: Readonly<Record<string, unknown>>): Decision => {
  const level = levelOf(access, row.area);
  if (level === 'off') return { kind: 'deny', level, reason: 'off' };
  if (row.effect === 'read' || level === 'full') return { kind: 'allow', level };
  if (level === 'read') return { kind: 'deny', level, reason: 'readOnly' };
  if (row.effect === 'delete') return { kind: 'ask', level, reason: 'deletes' };
  return pagesPeople(row, input) ? { kind: 'ask', level, reason: 'pages' } : { kind: 'allow', level };
};

const because: { readonly [R in Reason]: (area: string) => string } = {
  off: (area) => `${area} is off for agents`,
  readOnly: (area) => `agents may only read ${area}`,
  deletes: () => 'it deletes, which needs approval, and nobody can be asked here',
  pages: () => 'it can page or message people, which needs approval, and nobody can be asked here',
};

const needed = (row: Operation, reason: Reason): Level => {
  if (reason === 'off' && row.effect === 'read') return 'read';
  return reason === 'deletes' || reason === 'pages' || row.effect === 'delete' ? 'full' : 'guarded';
};

/**
 * The sentence that an agent is told when its call does not pass; it names the setting that would let it.
 *
 * @param setting `pagerduty.agent.access` in the editor, `--access` on the command line
 */
export const toRefusal = (tool: string, row: Operation, reason: Reason, setting: string): string =>
  `${tool} was not called because ${because[reason](row.area)}; a person can allow it with "${row.area}": "${needed(row, reason)}" in ${setting}.`;
