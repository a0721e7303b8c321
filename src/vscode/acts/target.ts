import type { Alert } from '../../domain/alert.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Note } from '../../domain/note.ts';
import type { Row } from '../treeRows.ts';

/** What an incident's page acts on: its buttons tell all that it knows, its context menu the ids alone. */
export interface Target {
  readonly incidentId: string;
  readonly noteId?: string;
  readonly alertId?: string;
  readonly fieldId?: string;
  readonly incident?: Incident;
  readonly notes?: readonly Note[];
  readonly alerts?: readonly Alert[];
  /** Nobody named it: it is what the active tab shows. */
  readonly isAssumed?: true;
}

/** Whether a command's argument is a row of a tree. */
export const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && 'node' in row;

/** Whether a command's argument is what a page acts on. */
export const isTarget = (row: unknown): row is Target =>
  typeof row === 'object' && row !== null && 'incidentId' in row && typeof row.incidentId === 'string';

/** What a command was called on; undefined where that is only assumed, and the command does not take it. */
export const toCalledOn = (row: unknown, takes: (incident: Incident) => boolean = () => true): unknown =>
  isTarget(row) && row.isAssumed && !(row.incident && takes(row.incident)) ? undefined : row;

/** Ids of one kind that a command was called on. */
const idsOfTarget = (target: Target, word: 'incident' | 'note' | 'alert'): readonly string[] => {
  const id = { incident: target.incidentId, note: target.noteId, alert: target.alertId }[word];
  return id === undefined ? [] : [id];
};

/** Rows that a command was called on: all that are selected where the row is one of them, and the selection for a key. */
export const toAskedRows = (selection: () => readonly Row[], row: unknown, rows: unknown): readonly Row[] =>
  (row === 'selection' ? selection() : Array.isArray(rows) && rows.includes(row) ? rows : [row]).filter(isRow);

/**
 * Ids that a command was called on: rows of a menu, the selection for a key, what a page acts on, or ids; undefined for
 * the palette.
 */
export const toAskedIds = (
  selection: () => readonly Row[],
  word: 'incident' | 'note' | 'alert',
  row: unknown,
  rows: unknown,
): readonly string[] | undefined => {
  if (row === undefined) return undefined;
  if (typeof row === 'string' && row !== 'selection') return [row];
  if (Array.isArray(row)) return row.filter((id) => typeof id === 'string');
  if (isTarget(row)) return idsOfTarget(row, word);
  const pattern = new RegExp(`\\b${word}\\b`);
  const ids = toAskedRows(selection, row, rows).flatMap(({ node }) =>
    pattern.test(node.context ?? '') ? (node.objectId ?? []) : [],
  );
  return [...new Set(ids)];
};
