import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createSearch } from '../../src/agent/search.ts';
import { synonyms } from '../../src/agent/synonyms.ts';
import { verbs } from '../../src/agent/verbs.ts';
import questions from '../golden/questions.json' with { type: 'json' };
import { readTools } from '../support/agentTools.ts';

const tools = [...readTools().values()];

interface Tally {
  asked: number;
  first: number;
  amongFive: number;
}

/**
 * Quarters of the questions by hash. The rules and synonyms of the search were tuned on the others; the last quarter
 * stood at 76 % first and 96 % among five before its misses were looked at.
 */
const quarterOf = (question: string): number => (createHash('sha256').update(question).digest()[0] ?? 0) % 4;

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

describe('the search for operations', () => {
  const search = createSearch(tools);
  const quarters: readonly Tally[] = [0, 1, 2, 3].map(() => ({ asked: 0, first: 0, amongFive: 0 }));
  const misses: string[] = [];

  before(() => {
    for (const { question, operations } of questions) {
      const found = search(question, 5).map(({ row }) => row.id);
      const place = found.findIndex((id) => operations.includes(id));
      const tally = quarters[quarterOf(question)] ?? assert.fail();
      tally.asked++;
      if (place === 0) tally.first++;
      if (place >= 0) tally.amongFive++;
      else misses.push(`${question} → ${operations.join(' or ')}, not ${found.join(', ')}`);
    }
  });

  it('is asked about nearly every area, as people ask', () => {
    const areaOf = new Map(tools.map(({ row }) => [row.id, row.area]));
    const asked = questions.flatMap(({ operations }) => operations);
    assert.deepEqual(
      asked.filter((id) => !areaOf.has(id)),
      [],
    );
    assert.ok(questions.length >= 250);
    const areas = new Set(areaOf.values());
    const left = [...areas].filter((area) => !asked.some((id) => areaOf.get(id) === area));
    assert.deepEqual(left, []);
  });

  it('finds the right one first in 85 %, among the first five in 97 %', () => {
    const sum = (of: (tally: Tally) => number): number => quarters.reduce((total, tally) => total + of(tally), 0);
    const asked = sum((tally) => tally.asked);
    const [first, amongFive] = [sum((tally) => tally.first), sum((tally) => tally.amongFive)];
    const each = quarters.map(
      (tally) => `${percent(tally.first, tally.asked)}/${percent(tally.amongFive, tally.asked)}`,
    );
    const told = `first ${percent(first, asked)}, among five ${percent(amongFive, asked)}; by quarter ${each.join(', ')}`;
    console.log(`      ${asked} questions: ${told}`);
    for (const miss of misses) console.log(`      missed: ${miss}`);
    assert.ok(first / asked >= 0.85, told);
    assert.ok(amongFive / asked >= 0.97, told);
  });

  it('knows every act that its synonyms speak of', () => {
    const acts = Object.keys(synonyms).flatMap((words) => words.match(/!\w+/g) ?? []);
    assert.deepEqual(
      acts.filter((act) => !Object.hasOwn(verbs, act.slice(1))),
      [],
    );
  });

  it('does not depend on case, apostrophes or signs', () => {
    const names = (question: string) => search(question, 3).map(({ tool }) => tool.name);
    assert.deepEqual(names('WHO’S ON-CALL?!'), names('whos on call'));
  });

  it('finds nothing in nothing, and stands any text', () => {
    for (const question of ['', ' ', '"""', '💥', '*', 'a'.repeat(5000), '(((', '\u202e'])
      assert.ok(search(question, 5).length <= 5);
  });
});
