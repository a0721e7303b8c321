import assert from 'node:assert/strict';
import { changedKeys, isSame, keepSame } from '../../../src/util/keep.ts';

describe('keeping what says the same', () => {
  it('compares plain values deeply', () => {
    assert.equal(isSame({ a: [1, { b: undefined }] }, { a: [1, { b: undefined }] }), true);
    for (const [a, b] of [
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, { b: 1 }],
      [{ a: undefined }, {}],
      [
        [1, 2],
        [2, 1],
      ],
      [[], {}],
      [null, {}],
      [0, '0'],
    ]) {
      assert.equal(isSame(a, b), false, JSON.stringify([a, b]));
    }
  });

  it('gives back the old objects in the new order, and names what changed', () => {
    const one = { id: 1 };
    const before = new Map([
      ['one', one],
      ['two', { id: 2 }],
      ['gone', { id: 9 }],
    ]);
    const after = keepSame(
      before,
      new Map([
        ['two', { id: 22 }],
        ['one', { id: 1 }],
        ['new', { id: 3 }],
      ]),
    );
    assert.deepEqual([...after.keys()], ['two', 'one', 'new']);
    assert.equal(after.get('one'), one);
    assert.deepEqual(changedKeys(before, after), ['two', 'new', 'gone']);
    assert.deepEqual(changedKeys(after, after), []);
  });
});
