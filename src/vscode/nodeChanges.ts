import { isSame } from '../util/keep.ts';
import type { Node } from '../views/node.ts';

/** What a tree must paint anew: everything, or the listed nodes with what is below them. */
export type NodeChanges = 'all' | readonly Node[];

/**
 * Compares two states of a tree and gives the fewest nodes, of the later state, whose painting brings it about. A node
 * counts as changed when what it shows differs, or when other children stand below it or in another order.
 */
export const toNodeChanges = (before: readonly Node[], after: readonly Node[]): NodeChanges => {
  if (!haveSameIds(before, after)) return 'all';
  return after.flatMap((node, place) => changesWithin(before[place], node));
};

const changesWithin = (before: Node | undefined, after: Node): readonly Node[] => {
  if (!before || before === after) return before ? [] : [after];
  const { children: older = [], ...ownBefore } = before;
  const { children: newer = [], ...ownAfter } = after;
  const isLeaf = !before.children === !after.children;
  if (!isLeaf || !haveSameIds(older, newer) || !isSame(ownBefore, ownAfter)) return [after];
  return newer.flatMap((child, place) => changesWithin(older[place], child));
};

const haveSameIds = (before: readonly Node[], after: readonly Node[]): boolean =>
  before.length === after.length && after.every((node, place) => node.id === before[place]?.id);
