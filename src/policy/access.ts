import * as l10n from '@vscode/l10n';

/** What agents may do in an area, from nothing to everything. */
export const levels = ['off', 'read', 'guarded', 'full'] as const;
export type Level = (typeof levels)[number];

/** Level by area; `*` stands for every area that is not named. */
export type Access = Readonly<Record<string, Level>>;

/** What an area is set to that nothing speaks of: reads and writes pass, deletes and pages need a yes. */
export const defaultLevel: Level = 'guarded';

/** Access as it was written down, with a sentence for each part that says nothing valid. */
export interface ReadAccess {
  readonly access: Access;
  readonly problems: readonly string[];
}

const isLevel = (value: unknown): value is Level => levels.some((level) => level === value);

/** Level of an area. */
export const levelOf = (access: Access, area: string): Level => own(access, area) ?? own(access, '*') ?? defaultLevel;

const own = (access: Access, area: string): Level | undefined =>
  Object.hasOwn(access, area) ? access[area] : undefined;

/**
 * Reads access from a setting or a flag, `{ "incidents": "full", "*": "read" }`; undefined gives the default. What is
 * not a level counts as `off`: a slip of the pen must not open anything. Unknown areas are left out and told.
 */
export const readAccess = (value: unknown, areas: readonly string[]): ReadAccess => {
  if (value === undefined || value === null) return { access: {}, problems: [] };
  if (typeof value !== 'object' || Array.isArray(value))
    return {
      access: { '*': 'off' },
      problems: [l10n.t('It must be an object of areas and levels, such as {0}.', '{"*": "read"}')],
    };
  const access: Record<string, Level> = {};
  const problems: string[] = [];
  for (const [area, level] of Object.entries(value)) {
    if (area !== '*' && !areas.includes(area)) {
      problems.push(l10n.t('“{0}” is not an area; the areas are {1}, and * for all others.', area, areas.join(', ')));
      continue;
    }
    if (!isLevel(level))
      problems.push(
        l10n.t('{0} is not a level of {1}; the levels are {2}.', JSON.stringify(level), area, levels.join(', ')),
      );
    access[area] = isLevel(level) ? level : 'off';
  }
  return { access, problems };
};

const lower = (a: Level, b: Level): Level => (levels.indexOf(a) < levels.indexOf(b) ? a : b);

/**
 * Access under a cap: in each area the lower of both. The cap names what it lowers and leaves the rest alone, so that a
 * workspace can take from an agent but never give.
 */
export const lowerAccess = (access: Access, cap: Access): Access => {
  const names = new Set(['*', ...Object.keys(access), ...Object.keys(cap)]);
  return Object.fromEntries(
    [...names].map((area) => [area, lower(levelOf(access, area), own(cap, area) ?? own(cap, '*') ?? 'full')]),
  );
};
