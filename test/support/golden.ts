import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Node } from '../../src/views/node.ts';
import { isMarking, keepMarked, toReadNodes } from './marked.ts';

const folder = new URL('../golden/', import.meta.url);

/** Compares text with the file of this name under test/golden; with UPDATE_GOLDEN=1 writes the file instead. */
export const assertGolden = (name: string, text: string): void => {
  if (isMarking) {
    keepMarked(name, text);
    return;
  }
  const file = new URL(name, folder);
  const whole = `${text.trimEnd()}\n`;
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, whole);
    return;
  }
  assert.equal(whole, readFileSync(file, 'utf8'), `test/golden/${name} differs; UPDATE_GOLDEN=1 writes it anew`);
};

/** How much of a tree is printed. */
export interface RenderOptions {
  /** Tooltips and sentences for screen readers too. */
  readonly details?: boolean;
}

const icon = ({ icon: drawn }: Node): string =>
  drawn ? `(${[drawn.id, drawn.color].filter(Boolean).join(' ')}) ` : '';
const fold = ({ children, expanded }: Node): string => (children ? (expanded ? '▾ ' : '▸ ') : '  ');

const renderNode = (node: Node, depth: number, options: RenderOptions): readonly string[] => {
  const indent = '  '.repeat(depth);
  const extras = [
    node.context && `[${node.context}]`,
    node.command && `→ ${[node.command.id, ...(node.command.arguments ?? [])].join(' ')}`,
  ];
  const head = `${indent}${fold(node)}${icon(node)}${[node.label, node.description && `— ${node.description}`, ...extras].filter(Boolean).join(' ')}`;
  const more = options.details
    ? [
        `${indent}    says: ${node.accessibilityLabel ?? '(label and description)'}`,
        ...(node.tooltip ?? '')
          .split('\n')
          .filter(Boolean)
          .map((line) => `${indent}    tip:  ${line.trimEnd()}`),
        `${indent}    node: ${[node.id, node.objectId, node.url].filter(Boolean).join(' ')}`,
      ]
    : [];
  return [head, ...more, ...(node.children ?? []).flatMap((child) => renderNode(child, depth + 1, options))];
};

/** Prints a tree as text: a row a line, with icon, description, menu words and command. */
export const render = (nodes: readonly Node[], options: RenderOptions = {}): string =>
  isMarking
    ? toReadNodes(nodes)
    : nodes.length === 0
      ? '(nothing)'
      : nodes.flatMap((node) => renderNode(node, 0, options)).join('\n');
