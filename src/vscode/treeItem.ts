import * as vscode from 'vscode';
import type { Node } from '../views/node.ts';

/** Turns a node into the item that VS Code shows: the only place that knows both. */
export const toTreeItem = (node: Node): vscode.TreeItem => {
  const item = new vscode.TreeItem(node.label, toCollapsibleState(node));
  item.id = node.id;
  item.contextValue = toContextValue(node);
  if (node.description !== undefined) item.description = node.description;
  if (node.tooltip !== undefined) item.tooltip = new vscode.MarkdownString(node.tooltip);
  if (node.icon) item.iconPath = toIcon(node.icon);
  if (node.accessibilityLabel) item.accessibilityInformation = { label: node.accessibilityLabel };
  if (node.command) item.command = toCommand(node.command);
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
