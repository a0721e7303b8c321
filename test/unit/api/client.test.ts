import assert from 'node:assert/strict';
import { originOf } from '../../../src/api/account.ts';
import { createClient, type Send } from '../../../src/api/client.ts';
import { table } from '../../../src/api/generated/table.ts';
import { toToolName } from '../../../src/api/toolName.ts';

describe('the client', () => {
  it('has a function for every row, which sends the row with its input and options', async () => {
    const seen: unknown[] = [];
    const send: Send = async (operation, input, options) => {
      seen.push([operation.id, input, options]);
      return { incident: { id: 'P1', title: 'DB down' } };
    };
    const client = createClient(table, send);
    const { signal } = new AbortController();
    const answer = await client.incidents.getIncident({ id: 'P1' }, { signal });
    assert.equal(answer.incident?.title, 'DB down');
    await client.abilities.listAbilities();
    assert.deepEqual(seen, [
      ['getIncident', { id: 'P1' }, { signal }],
      ['listAbilities', {}, undefined],
    ]);
    for (const [area, rows] of Object.entries(table))
      for (const id of Object.keys(rows))
        assert.equal(typeof (client as never as Record<string, Record<string, unknown>>)[area]?.[id], 'function');
  });

  it('types inputs and answers', () => {
    const client = createClient(table, async () => ({}));
    // @ts-expect-error: a status that does not exist
    void client.incidents.listIncidents({ statuses: ['burning'] });
    // @ts-expect-error: a path value that is missing
    void client.incidents.getIncident({}).catch(() => undefined);
    // @ts-expect-error: an answer field that does not exist
    void client.incidents.getIncident({ id: 'P' }).then((a) => a.incident?.colour);
  });
});

describe('originOf', () => {
  it('knows the hosts of both regions', () => {
    assert.deepEqual(
      (['us', 'eu'] as const).flatMap((region) =>
        (['rest', 'events', 'app'] as const).map((host) => originOf({ region }, host)),
      ),
      [
        'https://api.pagerduty.com',
        'https://events.pagerduty.com',
        'https://app.pagerduty.com',
        'https://api.eu.pagerduty.com',
        'https://events.eu.pagerduty.com',
        'https://app.eu.pagerduty.com',
      ],
    );
  });

  it('takes scheme and host of an own address, and nothing else', () => {
    assert.equal(
      originOf({ region: 'us', hosts: { rest: 'http://127.0.0.1:8080/some/path?x=1' } }, 'rest'),
      'http://127.0.0.1:8080',
    );
  });
});

describe('toToolName', () => {
  for (const [id, name] of Object.entries({
    listIncidents: 'list_incidents',
    getScheduleV3: 'get_schedule_v3',
    sendEventV2: 'send_event_v2',
    listOnCalls: 'list_on_calls',
  }))
    it(`${id} is ${name}`, () => assert.equal(toToolName(id), name));
});
