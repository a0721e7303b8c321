import assert from 'node:assert/strict';
import { variables } from '../../../src/domain/incidentQuery.ts';
import { defaultIncidentSettings } from '../../../src/store/incidentSettings.ts';
import type { IncidentChoices } from '../../../src/store/incidentState.ts';
import { ada, apiIncident, noon } from '../../support/fakeAccount.ts';
import { settle } from '../../support/fakeSend.ts';
import { setUpQueries, toSettings } from '../../support/savedQueries.ts';

describe('saved queries', () => {
  it('are asked for with everything that they name', async () => {
    const { store, asked, fake } = setUpQueries(
      toSettings(
        {
          status: ['triggered', 'resolved'],
          urgency: 'low',
          teams: [variables.myTeams, 'Search'],
          services: [variables.workspaceServices],
          people: [variables.me, 'grace@example.com'],
          since: '24h',
        },
        { workspaceServices: ['checkout', 'PDIRECT1'] },
      ),
      undefined,
      { listServices: ({ query }) => ({ services: query === 'checkout' ? [{ id: 'PSVC9', name: 'Checkout' }] : [] }) },
    );
    assert.equal(await store.refresh(), undefined);
    const { statuses, urgencies, team_ids, service_ids, user_ids, since, until, date_range } = asked();
    assert.deepEqual([statuses, urgencies], [['triggered', 'resolved'], ['low']]);
    assert.deepEqual(team_ids, ['PTEAM1', 'PTEAM9']);
    assert.deepEqual(service_ids, ['PSVC9', 'PDIRECT1'], 'what no service is called by may be an id');
    assert.deepEqual(user_ids, ['PADA', 'PGRACE']);
    assert.deepEqual([since, date_range], [new Date(noon - 86_400_000).toISOString(), undefined]);
    assert.equal(until, new Date(noon + 3_600_000).toISOString(), 'with one end alone PagerDuty looks a month back');
    await store.refresh();
    assert.equal(fake.callsOf('listTeams').length, 1, 'names are looked up once');
  });

  it('find a name that is a part of very many others', async () => {
    const rows = Array.from({ length: 250 }, (_, n) => ({ id: `PT${n}`, name: n === 230 ? 'Pay' : `Payments ${n}` }));
    const { store, asked, fake } = setUpQueries(toSettings({ teams: ['pay'] }), undefined, {
      listTeams: ({ offset }) => ({
        teams: rows.slice(Number(offset), Number(offset) + 100),
        more: Number(offset) + 100 < rows.length,
      }),
    });
    assert.equal(await store.refresh(), undefined);
    assert.deepEqual([asked().team_ids, fake.callsOf('listTeams').length], [['PT230'], 3]);
    fake.answers.listTeams = () => ({ teams: rows.slice(0, 100), more: true });
    const endless = setUpQueries(toSettings({ teams: ['pay'] }), undefined, fake.answers);
    assert.match((await endless.store.refresh())?.message ?? '', /No team is called “pay”/);
    assert.equal(endless.fake.callsOf('listTeams').length, 10);
  });

  it('keep only the priorities and ages that they name, which PagerDuty cannot tell apart', async () => {
    const { store, asked } = setUpQueries(toSettings({ priority: ['p1'], since: '300d' }), undefined, {
      listIncidents: () => ({
        incidents: [
          apiIncident(1, { priority: { id: 'PP', summary: 'P1' } }),
          apiIncident(2, { priority: { id: 'PP2', summary: 'P2' } }),
          apiIncident(3),
          apiIncident(4, { priority: { id: 'PP', summary: 'P1' }, created_at: '2020-01-01T00:00:00Z' }),
        ],
        more: false,
      }),
    });
    await store.refresh();
    assert.deepEqual([...store.state.incidents.keys()], ['P1']);
    assert.deepEqual([asked().date_range, asked().since], ['all', undefined], 'PagerDuty refuses more than six months');
  });

  it('say why nothing can match, and ask for nothing', async () => {
    for (const [query, why] of [
      [
        { services: [variables.workspaceServices] },
        /names no services: list them in the setting pagerduty\.workspaceServices/,
      ],
      [{ teams: [variables.myTeams] }, /You are in no team/],
      [{ people: [variables.me] }, /belongs to no user/],
    ] as const) {
      const { store, session, fake } = setUpQueries(toSettings(query));
      const user = 'teams' in query ? { ...ada, id: 'PNEW', teams: [] } : 'people' in query ? undefined : ada;
      session.become({ kind: 'signedIn', account: { region: 'us' }, user, tokenKind: 'user' });
      await store.refresh();
      assert.match(store.state.nothing ?? '', why);
      assert.deepEqual(
        fake.callsOf('listIncidents').filter(({ input }) => 'offset' in input),
        [],
      );
      assert.equal(store.state.load.kind, 'loaded');
    }
  });

  it('fail with a sentence that names the setting, where they name what is not there', async () => {
    const { store } = setUpQueries(toSettings({ teams: ['Nobody'] }), undefined, { listTeams: () => ({ teams: [] }) });
    assert.equal(
      (await store.refresh())?.message,
      'No team is called “Nobody”: mend the query “Q” in the setting pagerduty.incidents.queries.',
    );
    const wrong = setUpQueries(toSettings({ since: 'yesterday' }));
    assert.match((await wrong.store.refresh())?.message ?? '', /looks back to “yesterday”/);
  });

  it('are loaded anew when the settings change, and say so when they are gone', async () => {
    const { box, store, fake } = setUpQueries(toSettings({ urgency: 'high' }));
    await store.refresh();
    store.takeSettings();
    await settle();
    const before = fake.callsOf('listIncidents').length;
    box.settings = toSettings({ urgency: 'low' });
    store.takeSettings();
    await store.refresh();
    assert.deepEqual(
      fake
        .callsOf('listIncidents')
        .slice(before)
        .flatMap(({ input }) => input.urgencies ?? []),
      ['low'],
    );
    box.settings = defaultIncidentSettings;
    store.takeSettings();
    await store.refresh();
    assert.match(store.state.nothing ?? '', /no query “Q” any more/);
  });
});

describe('choices about the list', () => {
  it('hide snoozed ones without a call: what is loaded tells them', async () => {
    const { store, fake, memory } = setUpQueries(defaultIncidentSettings, { scope: 'mine' });
    await store.refresh();
    assert.deepEqual(fake.callsOf('listIncidents')[0]?.input.include, ['services']);
    store.setHideSnoozed(true);
    await settle();
    assert.equal(fake.calls.length, 1);
    assert.equal((memory.value as IncidentChoices).hideSnoozed, true);
  });

  it('sort without a call', async () => {
    const { store, fake, memory } = setUpQueries(defaultIncidentSettings, { scope: 'mine' });
    await store.refresh();
    store.setSorting('newest');
    await settle();
    assert.equal(fake.calls.length, 1);
    assert.equal((memory.value as IncidentChoices).sorting, 'newest');
  });
});
