const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whether two plain values (objects, arrays, primitives) say the same. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (!isRecord(a) || !isRecord(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
};

/** Gives `before` where it says the same as `next`, so that `===` tells changes. */
export const keepOne = <T>(before: T | undefined, next: T): T =>
  before !== undefined && isSame(before, next) ? before : next;

/** Gives `next`, with each value that says the same as before replaced by the old object, so that `===` tells changes. */
export const keepSame = <K, V>(before: ReadonlyMap<K, V>, next: ReadonlyMap<K, V>): ReadonlyMap<K, V> =>
  new Map([...next].map(([key, value]): [K, V] => [key, keepOne(before.get(key), value)]));

/** Keys whose value came, went or is another object. */
export const changedKeys = <K, V>(before: ReadonlyMap<K, V>, after: ReadonlyMap<K, V>): readonly K[] => [
  ...[...after].filter(([key, value]) => before.get(key) !== value).map(([key]) => key),
  ...[...before.keys()].filter((key) => !after.has(key)),
];
