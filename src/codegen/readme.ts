import type { Description } from './description.ts';

const begin = '<!-- operations: made by `npm run generate` -->';
const end = '<!-- /operations -->';

/** The operations table of the README: a row per area with its operations by effect. */
export const toOperationsTable = (description: Description): string => {
  const rows = description.files.flatMap(({ document }) => {
    const area = document['x-area'];
    if (!area) return [];
    const operations = Object.values(document.paths ?? {}).flatMap((methods) => Object.values(methods));
    const count = (effect: string) => operations.filter((o) => o['x-effect'] === effect).length;
    const paging = operations.filter((o) => o['x-pages']).length;
    return [
      `| \`${area}\` | ${document.info.description} | ${count('read')} | ${count('write')} | ${count('delete')} | ${paging} |`,
    ];
  });
  const total = description.entries.length;
  return [
    `${total} operations in ${rows.length} areas. *Paging* counts those that may page or message people.`,
    '',
    '| Area | About | Read | Write | Delete | Paging |',
    '| --- | --- | --: | --: | --: | --: |',
    ...rows,
  ].join('\n');
};

/** Puts the operations table between its markers; the text is given back as it was where there are none. */
export const replaceOperationsTable = (readme: string, description: Description): string => {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) return readme;
  return `${readme.slice(0, from + begin.length)}\n\n${toOperationsTable(description)}\n\n${readme.slice(to)}`;
};
