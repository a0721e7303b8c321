import type { Operation } from '../../api/operation.ts';

/** What the table's paths say about each other; slots count whatever their names. */
export interface Paths {
  /** Whether a row has this method and path. */
  has(method: Operation['method'], path: string): boolean;
  /** Whether things are listed, made or fetched under this path: `/services`, `/services/{id}/rules`. */
  isCollection(path: string): boolean;
  /**
   * Where things made under a path are fetched: the path itself, else the one collection with the same first and last
   * segment (`/automation_actions/actions/{id}/invocations` → `/automation_actions/invocations`).
   */
  homeOf(path: string): string;
  /** Paths that a list over several parents stands for: `/workflows/integrations/{integration_id}/connections`. */
  partsOf(path: string): readonly string[];
}

const blank = (path: string): string => path.replace(/\{[^}]+\}/g, '{}');
const ends = (path: string): string => `${path.split('/')[1]} ${path.split('/').at(-1)}`;

/** Reads the paths of all rows. */
export const createPaths = (rows: readonly Operation[]): Paths => {
  const known = new Set(rows.map((row) => `${row.method} ${blank(row.path)}`));
  const has = (method: Operation['method'], path: string): boolean => known.has(`${method} ${blank(path)}`);
  const isCollection = (path: string): boolean => has('GET', path) || has('POST', path);
  const homeOf = (path: string): string => {
    if (has('GET', path) || has('GET', `${path}/{}`)) return path;
    const homes = rows.filter(
      (row) => row.method === 'GET' && !row.path.endsWith('}') && ends(row.path) === ends(path),
    );
    return homes.length === 1 ? (homes[0]?.path ?? path) : path;
  };
  const partsOf = (path: string): readonly string[] => {
    const cut = path.lastIndexOf('/');
    const spread = `${path.slice(0, cut)}/{}${path.slice(cut)}`;
    return rows.filter((row) => row.method === 'GET' && blank(row.path) === blank(spread)).map((row) => row.path);
  };
  return { has, isCollection, homeOf, partsOf };
};
