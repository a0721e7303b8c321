import assert from 'node:assert/strict';
import { costOf, nothingSpent, type Spent, spend, toLimitRefusal } from '../../../src/policy/limits.ts';
import { entryOf, readTools } from '../../support/agentTools.ts';

const limits = { writesPerMinute: 2, pagesPerHour: 1 };
const write = { writes: 1, pages: 0 };
const page = { writes: 1, pages: 1 };
const read = { writes: 0, pages: 0 };
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

  it('refuse a bulk that is larger than what is left, and say how much is left and when more is', () => {
    const many = { writesPerMinute: 30, pagesPerHour: 5 };
    const refuse = (writes: number, spent = nothingSpent, now = 20_000) =>
      toLimitRefusal({ writes, pages: 0 }, spent, many, now);
    const start = 'Agents may write 30 times a minute, this call counts as';
    assert.equal(refuse(30), undefined);
    assert.equal(refuse(31), `${start} 31 and 30 are left: nothing was sent; try again with at most 30 at once now.`);
    const some = spend({ writes: 18, pages: 0 }, spentAt(write, 0, 0), 10_000);
    assert.equal(refuse(10, some), undefined);
    assert.equal(
      refuse(12, some),
      `${start} 12 and 10 are left: nothing was sent; try again in 40 s, or with at most 10 at once now.`,
    );
    assert.equal(
      refuse(13, some),
      `${start} 13 and 10 are left: nothing was sent; try again in 50 s, or with at most 10 at once now.`,
    );
    assert.equal(
      refuse(40, some),
      `${start} 40 and 10 are left: nothing was sent; try again with at most 10 at once now, more are left in 40 s.`,
    );
    const all = spend({ writes: 30, pages: 0 }, nothingSpent, 10_000);
    assert.equal(refuse(2, all), `${start} 2 and none is left: nothing was sent; try again in 50 s.`);
    assert.equal(
      refuse(40, all),
      `${start} 40 and none is left: nothing was sent; try again in 50 s, with at most 30 at once.`,
    );
    assert.equal(
      toLimitRefusal({ writes: 6, pages: 6 }, nothingSpent, many, 0),
      'Agents may page people 5 times an hour, this call counts as 6 and 5 are left: nothing was sent; try again with at most 5 at once now, or ask a person to do it.',
    );
  });

  it('that were lowered count what was spent before', () => {
    const spent = spentAt(write, 0, 10_000, 20_000);
    assert.match(toLimitRefusal(write, spent, limits, 30_000) ?? '', /try again in 40 s\.$/);
  });

  it('forget what no longer counts', () => {
    assert.deepEqual(spend(read, spentAt(page, 0), 3_600_000), nothingSpent);
  });
});

describe('the cost of a call', () => {
  const tools = readTools();
  const cost = (tool: string, input: Readonly<Record<string, unknown>>) => costOf(entryOf(tools, tool).row, input);
  const items = (count: number, more: object = {}) =>
    Array.from({ length: count }, (_, i) => ({ id: `P${i}`, ...more }));

  it('is nothing for a read and one for a write', () => {
    assert.deepEqual(cost('list_incidents', {}), read);
    assert.deepEqual(cost('update_incident', { id: 'P1', status: 'acknowledged' }), write);
    assert.deepEqual(cost('create_incident', { title: 'Down', assignments: items(3) }), page);
  });

  it('is one for each object of a bulk, and one page for each that pages', () => {
    assert.deepEqual(cost('update_incidents', { incidents: items(40, { status: 'resolved' }) }), {
      writes: 40,
      pages: 0,
    });
    const incidents = [...items(2, { escalation_level: 2 }), ...items(3, { status: 'acknowledged' })];
    assert.deepEqual(cost('update_incidents', { incidents }), { writes: 5, pages: 2 });
    assert.deepEqual(cost('merge_incidents', { id: 'P1', source_incidents: items(4) }), { writes: 4, pages: 0 });
    const request = { id: 'P1', responder_request_targets: items(3) };
    assert.deepEqual(cost('create_incident_responder_request', request), { writes: 3, pages: 1 });
    for (const incidents of [[], 'all', undefined]) assert.equal(cost('update_incidents', { incidents }).writes, 1);
  });

  it('is told by a field of the body', () => {
    for (const { row } of tools.values())
      if (row.bulk !== undefined) assert.ok(row.body?.fields.includes(row.bulk), row.id);
  });
});
