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
    [read, 'read'],
    [write, 'write'],
    [deletes, 'delete'],
    [pages, 'may page'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ');

/** What a level opens of an area: `opens 12 of 23 operations, 5 of them only with your yes`. */
export const toOpenedText = (level: Level, counts: AreaCounts): string => {
  const all = counts.read + counts.write + counts.delete;
  if (level === 'off') return `opens none of ${all} operations`;
  if (level === 'read') return `opens ${counts.read} of ${all} operations`;
  const asked = level === 'guarded' ? counts.delete + counts.pages : 0;
  return `opens ${all} of ${all} operations${asked > 0 ? `, ${asked} of them only with your yes` : ''}`;
};

/** A few ways to set all areas at once. */
export interface Preset {
  readonly name: string;
  readonly detail: string;
  readonly access: Access;
}

/** @param responder areas in which a responder writes */
export const toPresets = (responder: readonly string[]): readonly Preset[] => [
  { name: 'Read Only', detail: 'Agents see everything and change nothing.', access: { '*': 'read' } },
  {
    name: 'Responder',
    detail: 'Agents see everything and write what a responder writes; deletes and pages need your yes.',
    access: { '*': 'read', ...Object.fromEntries(responder.map((area) => [area, 'guarded' as const])) },
  },
  {
    name: 'Everything Guarded',
    detail: 'Agents see and write everything; deletes and pages need your yes.',
    access: { '*': 'guarded' },
  },
  { name: 'Everything', detail: 'Agents do everything without asking.', access: { '*': 'full' } },
];
