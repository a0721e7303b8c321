import type { Node } from '../views/node.ts';
import { toNodeChanges } from './nodeChanges.ts';

/** A row as VS Code holds it: the same object as long as the row is there, with what it shows now. */
export interface Row {
  readonly id: string;
  node: Node;
}

/** The rows of one tree. */
export interface TreeRows {
  of(node: Node): Row;
  /** Takes over what the nodes show now, and forgets the rows that are gone. Gives what must be painted anew. */
  take(nodes: readonly Node[]): 'all' | readonly Row[];
}

/** More single rows than this are painted faster all at once. */
const manyRows = 200;

/** Makes the rows of an empty tree. */
export const createTreeRows = (): TreeRows => {
  let shown: readonly Node[] = [];
  let byId = new Map<string, Row>();
  const of = (node: Node): Row => {
    const row = byId.get(node.id) ?? { id: node.id, node };
    byId.set(node.id, row);
    return row;
  };
  const keep = (nodes: readonly Node[]): void => {
    const before = byId;
    byId = new Map();
    const keepOne = (node: Node): void => {
      const row = before.get(node.id) ?? { id: node.id, node };
      row.node = node;
      byId.set(node.id, row);
      node.children?.forEach(keepOne);
    };
    nodes.forEach(keepOne);
  };
  return {
    of,
    take: (nodes) => {
      const changes = toNodeChanges(shown, nodes);
      shown = nodes;
      keep(nodes);
      return changes === 'all' || changes.length > manyRows ? 'all' : changes.map(of);
    },
  };
};
