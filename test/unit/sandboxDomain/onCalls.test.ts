import assert from 'node:assert/strict';
import { createRota } from '../../support/rota.ts';
import { refused, rows } from '../../support/sandboxDomain.ts';

describe('on-calls of the sandbox', () => {
  const twoLevels = () => {
    const { world, ids, layer, create } = createRota();
    const weekly = {
      start: '2026-02-02T08:00:00Z',
      rotation_virtual_start: '2026-02-02T08:00:00Z',
      rotation_turn_length_seconds: 604_800,
    };
    const { id: scheduleId } = create('Etc/UTC', { ...weekly, users: layer(0, 1) });
    const target = (id: string | undefined, type: string) => ({ id, type });
    const policy = world.call('createEscalationPolicy', {
      name: 'Rota first',
      escalation_rules: [
        { escalation_delay_in_minutes: 5, targets: [target(scheduleId, 'schedule_reference')] },
        { escalation_delay_in_minutes: 5, targets: [target(ids[2], 'user_reference')] },
      ],
    }).escalation_policy;
    const list = (input = {}) =>
      rows(world.call('listOnCalls', input).oncalls).map(
        (o) => `${String(o.escalation_level)} ${String(o.user?.summary)} ${String(o.start)} ${String(o.end)}`,
      );
    return { world, ids, scheduleId, policy, list };
  };

  it('name the whole shift, and no end for who is named directly', () => {
    const { list } = twoLevels();
    assert.deepEqual(list(), ['1 Ada 2026-03-02T08:00:00Z 2026-03-09T08:00:00Z', '2 Cleo null null']);
  });

  it('are filtered by user, policy, schedule and time', () => {
    const { list, ids, scheduleId, policy } = twoLevels();
    assert.deepEqual(list({ user_ids: [ids[2]] }), ['2 Cleo null null']);
    assert.deepEqual(list({ escalation_policy_ids: ['PNONE'] }), []);
    assert.equal(list({ escalation_policy_ids: [policy?.id] }).length, 2);
    const range = { schedule_ids: [scheduleId], since: '2026-03-03T00:00:00Z', until: '2026-03-20T00:00:00Z' };
    const shifts = [
      '1 Ada 2026-03-02T08:00:00Z 2026-03-09T08:00:00Z',
      '1 Bob 2026-03-09T08:00:00Z 2026-03-16T08:00:00Z',
      '1 Ada 2026-03-16T08:00:00Z 2026-03-23T08:00:00Z',
    ];
    assert.deepEqual(list(range), shifts);
    assert.deepEqual(list({ ...range, earliest: true }), shifts.slice(0, 2));
    refused(() => list({ since: '2026-01-01T00:00:00Z', until: '2026-06-01T00:00:00Z' }), 400, /90 days/);
  });

  it('take turns on a round robin level', () => {
    const { world, ids } = createRota();
    const targets = [0, 1].map((n) => ({ id: ids[n], type: 'user_reference' }));
    const policy = world.call('createEscalationPolicy', {
      name: 'In turn',
      escalation_rules: [
        { escalation_delay_in_minutes: 5, escalation_rule_assignment_strategy: 'round_robin', targets },
      ],
    }).escalation_policy;
    const service = world.call('createService', { name: 'Shop', escalation_policy: { id: policy?.id } }).service;
    const assignee = (title: string) =>
      rows(world.call('createIncident', { title, service: { id: service?.id } }).incident?.assignments)[0]?.assignee
        ?.summary;
    assert.deepEqual(['one', 'two', 'three'].map(assignee), ['Ada', 'Bob', 'Ada']);
  });
});
