import assert from 'node:assert/strict';
import { openTaskRoute, type TaskRoute, taskTime } from '../../support/taskRoute.ts';

interface Made {
  readonly id: string;
  readonly incident_number: number;
  readonly status: string;
  readonly title: string;
}

describe('the tasks that read', () => {
  let route: TaskRoute;
  before(async () => {
    route = await openTaskRoute();
  });
  after(() => route.dispose());
  const tell = async (task: string, args: Record<string, unknown> = {}): Promise<string> => {
    const { text, isError } = await route.call(task, args);
    assert.equal(isError, false, text);
    return text;
  };
  const fail = async (task: string, args: Record<string, unknown>): Promise<string> => {
    const { text, isError } = await route.call(task, args);
    assert.equal(isError, true, text);
    return text;
  };

  it('who_is_on_call: every level of a service, with the time left', async () => {
    const text = await tell('who_is_on_call', { of: 'edge gateway' });
    assert.match(text, /^On call for service Edge Gateway \(\w+\) at 2026-03-02 10:00Z:\nPlatform \(\w+\)\n/);
    assert.match(text, /level 1: .+ through Platform Primary \(\w+\), until 2026-03-09 08:00Z, 6 d 22 h left/);
    assert.match(text, /level 2: .+\n {2}level 3: .+, always/);
  });

  it('who_is_on_call: for a team, a schedule, a person, all, and at another time', async () => {
    assert.match(await tell('who_is_on_call', { of: 'the payments team' }), /^On call for team Payments/);
    assert.match(
      await tell('who_is_on_call', { of: 'Platform Secondary' }),
      /^On call for schedule Platform Secondary/,
    );
    assert.match(await tell('who_is_on_call', { of: 'Maya' }), /^On call for user Maya Lindqvist/);
    assert.ok((await tell('who_is_on_call')).split('\n').length > 10);
    const later = await tell('who_is_on_call', { of: 'Payments', at: '2026-03-03T03:00:00Z' });
    assert.match(later, /at 2026-03-03 03:00Z:[\s\S]+Mei-Ling Chou .+, 3 h left/);
  });

  it('who_is_on_call: for a schedule that no policy uses', async () => {
    assert.match(
      await tell('who_is_on_call', { of: 'Support Escalations' }),
      /at 2026-03-02 10:00Z: Hiroshi Endo \(\w+\); but no escalation policy uses this schedule/,
    );
  });

  it('who_is_on_call: says what a name can be, or that it is nothing', async () => {
    assert.match(await fail('who_is_on_call', { of: 'P' }), /^"P" can be .+; say which by its id\.$/);
    assert.match(await fail('who_is_on_call', { of: 'nobody' }), /^Nothing is called "nobody" among these: service, /);
  });

  it('my_work: open incidents and shifts, mine and somebody else’s', async () => {
    const text = await tell('my_work');
    assert.match(text, /^Maya Lindqvist \(\w+\) at 2026-03-02 10:00Z\n5 open incidents:\n {2}#\d+ “/);
    assert.match(text, /On call now:\n {2}Platform, level 1, through Platform Primary \(\w+\): until/);
    assert.match(
      await tell('my_work', { user: 'owen.gallagher@example.com' }),
      /Next shifts:\n {2}2026-03-03 06:00Z to/,
    );
  });

  it('incident_brief: by number, id, address and title, in at most 1,500 tokens', async () => {
    const open = [...route.sandbox.state.collection('incidents').values()]
      .map((incident) => incident as unknown as Made)
      .filter(({ status }) => status !== 'resolved');
    assert.ok(open.length > 5);
    for (const { id, incident_number: number } of open) {
      const text = await tell('incident_brief', { incident: number });
      assert.ok(Buffer.byteLength(text) <= 1500 * 4, `${number}: ${Buffer.byteLength(text)} bytes`);
      for (const head of [
        'State: ',
        'Service: ',
        'People: ',
        'Alerts',
        'Notes',
        'Recent changes',
        'Related',
        'Happened',
      ])
        assert.ok(text.includes(`\n${head}`), `${number}: ${head}`);
      assert.equal(await tell('incident_brief', { incident: id }), text);
      assert.equal(await tell('incident_brief', { incident: `https://x.pagerduty.com/incidents/${id}?a=b` }), text);
    }
    const text = await tell('incident_brief', { incident: 'certificate rotation stuck' });
    assert.match(text, /Runbooks:\n {2}https:\/\/runbooks\.example\.com\/service-mesh\n/);
    assert.match(text, /Notes, newest first:\n.+Adaeze Nwosu: “Rolled the policy back/);
    assert.match(text, /Related, open now:\n.+\(dependency\)/);
  });

  it('lookup: names, addresses, numbers and pages', async () => {
    const [incident] = [...route.sandbox.state.collection('incidents').values()] as unknown as readonly Made[];
    const [service] = [...route.sandbox.state.collection('services').values()];
    const lines = await tell('lookup', {
      names: [
        'maya.lindqvist@example.com',
        `#${incident?.incident_number}`,
        `https://x.pagerduty.com/service-directory/${service?.id}`,
        incident?.id,
        'payments',
        'zzz',
      ],
    });
    const [person, number, page, id, payments, nothing] = lines.split('\n');
    assert.match(person ?? '', /: user Maya Lindqvist \(\w+, maya\.lindqvist@example\.com\)$/);
    assert.ok(number?.includes(`(${incident?.id})`));
    assert.ok(page?.includes(`: service ${service?.name} (${service?.id})`));
    assert.ok(id?.includes(`: incident #${incident?.incident_number} `));
    assert.match(payments ?? '', /escalation policy Payments .+; also there: team Payments/);
    assert.equal(nothing, '"zzz": nothing found');
    assert.match(await tell('lookup', { names: ['payments'], kinds: ['team'] }), /^"payments": team Payments \(\w+\)$/);
  });

  it('handoff: the period, what is open, who is next', async () => {
    const text = await tell('handoff', { of: 'Payments', since: '2026-02-27T00:00:00Z' });
    assert.match(text, /^Handover of team Payments \(\w+\), 2026-02-27 00:00Z to 2026-03-02 10:00Z\n/);
    assert.match(text, /\n4 incidents opened, 3 of high urgency, 2 resolved\nResolved:\n {2}#\d+ “/);
    assert.match(text, /\nStill open:\n {2}#\d+ /);
    assert.match(text, /\nNext on level 1 within a day:\n {2}2026-03-02 14:00Z Jordan Whitaker/);
    assert.match(await tell('handoff', { since: '2025-12-01T00:00:00Z' }), /Noisy services:\n {2}.+: \d+ incidents\n/);
    assert.match(await fail('handoff', { since: '2026-03-03T00:00:00Z' }), /`since` must be before `until`/);
  });

  it('tell wrong input in one round, and send nothing', async () => {
    route.records.length = 0;
    assert.equal(
      await fail('incident_brief', { incidents: 4711 }),
      'incident_brief was not called: `incidents` is not a field; did you mean `incident`?; `incident` is missing (Number, id or address of the incident, or words of its title).',
    );
    assert.match(await fail('who_is_on_call', { at: 'noon' }), /`at` must be an ISO 8601 time/);
    assert.deepEqual(
      route.records.map(({ tool, decision, reason }) => [tool, decision, reason]),
      [
        ['incident_brief', 'denied', 'invalid input'],
        ['who_is_on_call', 'denied', 'invalid input'],
      ],
    );
  });
});

describe('a task that reads', () => {
  it('tells which part it could not read, and goes on', async () => {
    const route = await openTaskRoute({ access: () => ({ changeEvents: 'off' }) });
    try {
      const { text, isError } = await route.call('incident_brief', { incident: 'certificate rotation stuck' });
      assert.equal(isError, false);
      assert.match(text, /\nRecent changes could not be read: .+changeEvents is off for agents.+\n/);
      assert.match(text, /\nNotes, newest first:\n/);
    } finally {
      route.dispose();
    }
  });

  it('does nothing that the grant forbids', async () => {
    const route = await openTaskRoute({ access: () => ({ '*': 'off' }) });
    try {
      for (const [task, args] of [
        ['who_is_on_call', {}],
        ['my_work', {}],
        ['handoff', {}],
        ['lookup', { names: ['Maya'] }],
        ['incident_brief', { incident: 1 }],
      ] as const)
        assert.match((await route.call(task, args)).text, /off for agents/, task);
      assert.equal(route.sandbox.log.calls().length, 0);
      assert.ok(route.records.every(({ decision }) => decision === 'denied'));
    } finally {
      route.dispose();
    }
  });

  it('ends when it is cancelled', async () => {
    const route = await openTaskRoute();
    try {
      route.sandbox.faults.set({ listOnCalls: { kind: 'stall' } });
      const stop = new AbortController();
      const calling = route.call('who_is_on_call', {}, stop.signal);
      setTimeout(() => stop.abort(), 50);
      assert.deepEqual(await calling, {
        text: 'who_is_on_call was cancelled; what it had done until then stays.',
        note: '',
        isError: true,
      });
      assert.equal(route.records.at(-1)?.result, 'cancelled');
      assert.equal(route.records.at(-1)?.tool, 'who_is_on_call');
      assert.equal(Date.parse(route.records.at(-1)?.time ?? ''), taskTime);
    } finally {
      route.sandbox.faults.clear();
      route.dispose();
    }
  });
});
