import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { createLacks } from '../../../src/vscode/createLacks.ts';
import { createFakeSession } from '../../support/fakeAccount.ts';
import { createFakeSend, settle } from '../../support/fakeSend.ts';
import { setUpIncidents } from '../../support/incidentStore.ts';

const setUp = (abilities: () => unknown) => {
  const session = createFakeSession();
  const { store } = setUpIncidents();
  const fake = createFakeSend({ listAbilities: abilities });
  const lacking = new Set<string>();
  const { lacks, dispose } = createLacks({ client: fake.client, session, incidents: store }, (feature, isLacking) => {
    if (isLacking) lacking.add(feature);
    else lacking.delete(feature);
  });
  const load = async (): Promise<void> => {
    await store.reload();
    await settle();
  };
  return { session, fake, load, lacks, lacking: () => [...lacking].sort(), dispose };
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

  it('is what a call was refused for, until the account is another one', async () => {
    const { session, fake, load, lacks, lacking } = setUp(() => ({
      abilities: ['coordinated_responding', 'urgencies'],
    }));
    await load();
    lacks('workflows');
    assert.deepEqual(lacking(), ['workflows']);
    session.become({ kind: 'signedOut' });
    assert.deepEqual(lacking(), []);
    await load();
    assert.equal(fake.calls.length, 2);
  });
});
