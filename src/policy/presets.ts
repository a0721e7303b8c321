import * as l10n from '@vscode/l10n';
import type { Operation } from '../api/operation.ts';
import type { Access, Level } from './access.ts';

/** Operations of an area by what they do; those that may page people are among the writes too. */
export interface AreaCounts {
  readonly read: number;
  readonly write: number;
  readonly delete: number;
  readonly pages: number;
}

type Row = Pick<Operation, 'area' | 'effect' | 'pages'>;

/** Counts the operations of each area, in the table's order. */
export const countAreas = (rows: readonly Row[]): ReadonlyMap<string, AreaCounts> => {
  const counts = new Map<string, AreaCounts>();
  for (const { area, effect, pages } of rows) {
    const before = counts.get(area) ?? { read: 0, write: 0, delete: 0, pages: 0 };
    counts.set(area, { ...before, [effect]: before[effect] + 1, pages: before.pages + (pages ? 1 : 0) });
  }
  return counts;
};

/** `12 read, 8 write, 3 delete, 2 may page`; what there is none of is left out. */
export const toCountsText = ({ read, write, delete: deletes, pages }: AreaCounts): string =>
  [
    read > 0 && l10n.t('{0} read', read),
    write > 0 && l10n.t('{0} write', write),
    deletes > 0 && l10n.t('{0} delete', deletes),
    pages > 0 && l10n.t('{0} may page', pages),
  ]
    .filter(Boolean)
    .join(', ');

/** What a level opens of an area: `opens 12 of 23 operations, 5 of them only with your yes`. */
export const toOpenedText = (level: Level, counts: AreaCounts): string => {
  const all = counts.read + counts.write + counts.delete;
  if (level === 'off') return l10n.t('opens none of {0} operations', all);
  if (level === 'read') return l10n.t('opens {0} of {1} operations', counts.read, all);
  const asked = level === 'guarded' ? counts.delete + counts.pages : 0;
  return asked > 0
    ? l10n.t('opens {0} of {1} operations, {2} of them only with your yes', all, all, asked)
    : l10n.t('opens {0} of {1} operations', all, all);
};

/** A few ways to set all areas at once. */
export interface Preset {
  readonly name: string;
  readonly detail: string;
  readonly access: Access;
}

/** @param responder areas in which a responder writes */
export const toPresets = (responder: readonly string[]): readonly Preset[] => [
  { name: l10n.t('Read Only'), detail: l10n.t('Agents see everything and change nothing.'), access: { '*': 'read' } },
  {
    name: l10n.t('Responder'),
    detail: l10n.t('Agents see everything and write what a responder writes; deletes and pages need your yes.'),
    access: { '*': 'read', ...Object.fromEntries(responder.map((area) => [area, 'guarded' as const])) },
  },
  {
    name: l10n.t('Everything Guarded'),
    detail: l10n.t('Agents see and write everything; deletes and pages need your yes.'),
    access: { '*': 'guarded' },
  },
  { name: l10n.t('Everything'), detail: l10n.t('Agents do everything without asking.'), access: { '*': 'full' } },
];
