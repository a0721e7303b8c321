/** An object of an answer, by the names of its fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object of an answer, out of its one wrapping field where it has one; undefined for anything else. */
export const readFields = (answer: unknown): Fields | undefined => {
  if (!isFields(answer)) return undefined;
  const [inner, ...others] = Object.values(answer);
  return others.length === 0 && isFields(inner) ? inner : answer;
};

/** Id of an object; undefined for what has none, or one that is no text. */
export const idOf = (value: unknown): string | undefined =>
  isFields(value) && typeof value.id === 'string' ? value.id : undefined;
