import MiniSearch from 'minisearch';
import { actOf, type Doing, likeness } from './acts.ts';
import { distance } from './nearest.ts';
import { createReader, type Question } from './question.ts';
import type { Entry } from './toolBook.ts';
import { stem, toWords } from './words.ts';

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

const thingOf = (name: string): string => (ownVerb(name) === undefined ? objectOf(name) : name.replaceAll('_', ' '));

const toDocument = ({ row, tool }: Entry, id: number): Document => ({
  id,
  object: thingOf(tool.name),
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
  /** Words of its name, area and title. */
  readonly covered: ReadonlySet<string>;
  /** Last word of the name as it is written: `alerts` tells many. */
  readonly last: string;
  readonly act: Doing;
  /** A verb of its own, such as snooze or merge, stemmed. */
  readonly verb: string | undefined;
  readonly slots: number;
}

const commonVerbs = new Set(['list', 'get', 'create', 'add', 'update', 'delete', 'remove', 'set', 'change']);

const ownVerb = (name: string): string | undefined => {
  const [first = ''] = name.split('_');
  return commonVerbs.has(first) ? undefined : stem(first);
};

const toIndexed = (entry: Entry): Indexed => ({
  verb: ownVerb(entry.tool.name),
  entry,
  covered: new Set(toWords(`${entry.tool.name} ${entry.row.area} ${entry.row.summary}`)),
  names: [...new Set(toWords(objectOf(entry.tool.name)))],
  last: entry.tool.name.replace(/_v3$/, '').split('_').at(-1) ?? '',
  act: actOf(entry.tool.name),
  slots: (entry.row.path.match(/\{/g) ?? []).length,
});

const standing = { current: 1, 'early-access': 0.97, deprecated: 0.85, retired: 0.8 } as const;
const wantedOld = { current: 1, 'early-access': 0.97, deprecated: 1.15, retired: 1.1 } as const;

const isRead = (act: Doing): boolean => act === 'list' || act === 'get' || act === 'show';

/** How well an operation's ids and its one or many objects fit those spoken of. */
const fitOfCount = ({ ids, said, isMany }: Question, { act, slots, last }: Indexed): number => {
  const isPlural = last.endsWith('s');
  const [one, all] = isPlural ? [last.slice(0, -1), last] : [last, `${last}s`];
  const saidMany = said.has(all) || (isMany && !said.has(one));
  const counts = isRead(act) || act === 'update';
  const number = counts && isPlural === saidMany ? (isRead(act) ? 0.03 : 0.06) : 0;
  if (ids === 0) return number - (isRead(act) ? 0.16 * slots : 0);
  if (isRead(act) && slots === 0) return number - 0.1;
  if (slots === ids) return number + 0.05;
  return slots > ids ? number - 0.08 : number;
};

/** How well what an operation does fits what is wanted. */
const fitOfAct = (question: Question, indexed: Indexed): number => {
  const { acts, ids, words } = question;
  const { act, slots, verb } = indexed;
  const [first] = acts.keys();
  if (verb !== undefined && words.has(verb)) return first !== undefined && likeness(first, act) < 0.5 ? 0.6 : 1;
  let best = 0;
  for (const [wanted, weight] of acts.size === 0 ? ([['get', 1]] as const) : acts) {
    let like = acts.size === 0 ? 0.65 : likeness(isRead(wanted) ? 'get' : wanted, act);
    if (isRead(wanted) && isRead(act)) {
      like = act === 'list' ? 0.92 : 0.9;
      if (wanted === 'show') like += act === 'get' ? 0.06 : -0.06;
      if (wanted === 'list' || ids > 1) like += act === 'list' ? 0.06 : -0.12;
    }
    if (wanted === 'add' && act === 'create' && slots === 0 && ids > 0) like -= 0.2;
    best = Math.max(best, like * (0.4 + 0.6 * weight));
  }
  return (best + fitOfCount(question, indexed)) * (verb === undefined ? 1 : 0.7);
};

/** How well an operation fits besides its words. */
const fit = (question: Question, indexed: Indexed, objects: ReadonlySet<string>): number => {
  const { words } = question;
  const { names, covered, entry } = indexed;
  const unasked = names.filter((word) => !words.has(word)).length;
  const missed = [...words].filter(([word, weight]) => weight >= 1 && objects.has(word) && !covered.has(word)).length;
  const age = (question.isOld ? wantedOld : standing)[entry.row.status];
  return (fitOfAct(question, indexed) * age) / (1 + 0.25 * unasked) / (1 + 0.15 * missed);
};

/** Finds the word that a misspelled one stands for: one letter off, two in long words, with the same first letter. */
const createCorrection = (vocabulary: Iterable<string>, phrases: Iterable<string>): ((word: string) => string) => {
  const words = [...vocabulary];
  const known = new Set([...words, ...phrases]);
  const candidates = words.filter((word) => word.length > 3);
  return (word) => {
    if (word.length < 5 || known.has(word)) return word;
    const most = word.length > 7 ? 2 : 1;
    const near = candidates
      .filter((other) => other[0] === word[0] && Math.abs(other.length - word.length) <= most)
      .map((other) => ({ other, cost: distance(word, other) }))
      .filter(({ cost }) => cost <= most);
    return near.toSorted((a, b) => a.cost - b.cost)[0]?.other ?? word;
  };
};

/** Makes a search over operations, on this machine alone. */
export const createSearch = (entries: readonly Entry[]): Search => {
  const vocabulary = new Set<string>();
  const index = new MiniSearch<Document>({
    fields: Object.keys(boost),
    tokenize: (text) => [...toWords(text)],
    processTerm: (term) => {
      vocabulary.add(term);
      return term;
    },
    searchOptions: { boost, processTerm: (term) => term },
  });
  index.addAll(entries.map(toDocument));
  const indexed = entries.map(toIndexed);
  const read = createReader((known) => createCorrection(vocabulary, known));
  const objects = new Set(indexed.flatMap(({ names }) => names));
  return (text, most) => {
    const asked = read(text);
    const isUnderstood =
      asked.acts.size > 0 || asked.ids > 0 || [...asked.words.keys()].some((word) => vocabulary.has(word));
    if (!isUnderstood) return [];
    const hasObject = [...asked.words.keys()].some((word) => objects.has(word));
    const question = hasObject ? asked : { ...asked, words: new Map([...asked.words, ['incident', 0.7]]) };
    const found = index.search([...question.words.keys()].join(' '), {
      tokenize: (query) => query.split(' '),
      boostTerm: (term) => question.words.get(term) ?? 1,
    });
    return found
      .flatMap(({ id, score }) => {
        const each = indexed[id as number];
        return each ? [{ entry: each.entry, score: score * fit(question, each, objects) }] : [];
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map(({ entry }) => entry);
  };
};
