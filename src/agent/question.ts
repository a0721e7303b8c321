import { synonyms } from './synonyms.ts';
import { type Act, verbs } from './verbs.ts';
import { plainText, stem, toWords } from './words.ts';

/** A question as the search reads it. */
export interface Question {
  /** Stemmed words with their weights: what was said, and less what may be meant by it. */
  readonly words: ReadonlyMap<string, number>;
  /** What is wanted done, with how sure that is. */
  readonly acts: ReadonlyMap<Act, number>;
  /** How many ids, numbers and addresses of objects are in it. */
  readonly ids: number;
}

/** A phrase as stems; `*` stays as it is. */
interface Phrase<T> {
  readonly stems: readonly string[];
  readonly value: T;
}

const longestGap = 7;

const toPhrase = <T>(phrase: string, value: T): Phrase<T> => ({
  stems: phrase.split(' ').map((word) => (word === '*' ? word : stem(word))),
  value,
});

/** Where a phrase ends that begins at a place; undefined where it does not. */
const endOf = (stems: readonly string[], words: readonly string[], from: number): number | undefined => {
  const [first, ...rest] = stems;
  if (first === undefined) return from;
  if (first !== '*') return words[from] === first ? endOf(rest, words, from + 1) : undefined;
  for (let gap = 0; gap <= longestGap && from + gap < words.length; gap++) {
    const end = endOf(rest, words, from + gap);
    if (end !== undefined) return end;
  }
  return undefined;
};

interface Match<T> {
  readonly start: number;
  readonly length: number;
  readonly value: T;
}

const matchesOf = <T>(phrases: readonly Phrase<T>[], words: readonly string[]): readonly Match<T>[] =>
  phrases.flatMap(({ stems, value }) =>
    words.flatMap((_, start) =>
      endOf(stems, words, start) === undefined ? [] : [{ start, length: stems.length, value }],
    ),
  );

const urls = /\bhttps?:\/\/\S+|\b[\w-]+(\.[\w-]+)+\/\S+/g;
const emails = /\S+@[\w-]+(\.[\w-]+)+/g;
const times = /\b\d{4}-\d\d-\d\d(t[\d:.]+z?)?\b|\b\d{1,2}(:\d\d)?\s?(am|pm|h|hrs?|min|mins|minutes|hours?|days?|m|s|d)?\b-?/gi;
/** Ids of PagerDuty: capitals and digits, or a word with a digit in it that stands for an id in a sentence. */
const objectIds = /\b(?=[A-Z0-9]*\d)[A-Z0-9]{4,}\b|#?\b\d{3,}\b|\b[a-z]{2,}-?\d+[a-z0-9]*\b|\b[A-Z]+-[A-Z0-9]+\b|#[\w-]+/g;
const kept = /^(v[123]|p\d|sev\d|level\d|lvl\d)$/i;

/** Takes out what only names things: addresses, ids, times, quoted texts. */
const withoutNames = (text: string): { readonly text: string; readonly ids: number } => {
  let ids = 0;
  const named = text
    .replace(urls, (url) => {
      ids++;
      return /\/incidents\//.test(url) ? ' incident ' : ' url ';
    })
    .replace(emails, ' ')
    .replace(objectIds, (id) => {
      if (kept.test(id)) return id;
      ids++;
      return ' ';
    })
    .replace(times, ' ');
  return { text: named, ids };
};

const verbPhrases = Object.entries(verbs).flatMap(([act, phrases]) =>
  phrases.map((phrase) => toPhrase(phrase, act as Act)),
);
const synonymPhrases = synonyms.map(([phrase, words]) => toPhrase(phrase, words));

/** How much a word counts that was not said but may be meant. */
const meant = 0.7;

const toActs = (words: readonly string[]): ReadonlyMap<Act, number> => {
  const matches = [...matchesOf(verbPhrases, words)].sort((a, b) => a.start - b.start || b.length - a.length);
  const acts = new Map<Act, number>();
  let weight = 1;
  let end = -1;
  for (const { start, length, value } of matches) {
    if (start < end) continue; // Part of a longer phrase.
    end = start + length;
    acts.set(value, Math.max(acts.get(value) ?? 0, weight));
    weight *= 0.5;
  }
  return acts;
};

/** Reads a question: names of things taken out, what is meant put beside what was said. */
export const toQuestion = (text: string): Question => {
  const { text: named, ids } = withoutNames(text);
  const all = plainText(named)
    .split(' ')
    .filter((word) => word !== '')
    .map(stem);
  const words = new Map<string, number>();
  const add = (word: string, weight: number): void => void words.set(word, Math.max(words.get(word) ?? 0, weight));
  for (const word of toWords(named)) add(word, 1);
  for (const { value } of matchesOf(synonymPhrases, all)) for (const word of toWords(value)) add(word, meant);
  return { words, acts: toActs(all), ids };
};
