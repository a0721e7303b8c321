import fs from 'node:fs';
import path from 'node:path';
import type { Operation } from '../api/operation.ts';
import type { InputSchema, OperationTool } from '../api/tool.ts';
import { toToolName } from '../api/toolName.ts';
import { lazy } from './lazy.ts';

/** An operation with its tool. */
export interface Entry {
  readonly row: Operation;
  readonly tool: OperationTool;
}

/** All operations as tools, in the table's order, by the tool's name. */
export type ToolBook = ReadonlyMap<string, Entry>;

/** An operation in all the words of its description; the list has but the first of them. */
export interface WholeTool {
  readonly description: string;
  readonly input: InputSchema;
}

/** Reads an operation with all its words, by its id. */
export type ReadWhole = (operationId: string) => WholeTool | undefined;

/** The tools, and the text of all of them as it goes over the wire. */
export interface ToolSource {
  readonly book: () => ToolBook;
  /** JSON of all tools in the table's order. */
  readonly text: () => string;
  readonly whole: ReadWhole;
}

/** Puts rows and tools, which are in one order, together. */
export const createToolBook = (rows: readonly Operation[], tools: readonly OperationTool[]): ToolBook =>
  new Map(
    tools.flatMap((tool, i) => {
      const row = rows[i];
      return row ? [[tool.name, { row, tool }]] : [];
    }),
  );

/**
 * The tools that the generator wrote into a folder, `tools.json`, `rows.json` and `inputs.json`. They are read when first needed, and
 * are not bundled: reading JSON takes a third of the time that loading it as code does.
 */
export const createToolSource = (folder: string): ToolSource => {
  const read = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');
  const text = lazy(() => read('tools.json'));
  const inputs = lazy(() => JSON.parse(read('inputs.json')) as Readonly<Record<string, WholeTool>>);
  return {
    text,
    whole: (id) => {
      const whole = inputs()[id];
      if (!whole) return undefined;
      const named = JSON.stringify(whole).replace(/\b[a-z]+(?:[A-Z][a-z0-9]*)+\b/g, (word) =>
        word in inputs() ? toToolName(word) : word,
      );
      return JSON.parse(named) as WholeTool; // Only names within texts have changed.
    },
    // The generator writes what these types say.
    book: lazy(() =>
      createToolBook(JSON.parse(read('rows.json')) as Operation[], JSON.parse(text()) as OperationTool[]),
    ),
  };
};

/** Every area, in the table's order. */
export const areasOf = (tools: ToolBook): readonly string[] => [
  ...new Set([...tools.values()].map(({ row }) => row.area)),
];
