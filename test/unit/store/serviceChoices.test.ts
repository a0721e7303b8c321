import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import type { ServiceChoices } from '../../../src/store/serviceState.ts';
import { createServiceStore } from '../../../src/store/serviceStore.ts';
import { ada, createFakeMemory, createFakeSession, storeOptions } from '../../support/fakeAccount.ts';
import { type Answers, createFakeSend, createGate, settle } from '../../support/fakeSend.ts';

const down = (operationId: string) => new ApiError('down', { kind: 'server', operationId });

const setUp = (answers: Answers = {}, choices: Partial<ServiceChoices> = {}) => {
  const fake = createFakeSend({
    listServices: () => ({ services: [{ id: 'PSVC1', name: 'Checkout' }], more: false }),
    listMaintenanceWindows: () => ({ maintenance_windows: [] }),
    listTechnicalServiceDependencies: () => ({
      relationships: [
        { id: 'D1', supporting_service: { id: 'PDB', type: 'technical_service' }, dependent_service: { id: 'PSVC1' } },
        { id: 'D2', supporting_service: { id: 'PSVC1' }, dependent_service: { id: 'PSHOP', type: 'business_service' } },
        { id: 'D3', supporting_service: null, dependent_service: null },
      ],
    }),
    getService: ({ id }) => ({ service: { id, name: 'Orders DB' } }),
    getBusinessService: ({ id }) => ({ business_service: { id, name: 'Online shop' } }),
    ...answers,
  });
  const session = createFakeSession();
  const memory = createFakeMemory<ServiceChoices>(choices);
  const store = createServiceStore({ ...storeOptions(fake, session), memory });
  const rows = () =>
    store.state.dependencies.get('PSVC1')?.rows.map(({ name, role, business }) => [name, role, business]);
  return { fake, session, memory, store, rows };
};

describe('services of my teams', () => {
  it('are asked for by my teams, and the choice is remembered', async () => {
    const { fake, memory, store } = setUp();
    store.setScope('mine');
    await store.refresh();
    assert.deepEqual(fake.callsOf('listServices').at(-1)?.input.team_ids, ['PTEAM1']);
    store.setGrouping('team');
    assert.deepEqual(memory.value, { scope: 'mine', grouping: 'team' });
  });

  it('are none for who is in no team, and nothing is asked', async () => {
    const { fake, session, store } = setUp({}, { scope: 'mine' });
    session.become({
      kind: 'signedIn',
      account: { region: 'us' },
      user: { ...ada, id: 'PNEW', teams: [] },
      tokenKind: 'user',
    });
    await store.refresh();
    assert.deepEqual([store.state.load.kind, store.state.services.size, fake.calls.length], ['loaded', 0, 0]);
  });

  it('are all where nobody knows who I am', async () => {
    const { fake, session, store } = setUp({}, { scope: 'mine' });
    session.become({ kind: 'signedIn', account: { region: 'us' }, user: undefined, tokenKind: 'bearer' });
    await store.refresh();
    assert.equal(fake.callsOf('listServices')[0]?.input.team_ids, undefined);
    assert.equal(store.state.services.size, 1);
  });
});

describe('dependencies of a service', () => {
  it('are loaded when they are opened, with the names that ids stand for', async () => {
    const { fake, store, rows } = setUp();
    await store.refresh();
    const opened = store.openDependencies('PSVC1');
    assert.equal(store.state.dependencies.get('PSVC1')?.kind, 'loading');
    await opened;
    assert.deepEqual(rows(), [
      ['Orders DB', 'needed', false],
      ['Online shop', 'needing', true],
    ]);
    await store.openDependencies('PSVC1');
    assert.equal(fake.callsOf('getService').length, 1, 'a name is asked for once');
  });

  it('call a service by its id where its name cannot be had', async () => {
    const { store, rows } = setUp({
      getService: () => {
        throw down('getService');
      },
    });
    await store.openDependencies('PSVC1');
    assert.deepEqual(rows()?.[0], ['PDB', 'needed', false]);
    assert.equal(store.state.dependencies.get('PSVC1')?.kind, 'loaded');
  });

  it('keep what was known when a load fails', async () => {
    const { fake, store, rows } = setUp();
    await store.openDependencies('PSVC1');
    fake.answers.listTechnicalServiceDependencies = () => {
      throw down('listTechnicalServiceDependencies');
    };
    await store.openDependencies('PSVC1');
    assert.deepEqual([store.state.dependencies.get('PSVC1')?.kind, rows()?.length], ['failed', 2]);
  });

  it('are forgotten with the account', async () => {
    const { session, store } = setUp();
    const opened = store.openDependencies('PSVC1');
    session.become({ kind: 'signedOut' });
    await opened;
    await settle();
    assert.equal(store.state.dependencies.size, 0);
  });

  it('ask the account that is taken up meanwhile for nothing', async () => {
    const gate = createGate<unknown>();
    const { fake, session, store } = setUp({ listTechnicalServiceDependencies: () => gate.wait });
    const opened = store.openDependencies('PSVC1');
    session.become({ kind: 'signedIn', account: { region: 'eu' }, user: ada, tokenKind: 'user' });
    gate.open({ relationships: [{ supporting_service: { id: 'PDB' }, dependent_service: { id: 'PSVC1' } }] });
    await opened;
    assert.deepEqual(
      fake.calls.map(({ id }) => id),
      ['listTechnicalServiceDependencies'],
    );
  });
});
