import type { Input, Send } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import { pages } from '../api/pages.ts';
import { itemsOf } from './answer.ts';

/**
 * Gathers up to `rows` rows over as many pages as it takes and gives them as one answer; `more` tells whether there
 * are others. Every page is told with the number of rows so far.
 */
export const fetchRows = async (
  send: Send,
  row: Operation,
  input: Input,
  rows: number,
  signal: AbortSignal,
  onProgress?: (rows: number, name: string) => void,
): Promise<unknown> => {
  const paging = row.paging;
  if (!paging) return send(row, input, { signal });
  const gathered: unknown[] = [];
  for await (const page of pages(send, row, input, { signal, parallel: Math.min(4, Math.ceil(rows / 100)) })) {
    gathered.push(...page);
    onProgress?.(Math.min(gathered.length, rows), itemsOf(paging, input));
    if (gathered.length > rows) break;
  }
  return { [itemsOf(paging, input)]: gathered.slice(0, rows), more: gathered.length > rows };
};
