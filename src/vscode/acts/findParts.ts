import * as l10n from '@vscode/l10n';
import type { Alert } from '../../domain/alert.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Note } from '../../domain/note.ts';
import type { IncidentState } from '../../store/incidentState.ts';

/** Notes or alerts of one incident. */
export interface Parts<T> {
  readonly incident: Incident;
  readonly parts: readonly T[];
}

/** What the parts are, by their kind. */
export interface PartTypes {
  readonly notes: Note;
  readonly alerts: Alert;
}

export type PartKind = keyof PartTypes;

/** Parts of at least one incident. */
export type FoundParts<K extends PartKind> = readonly [Parts<PartTypes[K]>, ...Parts<PartTypes[K]>[]];

// The kind says which of the two the rows are.
export const toParts = <K extends PartKind>(
  incident: Incident,
  rows: readonly (Note | Alert)[],
): Parts<PartTypes[K]> => ({ incident, parts: rows as readonly unknown[] as readonly PartTypes[K][] });

/** Finds opened notes or alerts by their ids, each together with its incident; undefined where none is shown. */
export const findParts = <K extends PartKind>(
  { details }: Pick<IncidentState, 'details'>,
  kind: K,
  ids: readonly string[],
  find: (id: string) => Incident | undefined,
): FoundParts<K> | undefined => {
  const wanted = new Set(ids);
  const [first, ...others] = [...details].flatMap(([id, opened]) => {
    const all: readonly (Note | Alert)[] = opened[kind].rows;
    const rows = all.filter((row) => wanted.has(row.id));
    const incident = rows.length > 0 ? find(id) : undefined;
    return incident ? [toParts<K>(incident, rows)] : [];
  });
  return first && [first, ...others];
};

/** Which parts an act takes. */
export interface TakesParts<K extends PartKind> {
  readonly kind: K;
  /** How many: one where this is left out, many of one incident, or many of several incidents. */
  readonly takesMany?: 'ofOne' | 'ofSeveral';
}

/** Says of parts that are too many for an act what to do; nothing of those that it takes. */
export const toPartsProblem = <K extends PartKind>(
  { kind, takesMany }: TakesParts<K>,
  found: FoundParts<K>,
): string | undefined => {
  if (takesMany === 'ofSeveral') return undefined;
  if (takesMany === 'ofOne' && found.length > 1)
    return l10n.t('These alerts are of several incidents: select those of one incident, then try again.');
  if (takesMany === 'ofOne' || found.flatMap(({ parts }) => parts).length === 1) return undefined;
  return kind === 'notes'
    ? l10n.t('These are several notes: select one of them, then try again.')
    : l10n.t('These are several alerts: select one of them, then try again.');
};
