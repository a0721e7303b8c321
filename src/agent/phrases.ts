import { stem } from './words.ts';

/** A phrase, word by word; `*` and `?` stay as they are, `^` is the sentence's beginning. */
export interface Phrase {
  readonly steps: readonly string[];
  /** Its words match whatever their endings are; where something is wanted done they do not: `planned` is no `plan`. */
  readonly isStemmed: boolean;
  readonly value: string;
}

const longestGap = 7;

/** Reads a phrase of the tables; `!create` in its value says what is wanted done. */
export const toPhrase = (phrase: string, value: string): Phrase => {
  const isStemmed = !value.includes('!');
  const steps = phrase.split(' ');
  return {
    steps: isStemmed ? steps.map((step) => (/^[*?]$/.test(step) ? step : stem(step))) : steps,
    isStemmed,
    value,
  };
};

/** Where a phrase ends that begins at a place; undefined where it does not. */
const endOf = (steps: readonly string[], words: readonly string[], from: number): number | undefined => {
  const [first, ...rest] = steps;
  if (first === undefined) return from;
  if (first !== '*' && first !== '?') return words[from] === first ? endOf(rest, words, from + 1) : undefined;
  for (let gap = 0; gap <= (first === '?' ? 1 : longestGap) && from + gap < words.length; gap++) {
    const end = endOf(rest, words, from + gap);
    if (end !== undefined) return end;
  }
  return undefined;
};

/** A phrase that stands in a sentence. */
export interface Match {
  readonly start: number;
  readonly length: number;
  readonly hasGap: boolean;
  readonly value: string;
}

const allMatches = (phrases: readonly Phrase[], words: readonly string[], stems: readonly string[]): readonly Match[] =>
  phrases.flatMap(({ steps, isStemmed, value }) =>
    words.flatMap((_, start) => {
      if (endOf(steps, isStemmed ? stems : words, start) === undefined) return [];
      const head = steps[0] === '^' ? 1 : 0;
      return [{ start: start + head, length: steps.length - head, hasGap: steps.includes('*'), value }];
    }),
  );

/**
 * Where phrases stand in a sentence, given as its words and as their stems; in its order, without those that are part of
 * a longer one.
 */
export const matchesOf = (
  phrases: readonly Phrase[],
  words: readonly string[],
  stems: readonly string[],
): readonly Match[] => {
  const matches = allMatches(phrases, words, stems);
  return matches
    .filter(
      (match) =>
        !matches.some(
          (other) =>
            !other.hasGap &&
            (match.hasGap
              ? other.start < match.start && match.start < other.start + other.length
              : other.length > match.length &&
                other.start <= match.start &&
                match.start + match.length <= other.start + other.length),
        ),
    )
    .toSorted((a, b) => a.start - b.start || b.length - a.length);
};
