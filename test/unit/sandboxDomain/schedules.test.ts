import assert from 'node:assert/strict';
import { createZone } from '../../../src/sandbox/domain/zone.ts';
import { createRota } from '../../support/rota.ts';
import { type Answer, refused, rows } from '../../support/sandboxDomain.ts';

describe('wall clocks', () => {
  it('skip an hour in spring and double one in autumn', () => {
    const zone = createZone('Europe/Berlin');
    const iso = (time: number) => new Date(time).toISOString();
    assert.equal(iso(zone.toWall(Date.parse('2026-03-29T00:59:59Z'))), '2026-03-29T01:59:59.000Z');
    assert.equal(iso(zone.toWall(Date.parse('2026-03-29T01:00:00Z'))), '2026-03-29T03:00:00.000Z');
    assert.equal(iso(zone.fromWall(Date.parse('2026-03-29T02:30:00Z'))), '2026-03-29T01:30:00.000Z');
    assert.equal(iso(zone.fromWall(Date.parse('2026-10-25T02:30:00Z'))), '2026-10-25T00:30:00.000Z');
    assert.equal(iso(zone.fromWall(Date.parse('2026-10-25T03:00:00Z'))), '2026-10-25T02:00:00.000Z');
    assert.equal(
      iso(createZone('Asia/Kolkata').fromWall(Date.parse('2026-01-01T05:30:00Z'))),
      '2026-01-01T00:00:00.000Z',
    );
  });

  it('are known by the names that PagerDuty uses, and unknown ones are refused', () => {
    const time = Date.parse('2026-07-01T00:00:00Z');
    assert.equal(createZone('Eastern Time (US & Canada)').toWall(time), createZone('America/New_York').toWall(time));
    refused(() => createZone('Mars/Olympus'), 400, /Mars\/Olympus/);
  });
});

