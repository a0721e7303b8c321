import * as vscode from 'vscode';
import { createEmitter, type Disposable, type Event } from '../util/emitter.ts';
import type { Node } from '../views/node.ts';
import { toNodeChanges } from './nodeChanges.ts';
import { toTreeItem } from './treeItem.ts';

/** What a tree shows beside its rows. */
export interface Frame {
  /** Dimmed text behind the view's title. */
  readonly description?: string | undefined;
  /** Text above the rows. */
  readonly message?: string | undefined;
  /** Number on the activity bar's icon; none for 0. */
  readonly badge?: { readonly value: number; readonly tooltip: string } | undefined;
}

/** A view of the sidebar: where its rows come from. */
export interface TreeSource {
  /** The id under `contributes.views`. */
  readonly id: string;
  readonly nodes: () => readonly Node[];
  readonly frame?: () => Frame;
  /** Fires when `nodes` or `frame` may give something else. */
  readonly onDidChange: Event<unknown>;
  /** Asks for the children of a node that has an empty list of them. */
  readonly open?: (node: Node) => void;
  /** Says that nobody looks at a node's children any more. */
  readonly close?: (node: Node) => void;
}

/** A row as VS Code holds it: the same object as long as the row is there, with what it shows now. */
export interface Row {
  readonly id: string;
  node: Node;
}

/** A view that stands in the sidebar. */
export interface Tree extends Disposable {
  readonly visible: () => boolean;
  readonly onDidChangeVisibility: Event<boolean>;
  readonly selection: () => readonly Row[];
}

/** More single rows than this are painted faster all at once. */
const manyRows = 200;

/** Shows a source's nodes as a tree, and paints only those anew that have changed. */
export const registerTree = (source: TreeSource): Tree => {
  const rows = createRows();
  const changed = new vscode.EventEmitter<Row | Row[] | undefined>();
  const visibility = createEmitter<boolean>();
  let shown: readonly Node[] = [];
  const take = (nodes: readonly Node[]): readonly Node[] => {
    shown = nodes;
    rows.take(nodes);
    return nodes;
  };
  const view = vscode.window.createTreeView<Row>(source.id, {
    canSelectMany: true,
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: ({ node }) => toTreeItem(node),
      getChildren: (row) => {
        if (row?.node.children?.length === 0) source.open?.(row.node);
        return (row ? (row.node.children ?? []) : take(source.nodes())).map(rows.of);
      },
    },
  });
  const update = (): void => {
    setFrame(view, source.frame?.() ?? {});
    if (!view.visible) return; // VS Code asks for all rows when it shows the view.
    const changes = toNodeChanges(shown, take(source.nodes()));
    if (changes === 'all' || changes.length > manyRows) changed.fire(undefined);
    else if (changes.length > 0) changed.fire(changes.map(rows.of));
  };
  const subscriptions = [
    source.onDidChange(update),
    view.onDidCollapseElement(({ element }) => source.close?.(element.node)),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) update();
      visibility.fire(visible);
    }),
  ];
  setFrame(view, source.frame?.() ?? {});
  return {
    visible: () => view.visible,
    onDidChangeVisibility: visibility.event,
    selection: () => view.selection,
    dispose: () => vscode.Disposable.from(...subscriptions, view, changed, visibility).dispose(),
  };
};

interface Rows {
  of(node: Node): Row;
  /** Takes over what the nodes show now, and forgets the rows that are gone. */
  take(nodes: readonly Node[]): void;
}

const createRows = (): Rows => {
  let byId = new Map<string, Row>();
  const of = (node: Node): Row => {
    const row = byId.get(node.id) ?? { id: node.id, node };
    byId.set(node.id, row);
    return row;
  };
  return {
    of,
    take: (nodes) => {
      const before = byId;
      byId = new Map();
      const keep = (node: Node): void => {
        const row = before.get(node.id) ?? { id: node.id, node };
        row.node = node;
        byId.set(node.id, row);
        node.children?.forEach(keep);
      };
      nodes.forEach(keep);
    },
  };
};

const setFrame = (view: vscode.TreeView<Row>, { description, message, badge }: Frame): void => {
  // VS Code takes undefined as «none»; its types say so for the badge alone.
  Object.assign(view, { description, message, badge: badge?.value ? badge : undefined });
};
