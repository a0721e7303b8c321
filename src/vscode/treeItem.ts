import * as vscode from 'vscode';
import type { Node } from '../views/node.ts';

/** Turns a node into the item that VS Code shows, its tooltip left out: the only place that knows both. */
export const toTreeItem = (node: Node): vscode.TreeItem => {
  const item = new vscode.TreeItem(node.label, toCollapsibleState(node));
  item.id = node.id;
  item.contextValue = toContextValue(node);
  if (node.description !== undefined) item.description = node.description;
  if (node.icon) item.iconPath = toIcon(node.icon);
  if (node.accessibilityLabel) item.accessibilityInformation = { label: node.accessibilityLabel };
  if (node.command) item.command = toCommand(node.command);
  return item;
};

/** Fills in what the item shows when it is hovered: the text of a cut label where there is nothing else to tell. */
export const addTooltip = (item: vscode.TreeItem, { label, tooltip }: Node): vscode.TreeItem => {
  item.tooltip = tooltip === undefined ? label : new vscode.MarkdownString(tooltip);
  return item;
};

const toCollapsibleState = ({ children, expanded }: Node): vscode.TreeItemCollapsibleState => {
  if (!children) return vscode.TreeItemCollapsibleState.None;
  return expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
};

/** What the node says of itself, and what every menu asks: has it a page, has it an id. */
const toContextValue = ({ context, url, objectId }: Node): string =>
  [context, url && 'hasUrl', objectId && 'hasId'].filter(Boolean).join(' ');

const toIcon = ({ id, color }: NonNullable<Node['icon']>): vscode.ThemeIcon =>
  new vscode.ThemeIcon(id, color ? new vscode.ThemeColor(color) : undefined);

const toCommand = ({ id, title, arguments: values }: NonNullable<Node['command']>): vscode.Command => ({
  command: id,
  title,
  ...(values ? { arguments: [...values] } : {}),
});
