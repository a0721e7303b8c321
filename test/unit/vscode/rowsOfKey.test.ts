import assert from 'node:assert/strict';
import { rowsOfKey } from '../../../src/vscode/rowsOfKey.ts';

describe('A key on rows', () => {
  it('acts on the row in focus alone when others are selected', () => {
    assert.deepEqual(rowsOfKey(['a', 'c'], ['a']), ['c']);
    assert.deepEqual(rowsOfKey(['a', 'b', 'c'], ['a', 'b']), ['c']);
    assert.deepEqual(rowsOfKey(['c'], []), ['c']);
  });

  it('acts on all that are selected when the row in focus is one of them', () => {
    assert.deepEqual(rowsOfKey([], ['a']), ['a']);
    assert.deepEqual(rowsOfKey(['a'], ['a', 'b']), ['a', 'b']);
  });

  it('acts on what is selected when the selection changed otherwise', () => {
    assert.deepEqual(rowsOfKey(['a'], ['b']), ['b']);
    assert.deepEqual(rowsOfKey([], []), []);
  });
});
