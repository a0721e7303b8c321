import assert from 'node:assert/strict';
import type { ApprovalRequest } from '../../../src/agent/gate.ts';
import { client, openDoor as open } from '../../support/door.ts';

describe('approval', () => {
  const asking = (answer: 'once' | 'hour' | 'no', account?: () => string) => {
    const asked: ApprovalRequest[] = [];
    const opened = open(
      { deleteService: () => undefined, deleteTeam: () => undefined, createWebhookSubscription: () => ({}) },
      {
        approve: async (request) => {
          asked.push(request);
          return answer;
        },
        account,
      },
    );
    return { ...opened, asked };
  };

  it('once asks each time', async () => {
    const { call, asked, records } = asking('once');
    assert.equal((await call('delete_service', { id: 'P' })).text, 'Deleted.');
    await call('delete_service', { id: 'P' });
    assert.equal(asked.length, 2);
    assert.deepEqual(
      [asked[0]?.tool, asked[0]?.reason, asked[0]?.input, asked[0]?.client],
      ['delete_service', 'deletes', { id: 'P' }, client],
    );
    assert.deepEqual(
      records.map(({ decision }) => decision),
      ['approved', 'approved'],
    );
  });

  it('for this hour asks once an hour, for each operation', async () => {
    const { call, asked, clock } = asking('hour');
    await call('delete_service', { id: 'P1' });
    await call('delete_service', { id: 'P2' });
    assert.equal(asked.length, 1);
    await call('delete_team', { id: 'P3' });
    assert.equal(asked.length, 2);
    clock.now += 3_600_000;
    await call('delete_service', { id: 'P1' });
    assert.equal(asked.length, 3);
  });

  it('for this hour holds in the account that it was given in', async () => {
    let account = 'us.PADA';
    const { call, asked } = asking('hour', () => account);
    await call('delete_service', { id: 'P1' });
    account = 'eu.PADA';
    await call('delete_service', { id: 'P1' });
    assert.equal(asked.length, 2);
    account = 'us.PADA';
    await call('delete_service', { id: 'P1' });
    assert.equal(asked.length, 2);
  });

  it('for this hour holds for the connection that it was given to, whatever others call themselves', async () => {
    const { call, asked } = asking('hour');
    const from = (connection: string) =>
      call('delete_service', { id: 'P1' }, undefined, { client: { ...client, connection } });
    for (const connection of ['chat 1', 'terminal 2', 'chat 1', 'terminal 2']) await from(connection);
    assert.equal(asked.length, 2);
  });

  it('asks in the words that the editor gives', async () => {
    const asked: ApprovalRequest[] = [];
    const { call } = open(
      { deleteService: () => undefined },
      {
        approve: async (request) => {
          asked.push(request);
          return 'once';
        },
        toQuestion: ({ name }, { id }, reason) => ({ headline: `${name} ${id} ${reason}`, effect: 'Alles weg.' }),
      },
    );
    await call('delete_service', { id: 'P' });
    assert.deepEqual(asked[0]?.question, { headline: `${client.name} deleteService deletes`, effect: 'Alles weg.' });
  });

  it('no sends nothing', async () => {
    const { call, far, records } = asking('no');
    assert.match((await call('delete_service', { id: 'P' })).text, /did not allow it/);
    assert.deepEqual(far.callsOf('deleteService'), []);
    assert.deepEqual([records[0]?.decision, records[0]?.reason], ['denied', 'declined']);
  });

  it('is asked for valid input only', async () => {
    const { call, asked } = asking('once');
    await call('delete_service', { service_id: 'P' });
    assert.equal(asked.length, 0);
  });
});

