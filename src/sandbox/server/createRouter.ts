import type { Operation } from '../../api/operation.ts';

/** A row and the values of its path's slots. */
export interface Match {
  readonly row: Operation;
  readonly slots: Readonly<Record<string, string>>;
}

/** Finds the row of a method and path; a path that only other methods know gives their names. */
export type Router = (method: string, path: string) => Match | { readonly allowed: readonly string[] };

interface Branch {
  readonly fixed: Map<string, Branch>;
  slot: Branch | undefined;
  readonly rows: Map<string, Operation>;
}

const createBranch = (): Branch => ({ fixed: new Map(), slot: undefined, rows: new Map() });

const slotName = (segment: string): string | undefined => /^\{(.+)\}$/.exec(segment)?.[1];

const plant = (root: Branch, row: Operation): void => {
  let branch = root;
  for (const segment of row.path.slice(1).split('/')) {
    if (slotName(segment) !== undefined) branch = branch.slot ??= createBranch();
    else {
      const next = branch.fixed.get(segment) ?? createBranch();
      branch.fixed.set(segment, next);
      branch = next;
    }
  }
  branch.rows.set(row.method, row);
};

/** The branches that a path leads to, those with more fixed segments in front first. */
const walk = (branch: Branch, segments: readonly string[]): readonly Branch[] => {
  const [segment, ...rest] = segments;
  if (segment === undefined) return branch.rows.size > 0 ? [branch] : [];
  const fixed = branch.fixed.get(segment);
  return [...(fixed ? walk(fixed, rest) : []), ...(branch.slot && segment !== '' ? walk(branch.slot, rest) : [])];
};

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // A stray percent sign stands for itself.
  }
};

const toMatch = (row: Operation, segments: readonly string[]): Match => {
  const names = row.path.slice(1).split('/').map(slotName);
  const slots = names.flatMap((name, i): [string, string][] =>
    name === undefined ? [] : [[name, decode(segments[i] ?? '')]],
  );
  return { row, slots: Object.fromEntries(slots) };
};

/** Makes a router of the rows: fixed segments win over slots (`/users/me` over `/users/{id}`). */
export const createRouter = (rows: readonly Operation[]): Router => {
  const root = createBranch();
  for (const row of rows) plant(root, row);
  return (method, path) => {
    const segments = path.replace(/^\/|\/$/g, '').split('/');
    const found = walk(root, segments);
    const row = found.map((branch) => branch.rows.get(method)).find((r) => r !== undefined);
    return row ? toMatch(row, segments) : { allowed: found.flatMap((branch) => [...branch.rows.keys()]) };
  };
};
