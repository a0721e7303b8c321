import assert from 'node:assert/strict';
import type { Input, Send } from '../../../src/api/client.ts';
import { table } from '../../../src/api/generated/table.ts';
import { pages } from '../../../src/api/pages.ts';

const collect = async <T>(walk: AsyncIterable<readonly T[]>): Promise<T[]> => {
  const all: T[] = [];
  for await (const page of walk) all.push(...page);
  return all;
};

/** A list of rows, newest first, one a minute, behind offset paging with PagerDuty's wall. */
const listOf = (count: number) => {
  const rows = Array.from({ length: count }, (_, i) => ({
    id: `P${i}`,
    created_at: new Date(Date.UTC(2026, 0, 20) - i * 60_000).toISOString(),
  }));
  const calls: Input[] = [];
  let open = 0;
  let most = 0;
  const send: Send = async (_, input) => {
    calls.push(input);
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
    open--;
    const { limit = 25, offset = 0 } = input as { limit?: number; offset?: number };
    if (offset + limit > 10_000) throw new Error('past the wall');
    const until = typeof input.until === 'string' ? Date.parse(input.until) : Number.POSITIVE_INFINITY;
    const matching = rows.filter((r) => Date.parse(r.created_at) < until);
    return {
      incidents: matching.slice(offset, offset + limit),
      more: offset + limit < matching.length,
      limit,
      offset,
      ...(input.total ? { total: matching.length } : {}),
    };
  };
  return { rows, calls, send, most: () => most };
};

describe('pages', () => {
  it('walks offset pages side by side and keeps their order', async () => {
    const list = listOf(730);
    assert.deepEqual(
      (await collect(pages(list.send, table.incidents.listIncidents, {}))).map((r) => r.id),
      list.rows.map((r) => r.id),
    );
    assert.equal(list.calls.length, 8);
    assert.ok(list.most() > 1 && list.most() <= 4, `${list.most()} at once`);
  });

  it('asks no page more than it must when the first is all', async () => {
    const list = listOf(40);
    assert.equal((await collect(pages(list.send, table.incidents.listIncidents, {}))).length, 40);
    assert.equal(list.calls.length, 1);
  });

  it('asks no page ahead of those that the caller will likely take, and goes on when asked', async () => {
    const list = listOf(2000);
    let rows = 0;
    for await (const page of pages(list.send, table.incidents.listIncidents, {}, { ahead: 500 })) {
      rows += page.length;
      if (rows === 500) assert.equal(list.calls.length, 5);
      if (rows === 700) break;
    }
    assert.equal(list.calls.length, 7);
  });

  it('goes on by time behind the 10,000-record wall, without doubles', async () => {
    const list = listOf(23_456);
    const ids = (await collect(pages(list.send, table.incidents.listIncidents, {}))).map((r) => r.id);
    assert.equal(ids.length, 23_456);
    assert.deepEqual(
      ids,
      list.rows.map((r) => r.id),
    );
  });

  it('reads on past the total where rows came meanwhile, and takes no wall for one that is none', async () => {
    let count = 200;
    const send: Send = async (_, input) => {
      const offset = Number(input.offset);
      const answer = { services: [{ id: `P${offset}` }], more: offset + 100 < count, limit: 100, total: count };
      count = 201;
      return answer;
    };
    const rows = await collect(pages(send, table.services.listServices, {}));
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['P0', 'P100', 'P200'],
    );
  });

  it('does not go on by time where incidents of all time are asked for: no other range counts then', async () => {
    const list = listOf(10_500);
    await assert.rejects(collect(pages(list.send, table.incidents.listIncidents, { date_range: 'all' })), {
      kind: 'tooManyRecords',
    });
    assert.equal(list.calls.length, 100);
  });

  it('ends the calls under way when the reader leaves between two pages', async () => {
    const aborted: unknown[] = [];
    const send: Send = async (_, input, options) => {
      if (Number(input.offset) > 0) {
        options?.signal?.addEventListener('abort', () => aborted.push(input.offset));
        if (Number(input.offset) > 100) await new Promise((resolve) => setTimeout(resolve, 1000).unref());
      }
      return { incidents: [{ id: `P${input.offset}` }], more: true, limit: 100, total: 1000 };
    };
    let seen = 0;
    for await (const _ of pages(send, table.incidents.listIncidents, {})) if (++seen === 2) break;
    assert.ok(aborted.includes(200), aborted.join());
  });

  it('says so where there is no time to go on by', async () => {
    const send: Send = async (_, input) => ({
      users: [{ id: `P${input.offset}` }],
      more: true,
      limit: input.limit,
      total: 20_000,
    });
    let rows = 0;
    await assert.rejects(
      async () => {
        for await (const page of pages(send, table.users.listUsers, {})) rows += page.length;
      },
      { kind: 'tooManyRecords', message: /More than 10,000 records match listUsers/ },
    );
    assert.equal(rows, 100);
  });

  it('ends the calls under way when the loop is left', async () => {
    let aborted = 0;
    const send: Send = (_, input, options) =>
      new Promise((resolve, reject) => {
        if (input.offset === 0) resolve({ incidents: [{ id: 'P0' }], more: true, limit: 100, total: 1000 });
        else
          options?.signal?.addEventListener('abort', () => {
            aborted++;
            reject(options.signal?.reason);
          });
      });
    const walk = pages(send, table.incidents.listIncidents, {});
    assert.equal((await walk.next()).value?.length, 1);
    const second = walk.next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    void second.catch(() => undefined);
    void walk.return(undefined);
    // A generator waiting for its page ends with the caller's own signal.
    const controller = new AbortController();
    const cancelled = pages(send, table.incidents.listIncidents, {}, { signal: controller.signal });
    await cancelled.next();
    const waiting = cancelled.next();
    setTimeout(() => controller.abort(new Error('enough')), 5);
    await assert.rejects(waiting, { message: 'enough' });
    assert.equal(aborted, 4);
  });

  it('walks cursors, rows after one another, and SCIM indexes', async () => {
    const cursors: Send = async (_, input) =>
      input.cursor ? { records: [2], next_cursor: null } : { records: [1], next_cursor: 'c' };
    assert.deepEqual(await collect(pages(cursors, table.audit.listAuditRecords, {})), [1, 2]);
    const after: Send = async (_, input) =>
      input.after ? { alert_grouping_settings: [2] } : { alert_grouping_settings: [1], after: 'a' };
    assert.deepEqual(await collect(pages(after, table.alertGroupingSettings.listAlertGroupingSettings, {})), [1, 2]);
    const index: Send = async (_, input) => ({ Resources: [input.startIndex], totalResults: 3 });
    assert.deepEqual(await collect(pages(index, table.scim.listScimUsers, {})), [1, 2, 3]);
  });
});
