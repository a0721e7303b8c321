import assert from 'node:assert/strict';
import { nothingSpent, type Spent, spend, toLimitRefusal } from '../../../src/policy/limits.ts';

const limits = { writesPerMinute: 2, pagesPerHour: 1 };
const write = { writes: true, pages: false };
const page = { writes: true, pages: true };
const read = { writes: false, pages: false };
const spentAt = (cost: typeof write, ...times: readonly number[]): Spent =>
  times.reduce((spent: Spent, time) => spend(cost, spent, time), nothingSpent);

describe('limits', () => {
  it('let reads pass', () => {
    assert.equal(toLimitRefusal(read, spentAt(page, 0, 1, 2, 3), limits, 4), undefined);
  });

  it('refuse a write too many and say when to come again', () => {
    assert.equal(toLimitRefusal(write, spentAt(write, 0), limits, 1000), undefined);
    assert.equal(
      toLimitRefusal(write, spentAt(write, 0, 10_000), limits, 20_000),
      'Agents may write 2 times a minute and have; try again in 40 s.',
    );
  });

  it('slide: a write counts for a minute', () => {
    const spent = spentAt(write, 0, 10_000);
    assert.notEqual(toLimitRefusal(write, spent, limits, 59_999), undefined);
    assert.equal(toLimitRefusal(write, spent, limits, 60_000), undefined);
    assert.notEqual(toLimitRefusal(write, spend(write, spent, 60_000), limits, 60_001), undefined);
  });

  it('count pages by the hour', () => {
    const spent = spentAt(page, 0);
    assert.match(
      toLimitRefusal(page, spent, limits, 60_000 * 59) ?? '',
      /page people 1 times an hour and have; try again in 60 s/,
    );
    assert.equal(toLimitRefusal(write, spent, limits, 60_000 * 59), undefined);
    assert.equal(toLimitRefusal(page, spent, limits, 60_000 * 60), undefined);
  });

  it('of zero let nothing pass', () => {
    assert.match(
      toLimitRefusal(write, nothingSpent, { writesPerMinute: 0, pagesPerHour: 0 }, 0) ?? '',
      /0 times a minute/,
    );
  });

  it('forget what no longer counts', () => {
    assert.deepEqual(spend(read, spentAt(page, 0), 3_600_000), nothingSpent);
  });
});
