import fs from 'node:fs';
import path from 'node:path';
import type { Operation } from '../api/operation.ts';
import type { OperationTool } from '../api/tool.ts';
import { lazy } from './lazy.ts';

/** An operation with its tool. */
export interface Entry {
  readonly row: Operation;
  readonly tool: OperationTool;
}

/** All operations as tools, in the table's order, by the tool's name. */
export type ToolBook = ReadonlyMap<string, Entry>;

/** The tools, and the text of all of them as it goes over the wire. */
export interface ToolSource {
  readonly book: () => ToolBook;
  /** JSON of all tools in the table's order. */
  readonly text: () => string;
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
 * The tools that the generator wrote into a folder, `tools.json` and `rows.json`. They are read when first needed, and
 * are not bundled: reading JSON takes a third of the time that loading it as code does.
 */
export const createToolSource = (folder: string): ToolSource => {
  const read = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');
  const text = lazy(() => read('tools.json'));
  return {
    text,
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
