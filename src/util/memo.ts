/** Gives what was made from an object before where the facts beside it are the same; else makes it. */
export type Memo<K extends object, V> = (key: K, facts: readonly unknown[], make: () => V) => V;

/** Makes a memo that keeps one value for each object, as long as the object lives. */
export const createMemo = <K extends object, V>(): Memo<K, V> => {
  const kept = new WeakMap<K, { readonly facts: readonly unknown[]; readonly value: V }>();
  return (key, facts, make) => {
    const old = kept.get(key);
    if (old?.facts.every((fact, place) => Object.is(fact, facts[place]))) return old.value;
    const value = make();
    kept.set(key, { facts, value });
    return value;
  };
};
