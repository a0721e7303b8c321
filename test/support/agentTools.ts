import path from 'node:path';
import { type Entry, readToolBook, type ToolBook } from '../../src/agent/toolBook.ts';

/** All tools as the generator wrote them. */
export const readTools = (): ToolBook =>
  readToolBook(path.join(import.meta.dirname, '../../src/api/generated/tools.json'));

/** The tool of that name; a test that names one that is not there fails. */
export const entryOf = (tools: ToolBook, name: string): Entry => {
  const entry = tools.get(name);
  if (!entry) throw new Error(`There is no tool ${name}.`);
  return entry;
};
