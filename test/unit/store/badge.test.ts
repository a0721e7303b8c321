import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { apiIncident } from '../../support/fakeAccount.ts';
import type { Answers } from '../../support/fakeSend.ts';
import { setUpQueries, toSettings } from '../../support/savedQueries.ts';

describe('what the number on the icon counts', () => {
  it('is a query of the settings', async () => {
    const settings = toSettings({ urgency: 'low' }, { badge: 'Q' });
    const { store, fake } = setUpQueries(
      settings,
      { scope: 'all' },
      {
        listIncidents: ({ urgencies }) => ({ incidents: [apiIncident(urgencies ? 8 : 9)], more: false }),
      },
    );
    await store.refresh();
    assert.deepEqual([...(store.state.badge?.incidents.keys() ?? [])], ['P8']);
    assert.equal(fake.callsOf('listIncidents').length, 3, 'all, mine and those that are counted');
    store.setScope('query:Q');
    await store.refresh();
    assert.deepEqual([...(store.state.badge?.incidents.keys() ?? [])], ['P8']);
  });

  it('is counted page by page where PagerDuty cannot tell priorities apart, and says where that stops', async () => {
    const page = (from: number, loud: (n: number) => boolean) =>
      Array.from({ length: 100 }, (_, n) =>
        apiIncident(from + n, loud(from + n) ? { priority: { id: 'PP', summary: 'P1' } } : {}),
      );
    const count = async (loud: (n: number) => boolean, total: number) => {
      const { store, fake } = setUpQueries(
        toSettings({ priority: ['P1'] }, { badge: 'Q' }),
        { scope: 'mine' },
        {
          listIncidents: ({ user_ids, offset = 0 }) =>
            user_ids
              ? { incidents: [] }
              : { incidents: page(Number(offset), loud), more: Number(offset) + 100 < total },
        },
      );
      await store.look();
      const { badge } = store.state;
      return [badge?.incidents.size, badge?.more, fake.calls.length - 1];
    };
    assert.deepEqual(await count((n) => n % 100 === 99, 300), [3, false, 3]);
    assert.deepEqual(await count(() => true, 300), [100, true, 1]);
    assert.deepEqual(await count((n) => n === 5, 5000), [1, true, 10]);
  });

  it('keeps the larger count of the list that is shown when a look counts less of it', async () => {
    const rows = Array.from({ length: 250 }, (_, n) => apiIncident(n));
    const { store, fake } = setUpQueries(toSettings({ urgency: 'high' }, { badge: 'Q' }), undefined, {
      listIncidents: ({ user_ids, offset = 0 }) =>
        user_ids
          ? { incidents: [] }
          : {
              incidents: rows.slice(Number(offset), Number(offset) + 100),
              more: Number(offset) + 100 < 250,
              limit: 100,
            },
    });
    await store.refresh();
    assert.equal(store.state.badge?.incidents.size, 250);
    rows[3] = apiIncident(3, { status: 'acknowledged' });
    await store.look();
    const { badge } = store.state;
    assert.deepEqual([badge?.incidents.size, badge?.incidents.get('P3')?.status], [250, 'acknowledged']);
    rows.splice(80);
    fake.answers.listIncidents = ({ user_ids }) => ({ incidents: user_ids ? [] : rows, more: false });
    await store.look();
    assert.equal(store.state.badge?.incidents.size, 80, 'what is whole is right');
  });
});

describe('a query that names what is not there', () => {
  const gone = toSettings({ teams: ['Renamed'] }, { badge: 'Q' });
  const noTeam = /No team is called “Renamed”/;
  const answers: Answers = { listTeams: () => ({ teams: [] }) };

  it('leaves everything but the number on the icon alone', async () => {
    for (const load of ['refresh', 'look'] as const) {
      const { store } = setUpQueries(gone, { scope: 'all' }, answers);
      assert.equal(await store[load](), undefined);
      assert.deepEqual([store.state.mineLoad.kind, [...store.state.mine.keys()]], ['loaded', ['P1', 'P2']]);
      assert.deepEqual(store.state.incidents.size, load === 'look' ? 0 : 2);
      assert.match(store.state.badge?.failure?.message ?? '', noTeam);
    }
    const wrong = setUpQueries(toSettings({ since: 'yesterday' }, { badge: 'Q' }), { scope: 'all' });
    assert.equal(await wrong.store.refresh(), undefined);
    assert.match(wrong.store.state.badge?.failure?.message ?? '', /looks back to “yesterday”/);
  });

  it('keeps what was counted before, until it can be counted anew', async () => {
    const { store, fake } = setUpQueries(toSettings({ urgency: 'low' }, { badge: 'Q' }), { scope: 'all' });
    await store.refresh();
    const { listIncidents } = fake.answers;
    fake.answers.listIncidents = (input, call) => {
      if (input.urgencies) throw new ApiError('down', { kind: 'server', operationId: 'listIncidents' });
      return listIncidents?.(input, call);
    };
    assert.equal(await store.look(), undefined);
    const { badge } = store.state;
    assert.deepEqual([badge?.incidents.size, badge?.failure?.message], [2, 'down']);
    if (listIncidents) fake.answers.listIncidents = listIncidents;
    await store.look();
    assert.deepEqual([store.state.badge?.incidents.size, store.state.badge?.failure], [2, undefined]);
  });

  it('fails as the list that is shown, and still tells what is mine and followed', async () => {
    const { store } = setUpQueries(
      gone,
      { scope: 'query:Q', followed: ['P7'] },
      { ...answers, getIncident: () => ({ incident: apiIncident(7) }) },
    );
    const loads: string[] = [];
    store.onDidChange(({ before, after }) => before.mineLoad !== after.mineLoad && loads.push(after.mineLoad.kind));
    assert.match((await store.refresh())?.message ?? '', noTeam);
    const { load, mine, followed, badge, incidents } = store.state;
    assert.deepEqual([load.kind, [...mine.keys()], [...followed.keys()]], ['failed', ['P1', 'P2'], ['P7']]);
    assert.deepEqual([loads, incidents.size], [['loaded'], 0], 'so that news is told');
    assert.match(badge?.failure?.message ?? '', noTeam);
  });
});
