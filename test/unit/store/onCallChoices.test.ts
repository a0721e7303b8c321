import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import type { OnCallChoices } from '../../../src/store/onCallState.ts';
import { createOnCallStore } from '../../../src/store/onCallStore.ts';
import { ada, createFakeMemory, createFakeSession, minutesAgo, noon, storeOptions } from '../../support/fakeAccount.ts';
import { type Answers, createFakeSend, createGate, settle } from '../../support/fakeSend.ts';

const onCall = (user: string, start: number | undefined) => ({
  user: { id: user, summary: user },
  escalation_policy: { id: 'PEP', summary: 'Policy' },
  escalation_level: 1,
  schedule: { id: 'PS1', summary: 'Primary' },
  start: start === undefined ? null : minutesAgo(-start),
  end: start === undefined ? null : minutesAgo(-start - 60),
});

const setUp = (answers: Answers = {}, choices: Partial<OnCallChoices> = {}) => {
  const fake = createFakeSend({
    listOnCalls: ({ user_ids }) => ({
      oncalls: user_ids ? [onCall('PADA', 900), onCall('PADA', -30)] : [onCall('PADA', -30), onCall('PBO', undefined)],
      more: false,
    }),
    listSchedules: () => ({ schedules: [{ id: 'PS1', name: 'Primary' }], more: false }),
    getSchedule: () => ({
      schedule: {
        id: 'PS1',
        final_schedule: {
          rendered_schedule_entries: [{ user: { id: 'PADA' }, start: minutesAgo(30), end: minutesAgo(-30) }],
        },
      },
    }),
    ...answers,
  });
  const session = createFakeSession();
  const memory = createFakeMemory<OnCallChoices>(choices);
  return { fake, session, memory, store: createOnCallStore({ ...storeOptions(fake, session), memory }) };
};

describe('my shifts', () => {
  it('are asked for four weeks ahead, soonest first', async () => {
    const { fake, store } = setUp();
    await store.refresh();
    const input = fake.callsOf('listOnCalls').find((call) => 'user_ids' in call.input)?.input;
    assert.deepEqual(
      [input?.user_ids, input?.since, input?.until],
      [['PADA'], new Date(noon).toISOString(), new Date(noon + 28 * 86_400_000).toISOString()],
    );
    assert.deepEqual(
      store.state.shifts.map(({ start }) => ((start ?? 0) - noon) / 60_000),
      [-30, 900],
    );
  });

  it('are not asked for where nobody knows who I am', async () => {
    const { fake, session, store } = setUp();
    session.become({ kind: 'signedIn', account: { region: 'us' }, user: undefined, tokenKind: 'bearer' });
    await store.refresh();
    assert.equal(fake.calls.length, 1);
    assert.deepEqual(store.state.shifts, []);
  });
});

describe('schedules', () => {
  it('are loaded once somebody wants to see them, and that is remembered', async () => {
    const { fake, memory, store } = setUp();
    await store.refresh();
    assert.deepEqual([store.state.schedules, fake.callsOf('listSchedules').length], [undefined, 0]);
    store.setGrouping('schedule');
    await store.refresh();
    assert.deepEqual([...(store.state.schedules?.keys() ?? [])], ['PS1']);
    assert.deepEqual(memory.value, { grouping: 'schedule' });
    const again = setUp({}, { grouping: 'schedule' });
    await again.store.refresh();
    assert.equal(again.store.state.schedules?.size, 1);
  });

  it('render their coming week when they are opened, and with each load from then on', async () => {
    const { fake, store } = setUp({}, { grouping: 'schedule' });
    await store.refresh();
    const opened = store.openSchedule('PS1');
    assert.equal(store.state.weeks.get('PS1')?.kind, 'loading');
    await opened;
    const week = store.state.weeks.get('PS1');
    assert.deepEqual([week?.kind, week?.shifts.length, (week?.until ?? 0) - noon], ['loaded', 1, 7 * 86_400_000]);
    await store.refresh();
    await settle();
    assert.equal(fake.callsOf('getSchedule').length, 2);
  });

  it('are looked into where they wake somebody, so that their gaps are told before anybody opens them', async () => {
    const used = { escalation_policies: [{ id: 'PEP', summary: 'Policy' }] };
    const many = Array.from({ length: 12 }, (_, n) => ({ id: `PU${n}`, name: `Used ${n}`, ...used }));
    const { fake, store } = setUp(
      { listSchedules: () => ({ schedules: [{ id: 'PS1', name: 'Unused' }, ...many], more: false }) },
      { grouping: 'schedule' },
    );
    const asked = () => fake.callsOf('getSchedule').map(({ input }) => input.id);
    await store.refresh();
    await settle();
    assert.deepEqual(
      asked(),
      many.slice(0, 10).map(({ id }) => id),
    );
    assert.equal(store.state.weeks.get('PU0')?.kind, 'loaded');
    await store.refresh();
    await settle();
    assert.equal(asked().length, 10, 'not again so soon');
  });

  it('say that a week could not be loaded, and keep what was known of it', async () => {
    const { fake, store } = setUp();
    await store.openSchedule('PS1');
    fake.answers.getSchedule = () => {
      throw new ApiError('down', { kind: 'server', operationId: 'getSchedule' });
    };
    await store.openSchedule('PS1');
    const week = store.state.weeks.get('PS1');
    assert.deepEqual([week?.kind, week?.failure?.message, week?.shifts.length], ['failed', 'down', 1]);
  });

  it('drop what comes for another account', async () => {
    const gate = createGate<unknown>();
    const { session, store } = setUp({ getSchedule: () => gate.wait });
    const opened = store.openSchedule('PS1');
    session.become({ kind: 'signedOut' });
    gate.open({ schedule: { id: 'PS1' } });
    await opened;
    assert.equal(store.state.weeks.size, 0);
  });

  it('ask the account that is taken up meanwhile for nothing', async () => {
    const gate = createGate<unknown>();
    const { fake, session, store } = setUp({ getSchedule: () => gate.wait });
    const opened = store.openSchedule('PS1');
    session.become({ kind: 'signedIn', account: { region: 'eu' }, user: ada, tokenKind: 'user' });
    gate.fail(new ApiError('Not there.', { kind: 'notFound', operationId: 'getSchedule' }));
    await opened;
    assert.deepEqual(
      fake.calls.map(({ id }) => id),
      ['getSchedule'],
    );
  });
});
