import assert from 'node:assert/strict';
import type { Node } from '../../../src/views/node.ts';
import { toNodeChanges } from '../../../src/vscode/nodeChanges.ts';

const leaf = (id: string, description = ''): Node => ({ id, label: id, description });
const branch = (id: string, children: readonly Node[], description = ''): Node => ({
  ...leaf(id, description),
  children,
});

const changedIds = (before: readonly Node[], after: readonly Node[]): unknown => {
  const changes = toNodeChanges(before, after);
  return changes === 'all' ? changes : changes.map(({ id }) => id);
};

describe('toNodeChanges', () => {
  it('finds nothing where everything says the same', () => {
    assert.deepEqual(changedIds([branch('a', [leaf('b')])], [branch('a', [leaf('b')])]), []);
  });

  it('names one row that says something else, wherever it stands', () => {
    const before = [branch('a', [leaf('b', '1m'), leaf('c')]), leaf('d')];
    assert.deepEqual(changedIds(before, [branch('a', [leaf('b', '2m'), leaf('c')]), leaf('d')]), ['b']);
  });

  it('names the row above when rows below it came, went or moved', () => {
    const before = [branch('a', [leaf('b'), leaf('c')]), leaf('d')];
    assert.deepEqual(changedIds(before, [branch('a', [leaf('c'), leaf('b')]), leaf('d')]), ['a']);
    assert.deepEqual(changedIds(before, [branch('a', [leaf('b')]), leaf('d')]), ['a']);
  });

  it('names a row that can be opened now', () => {
    assert.deepEqual(changedIds([leaf('a')], [branch('a', [])]), ['a']);
  });

  it('paints all when rows at the top came, went or moved', () => {
    assert.equal(changedIds([leaf('a')], [leaf('a'), leaf('b')]), 'all');
    assert.equal(changedIds([leaf('a'), leaf('b')], [leaf('b'), leaf('a')]), 'all');
  });

  it('compares ten thousand rows in well under a frame of patience', () => {
    const rows = (last: string) => [
      branch(
        'all',
        Array.from({ length: 10_000 }, (_, i) => leaf(`${i}`, i === 9999 ? last : '')),
      ),
    ];
    const [before, after] = [rows('1m'), rows('2m')];
    const start = performance.now();
    assert.deepEqual(changedIds(before, after), ['9999']);
    assert.ok(performance.now() - start < 200);
  });
});
