import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { setUpWork, type Work } from '../../support/sandboxWork.ts';

const hour = 3_600_000;
const { signal } = new AbortController();

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
