/** Steps of inserting, deleting, replacing or swapping one letter that turn `a` into `b`. */
export const distance = (a: string, b: string): number => {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
};

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The name that was most likely meant, undefined where none is near. */
export const nearest = (name: string, names: readonly string[]): string | undefined => {
  const wanted = plain(name);
  let best: { readonly name: string; readonly cost: number } | undefined;
  for (const candidate of names) {
    const other = plain(candidate);
    const holds = wanted.length > 2 && (other.includes(wanted) || (other.length > 2 && wanted.includes(other)));
    const cost = Math.min(
      distance(wanted, other),
      holds ? 2 + Math.abs(wanted.length - other.length) / 10 : Number.POSITIVE_INFINITY,
    );
    if (cost <= Math.max(2, wanted.length / 3) && (!best || cost < best.cost)) best = { name: candidate, cost };
  }
  return best?.name;
};
