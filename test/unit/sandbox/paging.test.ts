import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { put, request, startTestSandbox, toUser } from '../../support/testSandbox.ts';

describe('paging', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startTestSandbox(
      { rateLimit: { calls: 10_000, seconds: 60 } },
      {
        fill: (state) => {
          for (let i = 0; i < 128; i++) put(state, 'users', toUser(`P${i}`, `User ${i}`, `u${i}@example.com`));
          for (let i = 0; i < 30; i++)
            put(state, 'automation_actions/actions', { id: `A${i}`, type: 'action', name: `Action ${i}` });
          for (let i = 0; i < 30; i++)
            put(state, 'alert_grouping_settings', { id: `G${i}`, type: 'time', name: `Group ${i}` });
        },
      },
    );
  });
  after(() => sandbox.dispose());
  const get = async (path: string) => (await request(sandbox, 'GET', path)).body;

  it('gives 25 by offset, at most 100, and counts only where asked', async () => {
    const first = await get('/users');
    assert.deepEqual([first.users.length, first.limit, first.offset, first.more, first.total], [25, 25, 0, true, null]);
    const most = await get('/users?limit=500&total=true');
    assert.deepEqual([most.users.length, most.limit, most.more, most.total], [100, 100, true, 130]);
    const last = await get('/users?limit=100&offset=100');
    assert.deepEqual([last.users.length, last.offset, last.more], [30, 100, false]);
    assert.deepEqual((await get('/users?offset=500')).users, []);
  });

  it('refuses what lies behind 10,000', async () => {
    assert.equal((await request(sandbox, 'GET', '/users?limit=100&offset=9900')).status, 200);
    const { status, body } = await request(sandbox, 'GET', '/users?limit=100&offset=9901');
    assert.deepEqual([status, body.error.errors], [400, ['Offset plus limit must not be more than 10000']]);
  });

  it('goes on by cursor until there is none', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 9; page++) {
      const body: { actions: { id: string }[]; next_cursor: string | null } = await get(
        `/automation_actions/actions?limit=12&cursor=${cursor}`,
      );
      seen.push(...body.actions.map(({ id }) => id));
      cursor = body.next_cursor;
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 30 }, (_, i) => `A${i}`),
    );
    assert.equal((await request(sandbox, 'GET', '/automation_actions/actions?cursor=nonsense')).status, 400);
  });

  it('goes on after the last row', async () => {
    const first = await get('/alert_grouping_settings?limit=20');
    assert.equal(first.alert_grouping_settings.length, 20);
    const rest = await get(`/alert_grouping_settings?limit=20&after=${first.after}`);
    assert.deepEqual([rest.alert_grouping_settings.length, rest.after ?? null], [10, null]);
  });

  it('counts from one in SCIM', async () => {
    const { platformBehaviours } = await import('../../../src/sandbox/platform/platformBehaviours.ts');
    const scim = await startTestSandbox({}, { behaviours: platformBehaviours });
    const { body } = await request(scim, 'GET', '/scim/v2/Users?startIndex=2&count=5');
    scim.dispose();
    assert.deepEqual(
      [body.totalResults, body.startIndex, body.itemsPerPage, body.Resources[0].displayName],
      [2, 2, 1, 'Bo Diaz'],
    );
  });
});
