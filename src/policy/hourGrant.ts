import { type Access, defaultLevel, type Level, levelOf, levels } from './access.ts';

/** Levels that a person raised for an hour. */
export interface HourGrant {
  readonly access: Access;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Milliseconds that such a grant holds. */
export const grantLength = 3_600_000;

const higher = (a: Level, b: Level): Level => (levels.indexOf(a) > levels.indexOf(b) ? a : b);

/** Access with a grant on top while it holds: in each area that it names, the higher of both. */
export const withGrant = (access: Access, grant: HourGrant | undefined, now: number): Access => {
  if (!grant || grant.until <= now) return access;
  const raised = Object.entries(grant.access).map(
    ([area, level]) => [area, higher(level, levelOf(access, area))] as const,
  );
  const base = { '*': access['*'] ?? defaultLevel, ...access };
  // What stands for all others raises those too that have a level of their own.
  const rest = grant.access['*'];
  const all = rest ? Object.entries(base).map(([area, level]) => [area, higher(level, rest)] as const) : [];
  return { ...base, ...Object.fromEntries(all), ...Object.fromEntries(raised) };
};
