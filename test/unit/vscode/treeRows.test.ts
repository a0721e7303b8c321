import assert from 'node:assert/strict';
import type { Node } from '../../../src/views/node.ts';
import { createTreeRows } from '../../../src/vscode/treeRows.ts';

const leaf = (id: string, description = ''): Node => ({ id, label: id, description });
const group = (children: readonly Node[]): Node => ({ id: 'group', label: 'Group', children });

describe('the rows of a tree', () => {
  it('stay the same objects and show what the nodes say now', () => {
    const rows = createTreeRows();
    rows.take([group([leaf('a', '1m'), leaf('b')])]);
    const row = rows.of(leaf('a', '1m'));
    const later = leaf('a', '2m');
    assert.deepEqual(rows.take([group([later, leaf('b')])]), [row]);
    assert.equal(rows.of(later), row);
    assert.equal(row.node, later);
  });

  it('are forgotten once they are gone', () => {
    const rows = createTreeRows();
    rows.take([leaf('a'), leaf('b')]);
    const row = rows.of(leaf('b'));
    assert.equal(rows.take([leaf('a')]), 'all');
    assert.notEqual(rows.of(leaf('b')), row);
  });

  it('are painted all at once where very many say something else', () => {
    const rows = createTreeRows();
    const many = (text: string) => [group(Array.from({ length: 201 }, (_, n) => leaf(`${n}`, text)))];
    rows.take(many('1m'));
    assert.deepEqual(rows.take(many('1m')), []);
    assert.equal(rows.take(many('2m')), 'all');
  });
});
