import type { Schema } from '../api/schema.ts';
import type { Description, Entry } from './description.ts';
import { type Flat, toRow } from './flatten.ts';
import { nameOfReference, toComponentTypes, toType } from './types.ts';

const header = '// Made by `npm run generate` from src/api/description. Do not edit.\n';
const pascal = (id: string): string => id[0]?.toUpperCase() + id.slice(1);

/** One operation ready to be written out. */
export interface Described {
  readonly entry: Entry;
  readonly flat: Flat;
}

const byArea = (all: readonly Described[]): ReadonlyMap<string, readonly Described[]> =>
  Map.groupBy(all, (d) => d.entry.area);

/** The successful answer: status and schema, null where the answer has no body. */
const answerOf = ({ operation }: Entry): { readonly status: number; readonly schema: Schema | null } => {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? ['200', {}];
  return { status: Number(status), schema: Object.values(response.content ?? {})[0]?.schema ?? null };
};

/** `table.ts`: the rows by area and operation id, and the areas. */
export const emitTable = (description: Description, all: readonly Described[]): string => {
  const areas = description.files.filter((f) => f.document['x-area']);
  const rows = [...byArea(all)].map(
    ([area, list]) =>
      `  ${area}: {\n${list.map(({ entry, flat }) => `    ${entry.operation.operationId}: ${JSON.stringify(toRow(entry, flat))},`).join('\n')}\n  },`,
  );
  const titles = areas.map(
    ({ document: d }) =>
      `  ${d['x-area']}: ${JSON.stringify({ title: d.info.title, description: d.info.description })},`,
  );
  return `${header}import type { Table } from '../client.ts';
import { type Area, toTable } from '../operation.ts';
import type { Operations } from './operations.ts';

/** The table of operations. */
export const table: Table = toTable({
${rows.join('\n')}
});

/** What each area is about. */
export const areas: { readonly [A in keyof Operations]: Area } = {
${titles.join('\n')}
};
`;
};

/** `operations.ts`: input and answer types by area and operation id. */
export const emitTypes = (description: Description, all: readonly Described[]): string => {
  const inputs = all.map(({ entry, flat }) => {
    const { additionalProperties: _, ...input } = flat.input;
    return `/** Input of ${entry.operation.operationId}. */\nexport type ${pascal(entry.operation.operationId)}Input = ${toType(input, nameOfReference)};`;
  });
  const areas = [...byArea(all)].map(([area, list]) => {
    const members = list.map(({ entry }) => {
      const { schema } = answerOf(entry);
      const id = entry.operation.operationId;
      return `    /** ${entry.operation.summary}. ${entry.operation.description.replaceAll('*/', '* /')} */\n    readonly ${id}: { readonly input: ${pascal(id)}Input; readonly answer: ${schema ? toType(schema, nameOfReference) : 'void'} };`;
    });
    return `  readonly ${area}: {\n${members.join('\n')}\n  };`;
  });
  return `${header}${toComponentTypes(description)}\n${inputs.join('\n')}\n/** Every operation's input and answer. */\nexport interface Operations {\n${areas.join('\n')}\n}\n`;
};

/** `inputs.json`: by operation id the description and the input schema of its tool. */
export const emitInputs = (all: readonly Described[]): string =>
  JSON.stringify(
    Object.fromEntries(
      all.map(({ entry, flat }) => [
        entry.operation.operationId,
        { description: entry.operation.description, input: flat.input },
      ]),
    ),
  );

const bare = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([k, v]): [string, unknown][] => {
      if (k === '$ref') return [[k, `#/$defs/${nameOfReference(String(v))}`]];
      if (k === 'properties')
        return [[k, Object.fromEntries(Object.entries(v as object).map(([n, p]) => [n, bare(p)]))]];
      return k === 'description' || k === 'discriminator' ? [] : [[k, bare(v)]];
    }),
  );
};

/** `answers.json`: by operation id the status and schema of its answer, with the schemas they refer to under `$defs`. */
export const emitAnswers = (description: Description, all: readonly Described[]): string =>
  JSON.stringify({
    operations: Object.fromEntries(all.map(({ entry }) => [entry.operation.operationId, bare(answerOf(entry))])),
    $defs: Object.fromEntries(
      description.files.flatMap((f) =>
        Object.entries(f.document.components?.schemas ?? {}).map(([n, s]) => [n, bare(s)]),
      ),
    ),
  });
