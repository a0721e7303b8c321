import { toToolName } from '../api/toolName.ts';
import type { Described } from './emit.ts';
import { toRow } from './flatten.ts';

const begin = '<!-- tools: made by `npm run generate` -->';
const end = '<!-- /tools -->';

/** The level that lets a call pass; a star where a lower one lets it pass after a person's yes. */
const toLevel = (row: ReturnType<typeof toRow>): string => {
  if (row.effect === 'read') return 'read';
  return row.effect === 'delete' || row.pages === true ? 'full*' : row.pages ? 'guarded, full* to page' : 'guarded';
};

const toLine = ({ entry, flat }: Described): string => {
  const row = toRow(entry, flat);
  const paging = row.pages ? ', pages' : '';
  const status = row.status === undefined || row.status === 'current' ? '' : ` (${row.status})`;
  const cells = [
    `\`${toToolName(entry.operation.operationId)}\``,
    `${row.summary}${status}`,
    `${row.effect}${paging}`,
    row.scope === undefined ? '' : `\`${row.scope}\``,
    toLevel(row),
  ];
  return `| ${cells.join(' | ')} |`;
};

/** A table for each area: its tools with what they do, their effect, OAuth scope and level. */
export const toToolsTables = (
  all: readonly Described[],
  titles: Readonly<Record<string, { readonly title: string }>>,
): string =>
  [...Map.groupBy(all, ({ entry }) => entry.area)]
    .map(([area, tools]) =>
      [
        `## ${titles[area]?.title ?? area} (\`${area}\`)`,
        '',
        '| Tool | Does | Effect | Scope | Level |',
        '| --- | --- | --- | --- | --- |',
        ...tools.map(toLine),
      ].join('\n'),
    )
    .join('\n\n');

/** Puts the tables between their markers; the page is given back as it was where there are none. */
export const replaceToolsTables = (page: string, tables: string): string => {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) return page;
  return `${page.slice(0, from + begin.length)}\n\n${tables}\n\n${page.slice(to)}`;
};
