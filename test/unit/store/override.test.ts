import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { createCreation } from '../../../src/store/creation.ts';
import { ada, createFakeSession, minutesAgo, noon, storeOptions } from '../../support/fakeAccount.ts';
import { createFakeSend, createGate, settle } from '../../support/fakeSend.ts';
import { setUpWork, type Work } from '../../support/sandboxWork.ts';

const hour = 3_600_000;
const { signal } = new AbortController();

describe('covering a shift while the account is changed', () => {
  const user = { id: 'PBO', name: 'Bo', url: undefined };
  const row = (override_id: string) => ({
    start_time: minutesAgo(0),
    end_time: minutesAgo(-60),
    member: { type: 'user_member', user_id: 'PADA' },
    source: { override_id },
  });
  const rendered = { schedule: { id: 'PS1', final_schedule: { computed_shift_assignments: [row('PO1')] } } };
  const missing = new ApiError('Not there.', { kind: 'notFound', operationId: 'getSchedule' });
  const done = {
    getSchedule: () => {
      throw missing;
    },
    getScheduleV3: () => rendered,
    getScheduleOverrideV3: () => ({ override: { rotation_id: 'PR1' } }),
    createScheduleOverridesV3: () => ({}),
    createScheduleCustomShifts: () => ({}),
  };
  const ids = ['getSchedule', 'getScheduleV3', 'getUser', 'getScheduleOverrideV3', 'createScheduleOverridesV3'];

  for (const [place, last] of ids.entries())
    it(`sends nothing after ${last}`, async () => {
      const gate = createGate<unknown>();
      const fake = createFakeSend({ ...done, [last]: () => gate.wait });
      const session = createFakeSession();
      const { override } = createCreation(storeOptions(fake, session));
      // The row ends before the time does, so that a shift of its own is wanted too.
      const cover = override({ schedule: { id: 'PS1' }, user, start: noon, end: noon + 2 * hour });
      while (fake.callsOf(last).length === 0) await settle();
      session.become({ kind: 'signedIn', account: { region: 'eu' }, user: ada, tokenKind: 'user' });
      if (last === 'getSchedule') gate.fail(missing);
      else gate.open((await Reflect.get(done, last)?.()) ?? {});
      await assert.rejects(cover, /account was changed/);
      assert.deepEqual(
        fake.calls.map(({ id }) => id),
        ids.slice(0, place + 1),
      );
    });
});

describe('covering a shift of a rotation-based schedule, against the sandbox', () => {
  let it_: Work;
  beforeEach(async () => {
    it_ = await setUpWork();
  });
  afterEach(() => {
    it_.store.dispose();
    it_.directory.dispose();
    it_.sandbox.dispose();
  });
  const nights = async () => {
    const { rows } = await it_.directory.schedules('Release Nights', signal);
    return rows[0] ?? assert.fail('The schedule is not found.');
  };
  const another = async (not: string) => {
    const { rows } = await it_.directory.users('', signal);
    return rows.find(({ id }) => id !== not) ?? assert.fail();
  };
  const look = (schedule: Parameters<Work['directory']['shifts']>[0]) => {
    const now = it_.sandbox.clock.now();
    return it_.directory.shifts(schedule, now, now + 14 * 24 * hour);
  };

  it('lists both kinds of schedules, and the shifts of each with names', async () => {
    const { rows } = await it_.directory.schedules('', signal);
    assert.deepEqual([...new Set(rows.map(({ kind }) => kind))].sort(), ['layers', 'rotations']);
    const names = new Set((await look(await nights())).map(({ user }) => user.name));
    assert.ok(names.has('Sofia Papadaki') && names.has('Elias Nygaard') && names.has('Nia Osei'), [...names].join());
  });

  it('finds out how a schedule is made that is known by its id alone', async () => {
    const { id } = await nights();
    assert.deepEqual(await look({ id }), await look({ id, kind: 'rotations' }));
    assert.equal(it_.callsOf('getSchedule')[0]?.status, 404);
  });

  it('replaces who is on call, also a second time and only for a part', async () => {
    const schedule = await nights();
    const [first] = await look(schedule);
    assert.ok(first);
    const user = await another(first.user.id);
    const [start, end] = [first.start + hour, first.start + 3 * hour];
    await it_.creation.override({ schedule, user, instead: first.user, start, end });
    assert.deepEqual(it_.callsOf('createScheduleOverridesV3')[0]?.status, 201);
    assert.ok(
      (await look(schedule)).some((shift) => shift.user.id === user.id && shift.start === start && shift.end === end),
    );
    const back = { schedule: { id: schedule.id }, user: first.user, instead: user, start, end };
    await it_.creation.override(back);
    assert.match(JSON.stringify(it_.callsOf('createScheduleOverridesV3')[1]?.body), /"rotation_id":"\w+"/);
    assert.ok((await look(schedule)).some((shift) => shift.user.id === first.user.id && shift.end === first.end));
    assert.equal(it_.callsOf('createScheduleOverride').length, 0);
  });

  it('adds a shift in a gap', async () => {
    const schedule = await nights();
    const [first, second] = await look(schedule);
    assert.ok(first && second && second.start > first.end);
    const [start, end] = [first.end, first.end + hour];
    await it_.creation.override({ schedule, user: it_.me, start, end });
    assert.equal(it_.callsOf('createScheduleOverridesV3').length, 0);
    assert.equal(it_.callsOf('createScheduleCustomShifts')[0]?.status, 201);
    assert.ok(
      (await look(schedule)).some((shift) => shift.user.id === it_.me.id && shift.start <= start && shift.end >= end),
    );
  });

  it('makes only what is missing when it is tried again after a failure', async () => {
    const schedule = await nights();
    const [first] = await look(schedule);
    assert.ok(first);
    const user = await another(first.user.id);
    const draft = { schedule, user, start: first.start, end: first.end + hour };
    it_.sandbox.faults.set({ createScheduleCustomShifts: { kind: '500' } });
    await assert.rejects(it_.creation.override(draft), ApiError);
    it_.sandbox.faults.clear();
    await it_.creation.override(draft);
    assert.equal(it_.callsOf('createScheduleOverridesV3').length, 1);
    assert.ok((await look(schedule)).some((shift) => shift.user.id === user.id && shift.end === draft.end));
  });

  it('does without these schedules where the account has none', async () => {
    for (const kind of ['402', '403'] as const) {
      it_.sandbox.faults.set({ listSchedulesV3: { kind } });
      const { rows } = await it_.directory.schedules('', signal);
      assert.deepEqual([...new Set(rows.map((row) => row.kind))], ['layers']);
    }
    it_.sandbox.faults.set({ listSchedulesV3: { kind: '500' } });
    await assert.rejects(it_.directory.schedules('', signal), ApiError);
  });
});
