import assert from 'node:assert/strict';
import { levelOf } from '../../../src/policy/access.ts';
import { countAreas, toCountsText, toOpenedText, toPresets } from '../../../src/policy/presets.ts';
import { readTools } from '../../support/agentTools.ts';

const counts = { read: 12, write: 8, delete: 3, pages: 2 };

describe('the counts of an area', () => {
  it('are those of the table', () => {
    const all = [...countAreas([...readTools().values()].map(({ row }) => row)).values()];
    assert.equal(
      all.reduce((sum, each) => sum + each.read + each.write + each.delete, 0),
      513,
    );
    assert.ok(all.some(({ pages }) => pages > 0));
  });

  it('read as a person would say them', () => {
    assert.equal(toCountsText(counts), '12 read, 8 write, 3 delete, 2 may page');
    assert.equal(toCountsText({ ...counts, delete: 0, pages: 0 }), '12 read, 8 write');
  });

  it('tell what a level opens', () => {
    assert.deepEqual(
      (['off', 'read', 'guarded', 'full'] as const).map((level) => toOpenedText(level, counts)),
      [
        'opens none of 23 operations',
        'opens 12 of 23 operations',
        'opens 23 of 23 operations, 5 of them only with your yes',
        'opens 23 of 23 operations',
      ],
    );
  });
});

describe('the presets', () => {
  it('are valid, and go from little to all', () => {
    const [readOnly, responder, guarded, everything] = toPresets(['incidents']).map(({ access }) => access);
    assert.ok(readOnly && responder && guarded && everything);
    assert.deepEqual(
      [readOnly, responder, guarded, everything].map((access) => [
        levelOf(access, 'incidents'),
        levelOf(access, 'tags'),
      ]),
      [
        ['read', 'read'],
        ['guarded', 'read'],
        ['guarded', 'guarded'],
        ['full', 'full'],
      ],
    );
  });
});
