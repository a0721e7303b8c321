import assert from 'node:assert/strict';
import { joinChanges, parseChangeEvent } from '../../../src/domain/changeEvent.ts';
import { toPaged } from '../../../src/domain/paged.ts';
import { parsePageIncident } from '../../../src/domain/pageIncident.ts';
import { parseTimelineEntry } from '../../../src/domain/timelineEntry.ts';
import { minutesAgo, noon } from '../../support/fakeAccount.ts';
import { apiPageIncident, toPageIncident } from '../../support/pageStates.ts';

const ada = { id: 'PADA', type: 'user_reference', summary: 'Ada' };
const bo = { id: 'PBO', type: 'user_reference', summary: 'Bo' };
const cy = { id: 'PCY', type: 'user_reference', summary: 'Cy' };
const service = { id: 'PSVC', type: 'service_reference', summary: 'Checkout' };

const toEntries = (rows: readonly object[]) =>
  rows.flatMap(
    (row, place) => parseTimelineEntry({ id: `L${place}`, ...row } as Parameters<typeof parseTimelineEntry>[0]) ?? [],
  );
const notify = (user: object, minutes: number, means: string) => ({
  type: 'notify_log_entry',
  created_at: minutesAgo(minutes),
  agent: service,
  user,
  channel: { notification: { type: `${means}_notification` } },
});

describe('who was paged', () => {
  it('is everybody who was assigned, notified or asked, with what came of it', () => {
    const incident = toPageIncident(
      apiPageIncident({
        status: 'acknowledged',
        assignments: [{ at: minutesAgo(5), assignee: bo }],
        acknowledgements: [{ at: minutesAgo(3), acknowledger: bo }],
        incidents_responders: [{ state: 'declined', user: cy, updated_at: minutesAgo(2) }],
      }),
    );
    const timeline = toEntries([
      { type: 'acknowledge_log_entry', created_at: minutesAgo(3), agent: bo },
      { type: 'escalate_log_entry', created_at: minutesAgo(5), agent: service, assignees: [bo] },
      notify(bo, 4, 'phone'),
      notify(ada, 9, 'sms'),
      notify(ada, 10, 'push'),
      notify(ada, 8, 'sms'),
      { type: 'assign_log_entry', created_at: minutesAgo(10), agent: service, assignees: [ada] },
    ]);
    const told = toPaged(incident, timeline).map(
      ({ who, means, notified, since, answer, answeredAt, assigned }) =>
        `${who.name} ${means.join('+')} ${notified}× since ${(noon - (since ?? 0)) / 60_000} ${answer} ${answeredAt ? (noon - answeredAt) / 60_000 : '-'}${assigned ? ' assigned' : ''}`,
    );
    assert.deepEqual(told, [
      'Ada push+SMS 3× since 10 none -',
      'Bo phone 1× since 5 acknowledged 3 assigned',
      'Cy  0× since 2 declined 2',
    ]);
  });

  it('has not answered any more once the time to work on it ran out', () => {
    const timeline = toEntries([
      { type: 'assign_log_entry', created_at: minutesAgo(40), agent: service, assignees: [ada, bo] },
      { type: 'acknowledge_log_entry', created_at: minutesAgo(39), agent: ada },
      { type: 'acknowledge_log_entry', created_at: minutesAgo(38), agent: bo },
      { type: 'unacknowledge_log_entry', created_at: minutesAgo(9), agent: service },
    ]);
    const answers = (more: object) =>
      toPaged(toPageIncident(apiPageIncident({ incidents_responders: null, ...more })), timeline).map(
        ({ who, answer }) => `${who.id} ${answer}`,
      );
    assert.deepEqual(answers({ status: 'triggered', acknowledgements: [] }).slice(0, 2), ['PADA none', 'PBO none']);
    const acknowledgements = [{ at: minutesAgo(2), acknowledger: bo }];
    assert.deepEqual(answers({ status: 'acknowledged', acknowledgements }).slice(0, 2), [
      'PADA none',
      'PBO acknowledged',
    ]);
  });

  it('is not who only resolved it, and nobody has a resolved incident', () => {
    const incident = toPageIncident(apiPageIncident({ status: 'resolved', incidents_responders: null }));
    const timeline = toEntries([{ type: 'resolve_log_entry', created_at: minutesAgo(1), agent: bo }]);
    assert.deepEqual(
      toPaged(incident, timeline).map(({ who, assigned, answer }) => [who.id, assigned, answer]),
      [['PADA', false, 'none']],
    );
  });
});

describe('what the page parses', () => {
  it('is robust against nulls and holes', () => {
    const api = {
      id: 'P1',
      assignments: [null, { at: null, assignee: null }],
      acknowledgements: null,
      incidents_responders: [null],
      pending_actions: [null, { type: 'dance', at: 'x' }],
      conference_bridge: { conference_number: '', conference_url: 'javascript:x' },
      body: { details: { a: 1 } },
      incident_type: { name: 'incident_default' },
    };
    const incident = parsePageIncident(api as unknown as Parameters<typeof parsePageIncident>[0]);
    assert.ok(incident);
    const { assigned, acknowledged, responders, pendingActions, bridge, description, type } = incident;
    assert.deepEqual([assigned, acknowledged, responders, pendingActions], [[], [], [], []]);
    assert.deepEqual([bridge, description, type], [undefined, undefined, undefined]);
    assert.equal(parsePageIncident(null), undefined);
    assert.equal(parseTimelineEntry(null), undefined);
    assert.equal(parseChangeEvent(null), undefined);
  });

  it('tells a change once, with the reason that relates it to the incident, newest first', () => {
    const change = (id: string, minutes: number, more: object = {}) =>
      parseChangeEvent({ id, timestamp: minutesAgo(minutes), ...more } as Parameters<typeof parseChangeEvent>[0])!;
    const joined = joinChanges(
      [change('C1', 30), change('C2', 10)],
      [change('C1', 30, { correlation_reason: { reason: 'intelligent' } }), change('C3', 20)],
    );
    assert.deepEqual(
      joined.map(({ id, reason }) => `${id} ${reason}`),
      ['C2 undefined', 'C3 undefined', 'C1 intelligent'],
    );
  });
});
