import * as vscode from 'vscode';
import { createEmitter, type Disposable, type Event } from '../util/emitter.ts';
import { isSame } from '../util/keep.ts';
import type { Node } from '../views/node.ts';
import { rowsOfKey } from './rowsOfKey.ts';
import { addTooltip, toTreeItem } from './treeItem.ts';
import { createTreeRows, type Row, type TreeRows } from './treeRows.ts';

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

/** A view that stands in the sidebar. */
export interface Tree extends Disposable {
  readonly visible: () => boolean;
  readonly onDidChangeVisibility: Event<boolean>;
  /** The rows that a key acts on: the one in focus, with all that are selected where it is one of them. */
  readonly selection: () => readonly Row[];
}

/** Shows a source's nodes as a tree, and paints only those anew that have changed. */
export const registerTree = (source: TreeSource): Tree => {
  const rows = createTreeRows();
  const changed = new vscode.EventEmitter<Row | Row[] | undefined>();
  const visibility = createEmitter<boolean>();
  const view = vscode.window.createTreeView<Row>(source.id, {
    canSelectMany: true,
    showCollapseAll: true,
    treeDataProvider: { onDidChangeTreeData: changed.event, ...toProvider(source, rows) },
  });
  const paintRows = (): void => {
    const changes = rows.take(source.nodes());
    if (changes === 'all') changed.fire(undefined);
    else if (changes.length > 0) changed.fire([...changes]);
  };
  const paintFrame = createFramePainter(view);
  const update = (): void => {
    if (view.visible) paintRows(); // Else VS Code asks for all rows when it shows the view.
    paintFrame(source.frame?.() ?? {});
  };
  let before: readonly Row[] = [];
  let selected: readonly Row[] = [];
  const subscriptions = [
    view.onDidChangeSelection(({ selection }) => {
      before = selected;
      selected = selection;
    }),
    source.onDidChange(update),
    view.onDidCollapseElement(({ element }) => source.close?.(element.node)),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) update();
      visibility.fire(visible);
    }),
  ];
  paintFrame(source.frame?.() ?? {});
  return {
    visible: () => view.visible,
    onDidChangeVisibility: visibility.event,
    selection: () => rowsOfKey(before, selected),
    dispose: () => vscode.Disposable.from(...subscriptions, view, changed, visibility).dispose(),
  };
};

const toProvider = (source: TreeSource, rows: TreeRows): vscode.TreeDataProvider<Row> => ({
  getTreeItem: ({ node }) => toTreeItem(node),
  resolveTreeItem: (item, { node }) => addTooltip(item, node),
  getChildren: (row) => {
    if (row?.node.children?.length === 0) source.open?.(row.node);
    if (row) return (row.node.children ?? []).map(rows.of);
    const nodes = source.nodes();
    rows.take(nodes);
    return nodes.map(rows.of);
  },
});

/**
 * Tells VS Code of the parts that say something else. It paints rows at once only where it was told of nothing in the
 * last 200 ms, and a message counts, even the same one.
 */
const createFramePainter = (view: vscode.TreeView<Row>): ((frame: Frame) => void) => {
  let shown: Frame = {};
  return ({ description, message, badge }) => {
    const frame: Frame = { description, message, badge: badge?.value ? badge : undefined };
    const parts = Object.keys(frame) as (keyof Frame)[]; // Written here, so it has no others.
    const changed = parts.filter((part) => !isSame(frame[part], shown[part]));
    // VS Code takes undefined as «none»; its types say so for the badge alone.
    Object.assign(view, Object.fromEntries(changed.map((part) => [part, frame[part]])));
    shown = frame;
  };
};
