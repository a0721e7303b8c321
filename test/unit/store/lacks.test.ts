import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { saysLacking } from '../../../src/domain/feature.ts';
import { createLacks } from '../../../src/store/lacks.ts';
import { createFakeSession } from '../../support/fakeAccount.ts';
import { createFakeSend, settle } from '../../support/fakeSend.ts';
import { setUpIncidents } from '../../support/incidentStore.ts';

const setUp = (abilities: () => unknown) => {
  const session = createFakeSession();
  const { store } = setUpIncidents();
  const fake = createFakeSend({ listAbilities: abilities });
  const lacks = createLacks({ client: fake.client, session, incidents: store });
  const load = async (): Promise<void> => {
    await store.reload();
    await settle();
  };
  return { session, fake, load, lacks, lacking: () => [...lacks.state].sort() };
};

describe('what an account lacks', () => {
  it('is told by its abilities, asked for once it is in use and only once', async () => {
    const { fake, load, lacking } = setUp(() => ({ abilities: ['teams', 'urgencies'] }));
    assert.equal(fake.calls.length, 0);
    await load();
    await load();
    assert.equal(fake.calls.length, 1);
    assert.deepEqual(lacking(), ['responders']);
  });

  it('is nothing where nobody can say', async () => {
    const refused = new ApiError('No.', { kind: 'forbidden', operationId: 'listAbilities', status: 403 });
    const failing = setUp(() => {
      throw refused;
    });
    await failing.load();
    assert.deepEqual(failing.lacking(), []);
    const empty = setUp(() => ({ abilities: [] }));
    await empty.load();
    assert.deepEqual(empty.lacking(), []);
  });

  it('is what a call was refused for, told once, until the account is another one', async () => {
    const { session, fake, load, lacks, lacking } = setUp(() => ({
      abilities: ['coordinated_responding', 'urgencies'],
    }));
    const told: string[] = [];
    lacks.onDidChange(({ before, after }) => told.push(`${[...before]} > ${[...after]}`));
    await load();
    lacks.add('workflows');
    lacks.add('workflows');
    assert.deepEqual(lacking(), ['workflows']);
    session.become({ kind: 'signedOut' });
    assert.deepEqual(lacking(), []);
    assert.deepEqual(told, [' > workflows', 'workflows > ']);
    await load();
    assert.equal(fake.calls.length, 2);
  });

  it('is said by the plan and by the token, not by what may pass', () => {
    for (const kind of ['plan', 'forbidden']) assert.equal(saysLacking({ kind }), true);
    for (const other of [{ kind: 'server' }, { kind: 'notFound' }, new Error('plan'), undefined, 'plan'])
      assert.equal(saysLacking(other), false);
  });
});
