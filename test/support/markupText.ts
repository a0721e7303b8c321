import type { Markup } from '../../src/views/markup.ts';
import { isMarking, toReadMarkup } from './marked.ts';

const blocks: ReadonlySet<string> = new Set(
  'article dd dt details div dl h1 h2 h3 header li nav ol p pre section summary textarea ul label'.split(' '),
);

/** Attributes that matter to a reader; classes and keys are looks and order. */
const told = ['role', 'aria-label', 'aria-live', 'aria-busy', 'aria-disabled', 'open', 'tabindex'];

const toMarks = ({ attributes }: Markup): string => {
  const marks = told.flatMap((name) => (attributes[name] === undefined ? [] : [`${name}=${attributes[name]}`]));
  const link = attributes.href ? [`→ ${attributes.href}`] : [];
  const act = attributes['data-act']
    ? [`→ ${[attributes['data-act'], attributes['data-value']].filter(Boolean).join(' ')}`]
    : [];
  const all = [...marks, ...link, ...act];
  return all.length > 0 ? ` {${all.join(', ')}}` : '';
};

const toInline = (markup: Markup | string): string => {
  if (typeof markup === 'string') return markup;
  const { tag, attributes, children } = markup;
  const icon = /codicon-([\w-]+)/.exec(attributes.class ?? '')?.[1];
  if (icon) return `(${icon}) `;
  const text = children.map(toInline).join('');
  if (tag === 'a' || tag === 'button') return `[${text}]${toMarks(markup)}`;
  return text;
};

const isBlock = (child: Markup | string): child is Markup => typeof child !== 'string' && blocks.has(child.tag);

/** Prints a page as text: a block a line, with what screen readers are told and what links and buttons do. */
export const renderMarkup = (markup: Markup, depth = 0): string => {
  if (isMarking) return toReadMarkup(markup);
  const { tag, children } = markup;
  const indent = '  '.repeat(depth);
  const lines: string[] = [];
  let inline = '';
  const flush = (): void => {
    if (inline.trim())
      lines.push(
        inline
          .trim()
          .split('\n')
          .map((line, place) => `${indent}  ${place > 0 ? '| ' : ''}${line}`)
          .join('\n'),
      );
    inline = '';
  };
  for (const child of children) {
    if (!isBlock(child)) {
      inline += toInline(child);
      continue;
    }
    flush();
    lines.push(renderMarkup(child, depth + 1));
  }
  if (lines.length === 0) {
    const text = inline.trim().replaceAll('\n', `\n${indent}  | `);
    return `${indent}${tag}${toMarks(markup)}${text ? ` ${text}` : ''}`;
  }
  flush();
  return [`${indent}${tag}${toMarks(markup)}`, ...lines].join('\n');
};
