import MiniSearch from 'minisearch';
import { type Question, toQuestion } from './question.ts';
import type { Entry } from './toolBook.ts';
import { actOf, likeness } from './verbs.ts';
import { toWords } from './words.ts';

/** An operation as it is indexed: texts of falling weight. */
interface Document {
  readonly id: number;
  readonly object: string;
  readonly summary: string;
  readonly about: string;
  readonly area: string;
  readonly fields: string;
}

const boost = { object: 3, summary: 1.5, about: 1, area: 0.8, fields: 0.2 };

/** Sentences that send the reader to another tool speak of what this one does not do. */
const withoutOthers = (description: string): string =>
  description
    .split(/(?<=[.;:])\s/)
    .filter((part) => !/[a-z]_[a-z]/.test(part))
    .join(' ');

const objectOf = (name: string): string => name.split('_').slice(1).join(' ');

const toDocument = ({ row, tool }: Entry, id: number): Document => ({
  id,
  object: objectOf(tool.name),
  summary: row.summary,
  about: withoutOthers(tool.description),
  area: row.area,
  fields: Object.keys(tool.inputSchema.properties ?? {}).join(' '),
});

/** Gives the operations that fit a question best, the best first. */
export type Search = (question: string, most: number) => readonly Entry[];

interface Indexed {
  readonly entry: Entry;
  readonly names: readonly string[];
  readonly act: ReturnType<typeof actOf>;
  readonly slots: number;
}

const toIndexed = (entry: Entry): Indexed => ({
  entry,
  names: [...new Set(toWords(objectOf(entry.tool.name)))],
  act: actOf(entry.tool.name),
  slots: (entry.row.path.match(/\{/g) ?? []).length,
});

const standing = { current: 1, 'early-access': 0.97, deprecated: 0.85, retired: 0.8 } as const;

/** How well an operation fits besides its words. */
const fit = ({ words, acts, ids }: Question, { entry, names, act, slots }: Indexed): number => {
  let done = acts.size === 0 ? (act === 'list' ? 1 : 0.8) : 0;
  for (const [wanted, weight] of acts) done = Math.max(done, likeness(wanted, act) * (0.4 + 0.6 * weight));
  const unasked = names.filter((word) => !words.has(word)).length;
  const needs = slots > 0 && ids === 0 && act !== 'create' ? 0.93 : 1;
  return (done * standing[entry.row.status] * needs) / (1 + 0.25 * unasked);
};

/** Makes a search over operations, on this machine alone. */
export const createSearch = (entries: readonly Entry[]): Search => {
  const index = new MiniSearch<Document>({
    fields: Object.keys(boost),
    tokenize: (text) => [...toWords(text)],
    processTerm: (term) => term,
    searchOptions: { boost },
  });
  index.addAll(entries.map(toDocument));
  const indexed = entries.map(toIndexed);
  return (text, most) => {
    const question = toQuestion(text);
    const found = index.search([...question.words.keys()].join(' '), {
      tokenize: (query) => query.split(' '),
      boostTerm: (term) => question.words.get(term) ?? 1,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      weights: { fuzzy: 0.2, prefix: 0.3 },
    });
    return found
      .flatMap(({ id, score }) => {
        const each = indexed[id as number];
        return each ? [{ entry: each.entry, score: score * fit(question, each) }] : [];
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map(({ entry }) => entry);
  };
};
