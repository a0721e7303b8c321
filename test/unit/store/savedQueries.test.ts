import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { parseIncidentQueries, variables } from '../../../src/domain/incidentQuery.ts';
import { defaultIncidentSettings, type IncidentSettings } from '../../../src/store/incidentSettings.ts';
import type { IncidentChoices } from '../../../src/store/incidentState.ts';
import { createIncidentStore } from '../../../src/store/incidentStore.ts';
import {
  ada,
  apiIncident,
  createFakeMemory,
  createFakeSession,
  noon,
  storeOptions,
} from '../../support/fakeAccount.ts';
import { type Answers, createFakeSend, settle } from '../../support/fakeSend.ts';

const toSettings = (query: object, more: Partial<IncidentSettings> = {}): IncidentSettings => ({
  ...defaultIncidentSettings,
  queries: parseIncidentQueries([{ name: 'Q', ...query }]),
  ...more,
});

const setUp = (
  first: IncidentSettings,
  choices: Partial<IncidentChoices> = { scope: 'query:Q' },
  answers: Answers = {},
) => {
  const box = { settings: first };
  const fake = createFakeSend({
    listIncidents: () => ({ incidents: [apiIncident(1), apiIncident(2)], more: false }),
    listTeams: ({ query }) => ({ teams: [{ id: 'PTEAM9', name: query }] }),
    listServices: () => ({ services: [] }),
    listUsers: () => ({ users: [{ id: 'PGRACE', name: 'Grace Hopper', email: 'grace@example.com' }] }),
    ...answers,
  });
  const session = createFakeSession();
  const memory = createFakeMemory<IncidentChoices>(choices);
  const store = createIncidentStore({ ...storeOptions(fake, session), memory, settings: () => box.settings });
  const asked = () => fake.callsOf('listIncidents').find(({ input }) => 'offset' in input)?.input ?? {};
  return { box, fake, session, memory, store, asked };
};

describe('saved queries', () => {
  it('are asked for with everything that they name', async () => {
    const { store, asked, fake } = setUp(
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
    const { statuses, urgencies, team_ids, service_ids, user_ids, since, date_range } = asked();
    assert.deepEqual([statuses, urgencies], [['triggered', 'resolved'], ['low']]);
    assert.deepEqual(team_ids, ['PTEAM1', 'PTEAM9']);
    assert.deepEqual(service_ids, ['PSVC9', 'PDIRECT1'], 'what no service is called by may be an id');
    assert.deepEqual(user_ids, ['PADA', 'PGRACE']);
    assert.deepEqual([since, date_range], [new Date(noon - 86_400_000).toISOString(), undefined]);
    await store.refresh();
    assert.equal(fake.callsOf('listTeams').length, 1, 'names are looked up once');
  });

  it('keep only the priorities and ages that they name, which PagerDuty cannot tell apart', async () => {
    const { store, asked } = setUp(toSettings({ priority: ['p1'], since: '300d' }), undefined, {
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
      const { store, session, fake } = setUp(toSettings(query));
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
    const { store } = setUp(toSettings({ teams: ['Nobody'] }), undefined, { listTeams: () => ({ teams: [] }) });
    assert.equal(
      (await store.refresh())?.message,
      'No team is called “Nobody”: mend the query “Q” in the setting pagerduty.incidents.queries.',
    );
    const wrong = setUp(toSettings({ since: 'yesterday' }));
    assert.match((await wrong.store.refresh())?.message ?? '', /looks back to “yesterday”/);
  });

  it('are loaded anew when the settings change, and say so when they are gone', async () => {
    const { box, store, fake } = setUp(toSettings({ urgency: 'high' }));
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

  it('can be what the number on the icon counts', async () => {
    const settings = toSettings({ urgency: 'low' }, { badge: 'Q' });
    const { store, fake } = setUp(
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
});

describe('choices about the list', () => {
  it('hide snoozed ones without a call: what is loaded tells them', async () => {
    const { store, fake, memory } = setUp(defaultIncidentSettings, { scope: 'mine' });
    await store.refresh();
    assert.deepEqual(fake.callsOf('listIncidents')[0]?.input.include, ['services']);
    store.setHideSnoozed(true);
    await settle();
    assert.equal(fake.calls.length, 1);
    assert.equal((memory.value as IncidentChoices).hideSnoozed, true);
  });

  it('sort without a call', async () => {
    const { store, fake, memory } = setUp(defaultIncidentSettings, { scope: 'mine' });
    await store.refresh();
    store.setSorting('newest');
    await settle();
    assert.equal(fake.calls.length, 1);
    assert.equal((memory.value as IncidentChoices).sorting, 'newest');
  });
});

describe('followed incidents', () => {
  it('are loaded one by one where no list has them, and forgotten where they are gone', async () => {
    const { store, fake } = setUp(
      defaultIncidentSettings,
      { scope: 'mine', followed: ['P1', 'P7', 'PGONE'] },
      {
        getIncident: ({ id }) => {
          if (id === 'PGONE') throw new ApiError('Not there.', { kind: 'notFound', operationId: 'getIncident' });
          return { incident: apiIncident(7, { status: 'resolved' }) };
        },
      },
    );
    await store.refresh();
    assert.deepEqual([...store.state.followed.keys()], ['P1', 'P7']);
    assert.deepEqual(
      fake.callsOf('getIncident').map(({ input }) => input.id),
      ['P7', 'PGONE'],
    );
    store.unfollow(['P7', 'PGONE']);
    assert.deepEqual([[...store.state.followed.keys()], store.state.choices.followed], [['P1'], ['P1']]);
  });

  it('are twenty at the most', () => {
    const { store } = setUp(defaultIncidentSettings);
    const ids = Array.from({ length: 20 }, (_, n) => `P${n}`);
    store.follow(ids);
    store.follow(['P3']);
    assert.throws(() => store.follow(['P21']), /At most 20 incidents can be followed at a time: unfollow one first\./);
    assert.equal(store.state.choices.followed.length, 20);
  });
});
