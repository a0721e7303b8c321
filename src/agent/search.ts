import type { Entry } from './toolBook.ts';

/** Words that people say for PagerDuty's own. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  ack: ['acknowledge'],
  acked: ['acknowledge'],
  alarm: ['alert', 'incident'],
  bill: ['license'],
  close: ['resolve'],
  downtime: ['maintenance'],
  issue: ['incident'],
  mttr: ['analytics', 'metrics'],
  mute: ['maintenance', 'snooze'],
  outage: ['incident'],
  page: ['responder', 'incident', 'notify'],
  people: ['user'],
  person: ['user'],
  phone: ['contact'],
  postmortem: ['postmortem', 'review'],
  reassign: ['assign'],
  rota: ['schedule', 'oncall'],
  runbook: ['automation', 'action'],
  shift: ['schedule', 'oncall', 'override'],
  silence: ['maintenance', 'snooze'],
  squad: ['team'],
  swap: ['override'],
  who: ['oncall', 'user'],
};

const stop = new Set(
  'a an and are at can do for from how i in is it me my of on or please that the this to up we what which with you'.split(
    ' ',
  ),
);

const stem = (word: string): string =>
  word
    .replace(/ies$/, 'y')
    .replace(/(ss|us|is)$|s$/, '$1')
    .replace(/(?<=.{4})(ing|ed)$/, '')
    .replace(/(?<=.{3})e$/, '');

/** Words of a text, stemmed; `on-call` and `on call` are one word. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/on[\s_-]?calls?\b/g, 'oncall')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !stop.has(word))
    .map(stem);

interface Indexed {
  readonly entry: Entry;
  /** Weight of each word of the operation: its name counts most, its fields least. */
  readonly weights: ReadonlyMap<string, number>;
}

const index = (entry: Entry): Indexed => {
  const { row, tool } = entry;
  const weights = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const word of new Set(wordsOf(text))) weights.set(word, Math.max(weights.get(word) ?? 0, weight));
  };
  add(Object.keys(tool.inputSchema.properties ?? {}).join(' '), 0.4);
  add(row.area, 1);
  add(tool.description, 1);
  add(row.summary, 2);
  add(tool.name, 3);
  return { entry, weights };
};

/** Gives the operations that fit a question best, the best first. */
export type Search = (question: string, most: number) => readonly Entry[];

/** Makes a search over operations: words weighted by where they stand and by how rare they are, on this machine alone. */
export const createSearch = (entries: readonly Entry[]): Search => {
  const indexed = entries.map(index);
  const counts = new Map<string, number>();
  for (const { weights } of indexed) for (const word of weights.keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarity = (word: string): number => Math.log(1 + indexed.length / (counts.get(word) ?? indexed.length));
  return (question, most) => {
    const asked = new Map<string, number>();
    for (const word of question.toLowerCase().split(/[^a-z0-9]+/))
      for (const other of synonyms[word] ?? []) asked.set(stem(other), 0.6);
    for (const word of wordsOf(question)) asked.set(word, 1);
    const scored = indexed.map(({ entry, weights }) => {
      let score = 0;
      for (const [word, weight] of asked) score += weight * (weights.get(word) ?? 0) * rarity(word);
      const names = new Set(wordsOf(entry.tool.name));
      const unasked = [...names].filter((word) => !asked.has(word)).length;
      const status = entry.row.status === 'current' ? 1 : 0.8;
      return { entry, score: (score * status) / (1 + 0.12 * unasked) };
    });
    return scored
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map(({ entry }) => entry);
  };
};
