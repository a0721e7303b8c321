import { mark, withoutNames } from './names.ts';
import { type Match, matchesOf, toPhrase } from './phrases.ts';
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
  /** Several objects are spoken of. */
  readonly isMany: boolean;
  /** It speaks of something that PagerDuty has replaced. */
  readonly isOld: boolean;
  /** Words as they were said, to tell one from many. */
  readonly said: ReadonlySet<string>;
}

/** Reads questions. */
export type ReadQuestion = (text: string) => Question;

/** How much a verb counts among the words: it says what is wanted done and little about what with. */
const vague = 0.4;

/** How much a word counts that was not said but may be meant. */
const meant = 0.7;

/** What is wanted done: the first that is said counts most. */
const toActs = (matches: readonly Match[]): ReadonlyMap<Act, number> => {
  const acts = new Map<Act, number>();
  let weight = 1;
  let last = -1;
  for (const { start, value } of matches) {
    for (const word of value.split(' ')) {
      if (!word.startsWith('!')) continue;
      if (start === last) continue; // The longest that begins here has spoken.
      if (last >= 0) weight *= 0.5;
      const act = word.slice(1) as Act; // The tables hold no others.
      acts.set(act, Math.max(acts.get(act) ?? 0, weight));
    }
    if (value.includes('!')) last = start;
  }
  return acts;
};

const many = /\b(all|bulk|mass|these|everything|several|every|many|lots|both)\b/;

const split = (phrases: string, value: string): readonly (readonly [phrase: string, value: string])[] =>
  phrases.split(' | ').map((phrase) => [phrase, value] as const);

/**
 * Makes a reader of questions: names of things are taken out, and what is meant is put beside what was said.
 *
 * @param createCorrection gives, for the stems that are no misspellings, what finds the stem that another stands for
 */
export const createReader = (createCorrection: (known: Iterable<string>) => (stem: string) => string): ReadQuestion => {
  const verbPhrases = Object.entries(verbs).flatMap(([act, phrases]) => split(phrases, `!${act}`));
  const meanings = Object.entries(synonyms).flatMap(([words, phrases]) => split(phrases, words));
  const phrases = [...verbPhrases, ...meanings].map(([phrase, value]) => toPhrase(phrase, value));
  const correct = createCorrection(phrases.flatMap(({ steps }) => steps.map(stem)));
  const wordOfStem = new Map(
    phrases.flatMap(({ steps, isStemmed }) => (isStemmed ? [] : steps.map((step) => [stem(step), step] as const))),
  );
  const plainVerbs = new Set(
    verbPhrases
      .map(([phrase]) => phrase.replace('^ ', ''))
      .filter((verb) => !verb.includes(' '))
      .map(stem),
  );
  const weightOf = (word: string): number => (plainVerbs.has(word) || /^p\d$/.test(word) ? vague : 1);

  const matchesIn = (plain: string): readonly Match[] => {
    const heard = ['^', ...plain.split(' ').filter((word) => word !== '')];
    const stems = heard.map((word) => correct(stem(word)));
    const spoken = heard.map((word, i) => (stems[i] === stem(word) ? word : (wordOfStem.get(stems[i] ?? '') ?? word)));
    return matchesOf(phrases, spoken, stems);
  };

  return (text) => {
    const { text: named, ids } = withoutNames(text);
    const plain = plainText(named);
    const matches = matchesIn(plain);
    const words = new Map<string, number>();
    const add = (word: string, weight: number): void => void words.set(word, Math.max(words.get(word) ?? 0, weight));
    for (const word of toWords(named)) if (word !== mark) add(correct(word), weightOf(word));
    for (const { value } of matches) for (const word of toWords(value.replace(/!\w+/g, ''))) add(word, meant);
    return {
      words,
      acts: toActs(matches),
      ids,
      isMany: ids > 1 || (ids === 0 && many.test(plain)),
      isOld: /\b(old|older|legacy|deprecated|retired)\b/.test(plain),
      said: new Set([...plain.split(' '), ...matches.flatMap(({ value }) => value.split(' '))]),
    };
  };
};