describe('limits', () => {
  it('cap the writes of a minute, not the reads', async () => {
    const { call, clock, records } = open(
      { createIncidentNote: () => ({}), getIncident: () => ({}) },
      { limits: () => ({ writesPerMinute: 2, pagesPerHour: 5 }) },
    );
    const write = () => call('create_incident_note', { id: 'P', content: 'x' });
    assert.equal((await write()).isError, false);
    assert.equal((await write()).isError, false);
    assert.match((await write()).text, /write 2 times a minute/);
    assert.equal((await call('get_incident', { id: 'P' })).isError, false);
    assert.equal(records.at(-2)?.reason, 'limit');
    clock.now += 60_000;
    assert.equal((await write()).isError, false);
  });

  it('cap pages also at full access', async () => {
    const { call } = open(
      { updateIncident: () => ({}) },
      { access: () => ({ '*': 'full' }), limits: () => ({ writesPerMinute: 30, pagesPerHour: 1 }) },
    );
    const page = () => call('update_incident', { id: 'P', status: 'triggered' });
    assert.equal((await page()).isError, false);
    assert.match((await page()).text, /page people 1 times an hour/);
    assert.equal((await call('update_incident', { id: 'P', status: 'resolved' })).isError, false);
  });

  it('do not count what was refused', async () => {
    const { call } = open(
      { createIncidentNote: () => ({}) },
      { limits: () => ({ writesPerMinute: 1, pagesPerHour: 5 }) },
    );
    await call('create_incident_note', { id: 'P' });
    await call('delete_service', { id: 'P' });
    assert.equal((await call('create_incident_note', { id: 'P', content: 'x' })).isError, false);
  });
});

describe('the audit entry', () => {
  it('holds names of fields and no values', async () => {
    const { call, records } = open(
      { createWebhookSubscription: () => ({}), sendEventV2: () => ({}) },
      { access: () => ({ '*': 'full' }) },
    );
    await call('send_event_v2', { routing_key: 'R'.repeat(32), event_action: 'resolve', dedup_key: 'hush' });
    await call('send_event_v2', { routing_key: 'S3CRET', event_action: 'hush' });
    const text = JSON.stringify(records);
    assert.doesNotMatch(text, /RRRR|S3CRET|hush/);
    assert.deepEqual(records[0]?.fields, ['routing_key', 'event_action', 'dedup_key']);
  });

  it('names the account and the level that a call was decided in, whatever they are when it ends', async () => {
    const now: { account: string; level: 'full' | 'read' } = { account: 'us.PADA', level: 'full' };
    const { call, records } = open(
      {
        createIncidentNote: () => {
          Object.assign(now, { account: 'eu.PADA', level: 'read' });
          return {};
        },
      },
      { account: () => now.account, access: () => ({ '*': now.level }) },
    );
    await call('create_incident_note', { id: 'P', content: 'x' });
    await call('create_incident_note', { id: 'P', content: 'x' });
    assert.deepEqual(
      records.map(({ account, level, decision }) => [account, level, decision]),
      [
        ['us.PADA', 'full', 'allowed'],
        ['eu.PADA', 'read', 'denied'],
      ],
    );
  });

  it('names the level that refused what was asked about', async () => {
    let level: 'guarded' | 'read' = 'guarded';
    const { call, records } = open(
      {},
      {
        access: () => ({ '*': level }),
        approve: async () => {
          level = 'read';
          return 'once';
        },
      },
    );
    await call('delete_service', { id: 'P' });
    assert.deepEqual([records[0]?.level, records[0]?.reason], ['read', 'readOnly']);
  });

  it('names no account where the server knows none', async () => {
    const { call, records } = open({ getIncident: () => ({}) });
    await call('get_incident', { id: 'P' });
    assert.ok(records[0] && !('account' in records[0]));
  });

  it('names the objects of a bulk update', async () => {
    const { call, records } = open({ updateIncidents: () => ({}) });
    await call('update_incidents', {
      incidents: [
        { id: 'P1', status: 'resolved' },
        { id: 'P2', status: 'resolved' },
      ],
    });
    assert.deepEqual(records[0]?.targets, ['P1', 'P2']);
  });

  it('cuts what a client makes up', async () => {
    const { call, records } = open({});
    await call(
      'x'.repeat(500),
      Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}${'f'.repeat(200)}`, 1])),
    );
    assert.ok(JSON.stringify(records[0]).length < 8000);
  });
});