describe('schedules of the sandbox', () => {
  const weekly = {
    start: '2026-03-02T08:00:00Z',
    rotation_virtual_start: '2026-03-02T08:00:00Z',
    rotation_turn_length_seconds: 604_800,
  };

  it('hand over at the same time on the wall across a change of the clocks', () => {
    const { create, layer, final } = createRota();
    const { id } = create('Europe/Berlin', { ...weekly, users: layer(0, 1) });
    assert.deepEqual(final(id, '2026-03-16T00:00:00Z', '2026-04-07T00:00:00Z'), [
      'Bob 2026-03-16T00:00:00Z 2026-03-16T08:00:00Z',
      'Ada 2026-03-16T08:00:00Z 2026-03-23T08:00:00Z',
      'Bob 2026-03-23T08:00:00Z 2026-03-30T07:00:00Z',
      'Ada 2026-03-30T07:00:00Z 2026-04-06T07:00:00Z',
      'Bob 2026-04-06T07:00:00Z 2026-04-07T00:00:00Z',
    ]);
  });

  it('count turns of hours by the second', () => {
    const { create, layer, final } = createRota();
    const { id } = create('Europe/Berlin', { ...weekly, rotation_turn_length_seconds: 43_200, users: layer(0, 1) });
    assert.deepEqual(final(id, '2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z'), [
      'Bob 2026-03-29T00:00:00Z 2026-03-29T08:00:00Z',
      'Ada 2026-03-29T08:00:00Z 2026-03-29T20:00:00Z',
      'Bob 2026-03-29T20:00:00Z 2026-03-30T00:00:00Z',
    ]);
  });

  it('begin and end with their layers', () => {
    const { create, layer, final } = createRota();
    const { id } = create('Etc/UTC', { ...weekly, end: '2026-03-04T00:00:00Z', users: layer(0) });
    assert.deepEqual(final(id, '2026-03-01T00:00:00Z', '2026-03-10T00:00:00Z'), [
      'Ada 2026-03-02T08:00:00Z 2026-03-04T00:00:00Z',
    ]);
  });

  it('keep daily restrictions, past midnight too, and show the gaps in the coverage', () => {
    const { world, create, layer, final } = createRota();
    const nights = { type: 'daily_restriction', start_time_of_day: '22:00:00', duration_seconds: 8 * 3600 };
    const { id } = create('Etc/UTC', { ...weekly, users: layer(0), restrictions: [nights] });
    assert.deepEqual(final(id, '2026-03-03T00:00:00Z', '2026-03-05T00:00:00Z'), [
      'Ada 2026-03-03T00:00:00Z 2026-03-03T06:00:00Z',
      'Ada 2026-03-03T22:00:00Z 2026-03-04T06:00:00Z',
      'Ada 2026-03-04T22:00:00Z 2026-03-05T00:00:00Z',
    ]);
    const { schedule } = world.call('getSchedule', {
      id,
      since: '2026-03-03T00:00:00Z',
      until: '2026-03-05T00:00:00Z',
    });
    assert.equal(schedule?.final_schedule?.rendered_coverage_percentage, 33.3);
  });

  it('keep weekly restrictions on the days of the wall', () => {
    const { create, layer, final } = createRota();
    const monday = {
      type: 'weekly_restriction',
      start_day_of_week: 1,
      start_time_of_day: '00:00:00',
      duration_seconds: 86_400,
    };
    const { id } = create('Asia/Tokyo', { ...weekly, users: layer(0), restrictions: [monday] });
    assert.deepEqual(final(id, '2026-03-04T00:00:00Z', '2026-03-12T00:00:00Z'), [
      'Ada 2026-03-08T15:00:00Z 2026-03-09T15:00:00Z',
    ]);
  });

  it('lay the first layer over the others, and overrides over all', () => {
    const { world, ids, create, layer, final } = createRota();
    const noon = { type: 'daily_restriction', start_time_of_day: '12:00:00', duration_seconds: 3600 };
    const { id } = create(
      'Etc/UTC',
      { ...weekly, users: layer(1), restrictions: [noon] },
      { ...weekly, users: layer(0) },
    );
    world.call('createScheduleOverride', {
      id,
      overrides: [{ start: '2026-03-03T12:30:00Z', end: '2026-03-03T14:00:00Z', user: { id: ids[2] } }],
    });
    assert.deepEqual(final(id, '2026-03-03T10:00:00Z', '2026-03-03T16:00:00Z'), [
      'Ada 2026-03-03T10:00:00Z 2026-03-03T12:00:00Z',
      'Bob 2026-03-03T12:00:00Z 2026-03-03T12:30:00Z',
      'Cleo 2026-03-03T12:30:00Z 2026-03-03T14:00:00Z',
      'Ada 2026-03-03T14:00:00Z 2026-03-03T16:00:00Z',
    ]);
    assert.deepEqual(
      rows(
        world.call('listScheduleUsers', { id, since: '2026-03-03T10:00:00Z', until: '2026-03-03T12:00:00Z' }).users,
      ).map((u) => u.name),
      ['Ada'],
    );
  });

  it('cut an override that has begun, drop one to come, and refuse one that is over', () => {
    const { world, ids, create, layer } = createRota('2026-03-03T12:00:00Z');
    const { id } = create('Etc/UTC', { ...weekly, users: layer(0) });
    const add = (start: string, end: string) =>
      (
        world.call('createScheduleOverride', {
          id,
          overrides: [{ start, end, user: { id: ids[1] } }],
        }) as unknown as Answer[]
      )[0]?.override?.id;
    const begun = add('2026-03-03T11:00:00Z', '2026-03-03T14:00:00Z');
    const coming = add('2026-03-04T11:00:00Z', '2026-03-04T14:00:00Z');
    refused(() => add('2026-03-01T11:00:00Z', '2026-03-01T14:00:00Z'), 400, /future/);
    refused(() => add('2026-03-05T11:00:00Z', '2026-03-05T11:00:00Z'), 400, /after start/);
    world.call('deleteScheduleOverride', { id, override_id: begun });
    world.call('deleteScheduleOverride', { id, override_id: coming });
    const left = rows(
      world.call('listScheduleOverrides', { id, since: '2026-03-01T00:00:00Z', until: '2026-03-09T00:00:00Z' })
        .overrides,
    );
    assert.deepEqual(
      left.map((o) => [o.start, o.end]),
      [['2026-03-03T11:00:00Z', '2026-03-03T12:00:00Z']],
    );
  });

  it('are previewed without being kept', () => {
    const { world, layer } = createRota();
    const { schedule } = world.call('previewSchedule', {
      time_zone: 'Etc/UTC',
      schedule_layers: [{ ...weekly, users: layer(0, 1) }],
      since: '2026-03-09T00:00:00Z',
      until: '2026-03-10T00:00:00Z',
    });
    assert.equal(rows(schedule?.final_schedule?.rendered_schedule_entries).length, 2);
    assert.equal(world.state.collection('schedules').size, 0);
  });

  it('of version 3 follow recurrence rules, custom shifts and overrides', () => {
    const { world, ids } = createRota();
    const member = (n: number) => ({ type: 'user_member', user_id: ids[n] });
    const { schedule } = world.call('createScheduleV3', { name: 'Late', time_zone: 'Europe/Berlin' });
    const { rotation } = world.call('createScheduleRotation', { id: schedule?.id });
    const at = (date_time: string) => ({ date_time, time_zone: 'Europe/Berlin' });
    world.call('createScheduleRotationEvent', {
      id: schedule?.id,
      rotation_id: rotation?.id,
      name: 'Evening',
      start_time: at('2026-03-27T17:00:00Z'),
      end_time: at('2026-03-27T21:00:00Z'),
      effective_since: '2026-03-27T17:00:00Z',
      recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=FR,MO'],
      assignment_strategy: {
        type: 'rotating_member_assignment_strategy',
        shifts_per_member: 1,
        members: [member(0), member(1)],
      },
    });
    world.call('createScheduleOverridesV3', {
      id: schedule?.id,
      overrides: [
        {
          rotation_id: rotation?.id,
          start_time: '2026-03-30T16:00:00Z',
          end_time: '2026-03-30T17:00:00Z',
          overridden_member: member(1),
          overriding_member: member(2),
        },
      ],
    });
    const answer = world.call('getScheduleV3', {
      id: schedule?.id,
      since: '2026-03-27T00:00:00Z',
      until: '2026-04-04T00:00:00Z',
      include: ['final_schedule'],
    });
    const shifts = rows(answer.schedule?.final_schedule?.computed_shift_assignments);
    const shown = shifts.map(
      (s) => `${ids.indexOf(String(s.member?.user_id))} ${String(s.start_time)} ${String(s.end_time)}`,
    );
    assert.deepEqual(shown, [
      '0 2026-03-27T17:00:00Z 2026-03-27T21:00:00Z',
      '2 2026-03-30T16:00:00Z 2026-03-30T17:00:00Z',
      '1 2026-03-30T17:00:00Z 2026-03-30T20:00:00Z',
      '0 2026-04-03T16:00:00Z 2026-04-03T20:00:00Z',
    ]);
    assert.deepEqual(
      rows(answer.schedule?.users).map((u) => u.summary),
      ['Ada', 'Bob'],
    );
  });
});
