import assert from 'node:assert/strict';
import { parseMaintenanceWindow } from '../../../src/domain/maintenanceWindow.ts';
import { parseOnCall } from '../../../src/domain/onCall.ts';
import { parseService, type Service } from '../../../src/domain/service.ts';
import type { IncidentState } from '../../../src/store/incidentState.ts';
import type { OnCallState } from '../../../src/store/onCallState.ts';
import type { ServiceState } from '../../../src/store/serviceState.ts';
import { onCallNodes } from '../../../src/views/onCallNodes.ts';
import { serviceNodes } from '../../../src/views/serviceNodes.ts';
import { statusText } from '../../../src/views/statusText.ts';
import { minutesAgo } from '../../support/fakeAccount.ts';
import { assertGolden, render } from '../../support/golden.ts';
import {
  failure,
  incidentState,
  moment,
  onCallState,
  sampleIncidents,
  serviceState,
  toRows,
} from '../../support/viewStates.ts';

const page = (path: string): string => `https://example.pagerduty.com/${path}`;
const user = (id: string, summary: string) => ({ id, summary, html_url: page(`users/${id}`) });
const policy = (id: string, summary: string) => ({ id, summary, html_url: page(`escalation_policies/${id}`) });
const [ada, grace, edsger] = [
  user('PADA', 'Ada Lovelace'),
  user('PGRACE', 'Grace Hopper'),
  user('PEDSGER', 'Edsger Dijkstra'),
];
const primary = { id: 'PSCH1', summary: 'Payments primary' };

const onCalls = [
  {
    user: grace,
    escalation_policy: policy('PEP2', 'Search'),
    escalation_level: 1,
    schedule: null,
    start: null,
    end: null,
  },
  {
    user: edsger,
    escalation_policy: policy('PEP1', 'Payments *primary*'),
    escalation_level: 2,
    schedule: { id: 'PSCH2', summary: 'Backup' },
    start: minutesAgo(600),
    end: minutesAgo(-45 * 60),
  },
  {
    user: ada,
    escalation_policy: policy('PEP1', 'Payments *primary*'),
    escalation_level: 1,
    schedule: primary,
    start: minutesAgo(120),
    end: minutesAgo(-200),
  },
  {
    user: grace,
    escalation_policy: policy('PEP1', 'Payments *primary*'),
    escalation_level: 1,
    schedule: { id: 'PSCH3', summary: 'Weekend' },
    start: minutesAgo(120),
    end: minutesAgo(-20 * 24 * 60),
  },
  {
    user: ada,
    escalation_policy: policy('PEP2', 'Search'),
    escalation_level: 3,
    schedule: primary,
    start: minutesAgo(120),
    end: minutesAgo(-200),
  },
].flatMap((row) => parseOnCall(row as unknown as Parameters<typeof parseOnCall>[0]) ?? []);

const onCallStates: Readonly<Record<string, Partial<OnCallState>>> = {
  'signed-out': { load: { kind: 'signedOut' } },
  loading: { load: { kind: 'loading' } },
  me: { onCalls },
  'more-than-listed': { onCalls: onCalls.slice(0, 2), more: true, shifts: onCalls.slice(2, 3) },
  'failed-with-shifts': { load: { kind: 'failed', failure }, shifts: onCalls.slice(2, 3) },
  'not-me': { onCalls: onCalls.filter((row) => row.user.id !== 'PADA') },
  'no-user': { onCalls, me: undefined },
  ended: { onCalls: onCalls.map((row) => ({ ...row, end: row.end && row.end - 4 * 3_600_000 })) },
  empty: {},
  failed: { load: { kind: 'failed', failure } },
  'failed-with-rows': { load: { kind: 'failed', failure }, onCalls: onCalls.slice(0, 1) },
};

describe('the on-call view', () => {
  for (const [name, fields] of Object.entries(onCallStates)) {
    it(`shows ${name.replaceAll('-', ' ')}`, () => {
      assertGolden(`onCalls/${name}.txt`, render(onCallNodes(onCallState(fields), moment)));
    });
  }

  it('tells everything about each row', () => {
    assertGolden('onCalls/everything.txt', render(onCallNodes(onCallState({ onCalls }), moment), { details: true }));
  });
});

const service = (n: number, name: string, status: string, more = {}): readonly [string, Service] => {
  const row = { id: `PSVC${n}`, type: 'service', name, status, html_url: page(`services/PSVC${n}`), ...more };
  return [row.id, parseService(row as unknown as Parameters<typeof parseService>[0])!];
};

const services = new Map([
  service(1, 'Checkout API', 'critical', {
    description: 'Takes *money*.',
    escalation_policy: { id: 'PEP1', summary: 'Payments' },
    teams: [{ id: 'PTEAM1', summary: 'Payments' }],
  }),
  service(2, 'Search Index', 'warning'),
  service(3, 'Email', 'active'),
  service(4, 'Reports', 'maintenance'),
  service(5, 'Legacy fax', 'disabled'),
  service(6, 'Billing', 'active'),
]);

const window = (id: string, start: number, end: number, of: string) =>
  parseMaintenanceWindow({
    id,
    type: 'maintenance_window',
    description: `Upgrade ${id}`,
    start_time: minutesAgo(-start),
    end_time: minutesAgo(-end),
    services: [{ id: of, type: 'service_reference' }],
    created_by: ada,
  } as unknown as Parameters<typeof parseMaintenanceWindow>[0])!;

