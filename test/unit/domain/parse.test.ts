import assert from 'node:assert/strict';
import { parseAlert } from '../../../src/domain/alert.ts';
import { parseIncident } from '../../../src/domain/incident.ts';
import { parseLogEntry } from '../../../src/domain/logEntry.ts';
import { parseMaintenanceWindow } from '../../../src/domain/maintenanceWindow.ts';
import { parseNote } from '../../../src/domain/note.ts';
import { parseOnCall } from '../../../src/domain/onCall.ts';
import { parseReference, parseReferences, parseUrl } from '../../../src/domain/reference.ts';
import { parseService } from '../../../src/domain/service.ts';
import { parseTime } from '../../../src/domain/time.ts';
import { parseUser } from '../../../src/domain/user.ts';
import { minutesAgo, noon } from '../../support/fakeAccount.ts';

/** What servers really send, which no type allows. */
const raw = <T>(value: unknown): T => value as T;

const parsers = {
  parseAlert,
  parseIncident,
  parseLogEntry,
  parseMaintenanceWindow,
  parseNote,
  parseOnCall,
  parseService,
  parseUser,
};

const fields = [
  'title summary name email description content type status urgency severity created_at updated_at html_url agent user schedule',
  'service escalation_policy assignments acknowledgements teams priority alert_counts channel note integration services created_by',
].flatMap((line) => line.split(' '));

describe('parsing what the API tells', () => {
  for (const [name, parse] of Object.entries(parsers)) {
    it(`${name} takes nothing, and rows with nulls everywhere`, () => {
      const take = parse as (api: unknown) => unknown;
      for (const nothing of [undefined, null, {}, { id: null }, { id: '' }]) assert.equal(take(nothing), undefined);
      const holes = {
        ...Object.fromEntries(fields.map((field) => [field, null])),
        id: 'PX',
        start_time: minutesAgo(5),
        end_time: minutesAgo(1),
        user: { id: 'PU', summary: null },
        escalation_policy: { id: 'PE' },
      };
      assert.ok(take(holes), 'an id is enough');
    });
  }

  it('tells a snooze from an acknowledgement that ends by itself', () => {
    const until = (pending: string | undefined, service: object): number | undefined =>
      parseIncident(
        raw({
          id: 'P1',
          status: 'acknowledged',
          acknowledgements: [{ at: minutesAgo(10), acknowledger: { id: 'PU' } }],
          pending_actions: pending === undefined ? [] : [{ type: 'unacknowledge', at: pending }],
          service: { id: 'PS', ...service },
        }),
      )?.snoozedUntil;
    const later = minutesAgo(-120);
    assert.equal(until(later, {}), undefined, 'without the service nobody knows');
    assert.equal(until(later, { acknowledgement_timeout: null }), noon + 120 * 60_000);
    assert.equal(until(later, { acknowledgement_timeout: 1800 }), noon + 120 * 60_000);
    assert.equal(until(minutesAgo(-20), { acknowledgement_timeout: 1800 }), undefined, 'the timeout itself');
    assert.equal(until(undefined, { acknowledgement_timeout: null }), undefined);
  });

  it('takes an incident as far as people see it', () => {
    const incident = parseIncident(
      raw({
        id: 'P1',
        incident_number: 12,
        title: '  Disk\u202E full\n on db ',
        status: 'acknowledged',
        urgency: 'low',
        created_at: '2026-11-21T11:00:00Z',
        updated_at: 'soon',
        service: { id: 'PS', summary: 'Database', html_url: 'https://x.pagerduty.com/services/PS' },
        assignments: [{ at: 'x', assignee: { id: 'PU', summary: 'Ada' } }, null, { assignee: null }],
        acknowledgements: [{ acknowledger: { id: 'PU2' } }],
        priority: { summary: 'P1' },
        alert_counts: { triggered: 2, all: 3 },
        html_url: 'javascript:alert(1)',
      }),
    );
    assert.deepEqual(incident, {
      id: 'P1',
      number: 12,
      title: 'Disk full on db',
      status: 'acknowledged',
      urgency: 'low',
      createdAt: noon - 3_600_000,
      updatedAt: undefined,
      statusChangedAt: undefined,
      statusChangedBy: undefined,
      acknowledgedAt: undefined,
      snoozedUntil: undefined,
      service: { id: 'PS', name: 'Database', url: 'https://x.pagerduty.com/services/PS' },
      escalationPolicy: undefined,
      assignees: [{ id: 'PU', name: 'Ada', url: undefined }],
      acknowledgers: [{ id: 'PU2', name: 'PU2', url: undefined }],
      teams: [],
      priority: 'P1',
      alerts: { open: 2, all: 3 },
      url: undefined,
    });
  });

  it('takes a status that it does not know for one that needs a look', () => {
    assert.equal(parseIncident(raw({ id: 'P1', status: 'suspended' }))?.status, 'triggered');
    assert.equal(parseService(raw({ id: 'P1', status: 'on fire' }))?.status, 'active');
    assert.equal(parseAlert(raw({ id: 'P1', severity: 'apocalyptic' }))?.severity, undefined);
  });

  it('tells people from machines in a timeline', () => {
    const human = (type: string) =>
      parseLogEntry({ id: 'L', type: 'acknowledge_log_entry', agent: { id: 'A', type } })?.human;
    assert.deepEqual(
      [human('user_reference'), human('service_reference'), human('integration_reference')],
      [true, false, false],
    );
    assert.equal(parseLogEntry({ id: 'L', type: 'reach_ack_limit_log_entry' })?.summary, 'reach ack limit');
  });

  it('takes on-calls without end points', () => {
    const onCall = parseOnCall(
      raw({
        user: { id: 'PU' },
        escalation_policy: { id: 'PE' },
        escalation_level: 2,
        schedule: null,
        start: null,
        end: null,
      }),
    );
    assert.deepEqual(
      [onCall?.level, onCall?.schedule, onCall?.start, onCall?.end],
      [2, undefined, undefined, undefined],
    );
  });

  it('takes addresses of web pages only', () => {
    assert.equal(parseUrl('https://example.pagerduty.com/x'), 'https://example.pagerduty.com/x');
    for (const url of [
      null,
      '',
      'javascript:alert(1)',
      'command:workbench.action.quit',
      'file:///etc/passwd',
      'https://',
      '/x',
    ])
      assert.equal(parseUrl(url), undefined);
  });

  it('takes times and references with holes', () => {
    assert.deepEqual(
      [parseTime('2026-11-21T12:00:00Z'), parseTime('2026-11-21T13:00:00+01:00'), parseTime('no'), parseTime(null)],
      [noon, noon, undefined, undefined],
    );
    assert.deepEqual(parseReference({ id: 'P', name: 'Name', summary: null }), {
      id: 'P',
      name: 'Name',
      url: undefined,
    });
    assert.deepEqual(
      parseReferences([null, undefined, {}, { id: 'P' }]).map(({ id }) => id),
      ['P'],
    );
    assert.deepEqual(parseReferences(null), []);
  });
});
