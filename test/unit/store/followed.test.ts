import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { defaultIncidentSettings } from '../../../src/store/incidentSettings.ts';
import { apiIncident } from '../../support/fakeAccount.ts';
import { setUpQueries } from '../../support/savedQueries.ts';

describe('followed incidents', () => {
  it('are loaded one by one where no list has them, and forgotten where they are gone', async () => {
    const { store, fake } = setUpQueries(
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

  it('stay as they were known where one cannot be loaded', async () => {
    const { store, fake } = setUpQueries(
      defaultIncidentSettings,
      { scope: 'mine', followed: ['P7', 'P8'] },
      { getIncident: ({ id }) => ({ incident: apiIncident(Number(String(id).slice(1))) }) },
    );
    await store.refresh();
    fake.answers.getIncident = ({ id }) => {
      if (id === 'P7') throw new ApiError('Not for you.', { kind: 'forbidden', operationId: 'getIncident' });
      return { incident: apiIncident(8, { status: 'resolved' }) };
    };
    for (const load of ['refresh', 'look'] as const) {
      assert.equal(await store[load](), undefined);
      const told = [...store.state.followed.values()].map(({ id, status }) => `${id} ${status}`);
      assert.deepEqual(told, ['P7 triggered', 'P8 resolved']);
    }
  });

  it('are twenty at the most', () => {
    const { store } = setUpQueries(defaultIncidentSettings);
    const ids = Array.from({ length: 20 }, (_, n) => `P${n}`);
    store.follow(ids);
    store.follow(['P3']);
    assert.throws(() => store.follow(['P21']), /At most 20 incidents can be followed at a time: unfollow one first\./);
    assert.equal(store.state.choices.followed.length, 20);
  });
});
