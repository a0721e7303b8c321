import assert from 'node:assert/strict';
import type { ApprovalRequest } from '../../../src/agent/gate.ts';
import { ApiError } from '../../../src/api/errors.ts';
import { client, openDoor as open } from '../../support/door.ts';

describe('the door', () => {
  it('lets a read pass, shapes the answer and records it', async () => {
    const { call, records } = open({ getIncident: () => ({ incident: { id: 'P1', self: 'x', title: 'Down' } }) });
    const { text, isError } = await call('get_incident', { id: 'P1' });
    assert.deepEqual({ text, isError }, { text: '{"incident":{"id":"P1","title":"Down"}}', isError: false });
    assert.deepEqual(records, [
      {
        time: new Date(1_000_000).toISOString(),
        client,
        tool: 'get_incident',
        operation: 'getIncident',
        area: 'incidents',
        effect: 'read',
        level: 'guarded',
        targets: ['P1'],
        fields: ['id'],
        decision: 'allowed',
        result: 'ok',
        ms: 0,
      },
    ]);
  });

  it('knows no other tools, names the nearest and records that too', async () => {
    const { call, far, records } = open({});
    const { text, isError } = await call('list_incident', {});
    assert.equal(isError, true);
    assert.equal(text, 'There is no tool list_incident; did you mean list_incidents?');
    assert.equal(far.calls.length, 0);
    assert.deepEqual(
      records.map(({ decision, reason, result }) => ({ decision, reason, result })),
      [{ decision: 'denied', reason: 'unknown tool', result: 'notSent' }],
    );
  });

  it('refuses what the level forbids, before it looks at the input', async () => {
    const { call, far, records } = open({}, { access: () => ({ incidents: 'read', services: 'off' }) });
    assert.match(
      (await call('update_incident', { nonsense: 1 })).text,
      /agents may only read incidents.*"incidents": "guarded" in --access/,
    );
    assert.match((await call('get_service', { id: 'P' })).text, /services is off for agents/);
    assert.equal(far.calls.length, 0);
    assert.deepEqual(
      records.map(({ reason }) => reason),
      ['readOnly', 'off'],
    );
  });

  it('refuses deletes and pages while nobody can be asked', async () => {
    const { call, far } = open({});
    assert.match((await call('delete_service', { id: 'P' })).text, /it deletes.*"services": "full" in --access/);
    assert.match((await call('update_incident', { id: 'P', status: 'triggered' })).text, /page or message people/);
    assert.equal(far.calls.length, 0);
  });

  it('lets writes pass that page nobody', async () => {
    const { call, far } = open({ updateIncident: () => ({ incident: { id: 'P', status: 'resolved' } }) });
    assert.equal((await call('update_incident', { id: 'P', status: 'resolved' })).isError, false);
    assert.deepEqual(far.calls[0]?.input, { id: 'P', status: 'resolved' });
  });

  it('takes a change of access at once', async () => {
    let level: 'off' | 'read' = 'read';
    const { call } = open({ getIncident: () => ({}) }, { access: () => ({ '*': level }) });
    assert.equal((await call('get_incident', { id: 'P' })).isError, false);
    level = 'off';
    assert.equal((await call('get_incident', { id: 'P' })).isError, true);
  });

  it('sends nothing for wrong input, and says what was expected', async () => {
    const { call, far, records } = open({});
    const { text } = await call('list_incidents', { team_id: ['P'], statuses: ['open'] });
    assert.equal(
      text,
      'list_incidents was not called: `team_id` is not a field; did you mean `team_ids`?; `statuses[0]` must be one of triggered, acknowledged, resolved, not the string "open".',
    );
    assert.equal(far.calls.length, 0);
    assert.equal(records[0]?.reason, 'invalid input');
  });

  it('takes the wrapper and the type that PagerDuty shows in its own documents', async () => {
    const { call, far } = open({ createService: () => ({}) });
    const service = {
      type: 'service',
      name: 'Shop',
      escalation_policy: { id: 'PE', type: 'escalation_policy_reference' },
    };
    assert.equal((await call('create_service', { service })).isError, false);
    assert.equal(far.calls[0]?.input.name, 'Shop');
  });

  it('never lets a wrapper change the object that the path names', async () => {
    const { call, far, records } = open({ updateIncident: () => ({}) });
    await call('update_incident', { id: 'P1', incident: { id: 'P2', title: 'x' } });
    assert.equal(far.calls[0]?.input.id, 'P1');
    assert.deepEqual(records[0]?.targets, ['P1']);
  });

  it('gathers all rows, tells how far it has come, and stops at once when it is cancelled', async () => {
    const stop = new AbortController();
    const told: string[] = [];
    let waiting = 0;
    const { call, far, records } = open({
      listUsers: ({ limit, offset }) => {
        const page = {
          users: Array.from({ length: 100 }, (_, i) => ({ id: `P${Number(offset) + i}` })),
          limit,
          offset,
        };
        if (Number(offset) < 300) return { ...page, more: true, total: 5000 };
        waiting++;
        return new Promise(() => undefined);
      },
    });
    const onProgress = (rows: number, name: string): void => {
      told.push(`${rows} ${name}`);
      if (rows === 300) setImmediate(() => stop.abort());
    };
    const { text, isError } = await call('list_users', { all: true }, stop.signal, { onProgress });
    assert.deepEqual({ text, isError }, { text: 'list_users was cancelled.', isError: true });
    assert.deepEqual(told, ['100 users', '200 users', '300 users']);
    assert.ok(waiting > 0 && far.calls.every(({ signal }) => signal?.aborted), 'every page under way is ended');
    assert.equal(records[0]?.result, 'cancelled');
  });

  it('gathers a thousand rows at most', async () => {
    const { call, far } = open({
      listUsers: ({ limit, offset }) => ({
        users: Array.from({ length: 100 }, (_, i) => ({ id: `P${Number(offset) + i}` })),
        limit,
        offset,
        more: true,
        total: 5000,
      }),
    });
    const { text, note } = await call('list_users', { all: true });
    assert.equal(JSON.parse(text).users.length, 1000);
    assert.match(
      note ?? '',
      /1000 users are shown and there are more; call again with offset: 1000, that is list_users \{"offset":1000\}\.$/,
    );
    assert.ok(far.calls.length <= 16, `${far.calls.length} calls`);
  });

  it('gathers rows over several pages', async () => {
    const row = (i: number) => ({ id: `P${i}` });
    const { call, far } = open({
      listUsers: ({ limit, offset }) => ({
        users: Array.from({ length: Number(limit) }, (_, i) => row(Number(offset) + i)),
        limit,
        offset,
        more: Number(offset) + Number(limit) < 400,
        total: 400,
      }),
    });
    const { text, note } = await call('list_users', { limit: 150 });
    assert.equal(JSON.parse(text).users.length, 150);
    assert.match(note ?? '', /150 users are shown and there are more; call again with offset: 150/);
    assert.deepEqual(
      far.calls.slice(0, 2).map(({ input }) => input.offset),
      [0, 100],
    );
  });
});

