import fs from 'node:fs';
import type { Operation } from '../api/operation.ts';
import type { OperationTool } from '../api/tool.ts';

/** An operation with its tool, as `tools.json` holds them. */
export interface Entry {
  readonly row: Operation;
  readonly tool: OperationTool;
}

/** All operations as tools, in the table's order, by the tool's name. */
export type ToolBook = ReadonlyMap<string, Entry>;

/** Puts entries in order of their names. */
export const createToolBook = (entries: readonly Entry[]): ToolBook =>
  new Map(entries.map((entry) => [entry.tool.name, entry]));

/**
 * Reads `tools.json`, which the generator wrote. It is read from the disk, not bundled: parsing JSON takes a third of
 * the time that loading it as code does, and whoever only searches needs it late.
 */
export const readToolBook = (file: string): ToolBook =>
  createToolBook(JSON.parse(fs.readFileSync(file, 'utf8')) as readonly Entry[]); // The generator writes what this type says.

/** Every area, in the table's order. */
export const areasOf = (tools: ToolBook): readonly string[] => [
  ...new Set([...tools.values()].map(({ row }) => row.area)),
];