const rows = toRows(sampleIncidents);
const full: Partial<ServiceState> = {
  services,
  incidents: new Map([
    ['PSVC1', [rows.get('P11')!, rows.get('P12')!]],
    ['PSVC2', [rows.get('P13')!]],
  ]),
  windows: new Map([
    ['PSVC4', [window('PW1', -60, 90, 'PSVC4')]],
    ['PSVC6', [window('PW0', -120, -60, 'PSVC6'), window('PW2', 26 * 60, 28 * 60, 'PSVC6')]],
  ]),
};

const serviceStates: Readonly<Record<string, Partial<ServiceState>>> = {
  'signed-out': { load: { kind: 'signedOut' } },
  loading: { load: { kind: 'loading' } },
  'before-incidents': { load: { kind: 'loading' }, services, incidents: undefined },
  full,
  more: { services: new Map([...services].slice(2, 3)), more: true },
  'loading-more': { services: new Map([...services].slice(2, 3)), more: true, loadingMore: true },
  empty: {},
  failed: { load: { kind: 'failed', failure } },
  'failed-with-rows': { ...full, load: { kind: 'failed', failure } },
};

describe('the service view', () => {
  for (const [name, fields] of Object.entries(serviceStates)) {
    it(`shows ${name.replaceAll('-', ' ')}`, () => {
      assertGolden(`services/${name}.txt`, render(serviceNodes(serviceState(fields), moment)));
    });
  }

  it('tells everything about each row', () => {
    assertGolden('services/everything.txt', render(serviceNodes(serviceState(full), moment), { details: true }));
  });

  it('tells menus which services the workspace names, by name or id', () => {
    const linkedBy = (words: readonly string[]) =>
      serviceNodes(serviceState(full), moment, { linked: words }).flatMap(({ label, context = '' }) =>
        /\blinked\b/.test(context) ? label : [],
      );
    assert.deepEqual(linkedBy(['search index', 'PSVC3', 'Nothing']), ['Search Index', 'Email']);
    assert.deepEqual(linkedBy([]), []);
  });

  it('marks what the person follows and what was left alone, as the list of incidents does', () => {
    const around = { followed: ['P12', 'P13'], staleAfter: 10 * 60_000 };
    assertGolden('services/followed.txt', render(serviceNodes(serviceState(full), moment, around)));
  });

  it('lays over what is pending', () => {
    const pending = new Map([
      ['P12', { status: 'acknowledged', notes: [] }],
      ['P13', { status: 'resolved', notes: [] }],
    ] as const);
    assertGolden('services/pending.txt', render(serviceNodes(serviceState(full), moment, { pending })));
  });
});

describe('the status bar', () => {
  const shifts = onCalls.filter(({ user }) => user.id === ada.id);
  const mine = onCallState({ shifts });
  const [idle, failed] = [{ kind: 'idle' }, { kind: 'failed', failure }] as const;
  const cases: Readonly<Record<string, readonly [Partial<IncidentState>, OnCallState]>> = {
    'signed out': [{ load: { kind: 'signedOut' } }, onCallState({ load: { kind: 'signedOut' } })],
    'nothing known yet': [
      { load: { kind: 'loading' }, mineLoad: idle, mine: new Map() },
      onCallState({ load: idle, mineLoad: idle }),
    ],
    'known by a look alone': [{ load: idle, incidents: new Map() }, onCallState({ load: idle, shifts })],
    'on call, one triggered': [{}, mine],
    'on call, one being acknowledged': [{ pending: new Map([['P12', { status: 'acknowledged', notes: [] }]]) }, mine],
    'on call, quiet': [{ mine: new Map() }, mine],
    'not on call': [{ mine: new Map() }, onCallState({ onCalls: onCalls.slice(0, 1) })],
    'on call later': [
      { mine: new Map() },
      onCallState({ shifts: shifts.map((row) => ({ ...row, start: moment.now + 1, end: moment.now + 9 })) }),
    ],
    'on call without an end': [
      { mine: new Map() },
      onCallState({ shifts: shifts.slice(0, 1).map((row) => ({ ...row, end: undefined })) }),
    ],
    'no user': [{ me: undefined, mine: new Map() }, onCallState({ me: undefined, shifts })],
    'failed, nothing known': [
      { load: failed, mineLoad: idle, mine: new Map() },
      onCallState({ load: failed, mineLoad: idle }),
    ],
    'failed, with what was known': [{ load: failed }, mine],
    'a look that failed': [{ load: idle, mineLoad: failed }, mine],
  };

  it('says how things stand for me', () => {
    const lines = Object.entries(cases).map(([name, [incidents, onCall]]) => {
      const status = statusText(incidentState(incidents), onCall, moment);
      if (!status) return `${name}: (nothing)`;
      return [
        `${name}: ${status.text} [${status.severity}]`,
        `  says: ${status.accessibilityLabel}`,
        ...status.tooltip
          .split('\n')
          .filter(Boolean)
          .map((line) => `  tip:  ${line}`),
      ].join('\n');
    });
    assertGolden('statusBar.txt', lines.join('\n'));
  });

  it('holds no text of strangers outside the escaped tooltip', () => {
    const evil = { ...failure, message: '$(flame) [click](http://evil.example)' };
    const status = statusText(incidentState({ load: { kind: 'failed', failure: evil } }), mine, moment);
    assert.equal(status?.text.includes('click'), false);
    assert.equal(status?.tooltip.includes('[click]('), false);
  });
});
