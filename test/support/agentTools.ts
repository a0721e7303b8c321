import path from 'node:path';
import { createToolSource, type Entry, type ToolBook, type ToolSource } from '../../src/agent/toolBook.ts';

/** Where the generator writes. */
export const toolsFolder = path.join(import.meta.dirname, '../../src/api/generated');

/** The tools as the generator wrote them. */
export const toolSource = (): ToolSource => createToolSource(toolsFolder);

/** All tools by name. */
export const readTools = (): ToolBook => toolSource().book();

/** The tool of that name; a test that names one that is not there fails. */
export const entryOf = (tools: ToolBook, name: string): Entry => {
  const entry = tools.get(name);
  if (!entry) throw new Error(`There is no tool ${name}.`);
  return entry;
};
