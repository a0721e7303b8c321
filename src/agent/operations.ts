import type { Table } from '../api/client.ts';
import type { Operation } from '../api/operation.ts';
import { toToolName } from '../api/toolName.ts';

/** Every row of the table, in its order. */
export const rowsOf = (table: Table): readonly Operation[] =>
  Object.values<Readonly<Record<string, Operation>>>(table).flatMap((area) => Object.values(area));

/** Rows by the name of their tool. */
export const byToolName = (rows: readonly Operation[]): ReadonlyMap<string, Operation> =>
  new Map(rows.map((row) => [toToolName(row.id), row]));