describe('failures', () => {
  it('come back as one sentence, with their kind in the audit', async () => {
    const { call, records } = open({
      getIncident: () => {
        throw new ApiError('No such\u202E incident.', { kind: 'notFound', operationId: 'getIncident', status: 404 });
      },
    });
    const { text, isError } = await call('get_incident', { id: 'P' });
    assert.deepEqual({ text, isError }, { text: 'No such incident.', isError: true });
    assert.deepEqual([records[0]?.decision, records[0]?.result], ['allowed', 'notFound']);
  });

  it('that nobody foresaw are told too', async () => {
    const { call, records } = open({
      getIncident: () => {
        throw new TypeError('boom');
      },
    });
    assert.match((await call('get_incident', { id: 'P' })).text, /failed in a way nobody foresaw: TypeError: boom/);
    assert.equal(records[0]?.result, 'failed');
  });

  it('of the audit are told beside the answer', async () => {
    const { call } = open(
      { getIncident: () => ({ incident: { id: 'P' } }) },
      {
        record: () => {
          throw new Error('disk full');
        },
      },
    );
    const { isError, note } = await call('get_incident', { id: 'P' });
    assert.equal(isError, false);
    assert.match(note ?? '', /audit line of this call could not be written: Error: disk full/);
  });
});

describe('cancellation', () => {
  it('ends a call at once, also one that does not listen', async () => {
    const { call, records } = open({}, { send: () => new Promise(() => undefined) });
    const stop = new AbortController();
    const answer = call('get_incident', { id: 'P' }, stop.signal);
    stop.abort();
    assert.equal((await answer).isError, true);
    assert.equal(records[0]?.result, 'cancelled');
  });

  it('ends a question', async () => {
    let asked: ApprovalRequest | undefined;
    const { call, far, records } = open(
      {},
      {
        approve: (request) => {
          asked = request;
          return new Promise(() => undefined);
        },
      },
    );
    const stop = new AbortController();
    const answer = call('delete_service', { id: 'P' }, stop.signal);
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    assert.equal((await answer).isError, true);
    assert.equal(asked?.signal.aborted, true);
    assert.deepEqual(far.callsOf('deleteService'), []);
    assert.deepEqual([records[0]?.decision, records[0]?.result], ['denied', 'cancelled']);
  });
});
