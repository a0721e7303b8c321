/** A span of time in milliseconds, the end excluded, with what holds in it. */
export interface Span<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** The part of each span that lies within [start, end). */
export const clip = <T>(spans: readonly Span<T>[], start: number, end: number): Span<T>[] =>
  spans
    .map((s) => ({ ...s, start: Math.max(s.start, start), end: Math.min(s.end, end) }))
    .filter((s) => s.start < s.end);

/** What is left of the spans where none of the holes lies. */
export const cut = <T>(spans: readonly Span<T>[], holes: readonly Span<unknown>[]): Span<T>[] => {
  const sorted = holes.toSorted((a, b) => a.start - b.start);
  return spans.flatMap((span) => {
    const left: Span<T>[] = [];
    let from = span.start;
    for (const hole of sorted) {
      if (hole.end <= from || hole.start >= span.end) continue;
      if (hole.start > from) left.push({ ...span, start: from, end: hole.start });
      from = Math.max(from, hole.end);
    }
    if (from < span.end) left.push({ ...span, start: from });
    return left;
  });
};

/** Lays `top` over `bottom`: where both are, `top` holds. In order of time. */
export const overlay = <T>(bottom: readonly Span<T>[], top: readonly Span<T>[]): Span<T>[] =>
  [...cut(bottom, top), ...top].sort((a, b) => a.start - b.start || a.end - b.end);

/** Joins neighbours that touch and hold the same. */
export const join = <T>(spans: readonly Span<T>[], same: (a: T, b: T) => boolean): Span<T>[] => {
  const joined: Span<T>[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && last.end === span.start && same(last.value, span.value))
      joined[joined.length - 1] = { ...last, end: span.end };
    else joined.push(span);
  }
  return joined;
};

/** The spans as one: overlaps and neighbours joined. */
export const union = (spans: readonly Span<null>[]): Span<null>[] => {
  const joined: Span<null>[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) joined[joined.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
};

/** Share of [start, end) that the spans cover, in percent with one decimal. */
export const coverage = (spans: readonly Span<unknown>[], start: number, end: number): number => {
  if (end <= start) return 0;
  const covered = cut([{ start, end, value: null }], spans).reduce(
    (sum, gap) => sum - (gap.end - gap.start),
    end - start,
  );
  return Math.round((covered / (end - start)) * 1000) / 10;
};
