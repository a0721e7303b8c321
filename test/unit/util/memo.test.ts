import assert from 'node:assert/strict';
import { createMemo } from '../../../src/util/memo.ts';

describe('a memo', () => {
  it('makes a value once for an object and the same facts, and anew for others', () => {
    const memo = createMemo<object, string>();
    const key = {};
    const made: string[] = [];
    const ask = (of: object, ...facts: readonly unknown[]): string =>
      memo(of, facts, () => {
        made.push(facts.join());
        return facts.join();
      });
    assert.deepEqual(
      [ask(key, 1, 'a'), ask(key, 1, 'a'), ask(key, 2, 'a'), ask({}, 2, 'a')],
      ['1,a', '1,a', '2,a', '2,a'],
    );
    assert.deepEqual(made, ['1,a', '2,a', '2,a']);
  });
});
