import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { type AgentServerOptions, createAgentServer } from '../../../src/agent/agentServer.ts';
import type { Surface } from '../../../src/agent/surface.ts';
import { taskNames } from '../../../src/agent/tasks/taskTools.ts';
import type { Access } from '../../../src/policy/access.ts';
import type { AuditEntry } from '../../../src/policy/audit.ts';
import { createEmitter } from '../../../src/util/emitter.ts';
import { toolSource } from '../../support/agentTools.ts';
import { type Answers, createFakeSend } from '../../support/fakeSend.ts';

const source = toolSource();
const tools = source.book();

const serve = (answers: Answers = {}, more: Partial<AgentServerOptions> = {}) => {
  const far = createFakeSend(answers);
  const records: AuditEntry[] = [];
  const changed = createEmitter<void>();
  const set: { access: Access; surface: Surface } = { access: {}, surface: 'everything' };
  const server = createAgentServer({
    version: '1.2.3',
    tools: source,
    send: far.send,
    access: () => set.access,
    surface: () => set.surface,
    onDidChange: changed.event,
    limits: () => ({ writesPerMinute: 2, pagesPerHour: 5 }),
    setting: '--access',
    record: (entry) => void records.push(entry),
    now: Date.now,
    ...more,
  });
  const connect = async (name = 'test client') => {
    const [near, other] = InMemoryTransport.createLinkedPair();
    await server.connect(other);
    const client = new Client({ name, version: '9' });
    await client.connect(near);
    return client;
  };
  return { server, connect, far, records, set, changed };
};

const names = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);
const textOf = (result: object) => (result as { content: { text: string }[] }).content[0]?.text ?? '';

describe('the agent server', () => {
  it('says who it is and what it is for', async () => {
    const client = await serve().connect();
    const { name, title, version } = client.getServerVersion() ?? {};
    assert.deepEqual({ name, title, version }, { name: 'pagerduty', title: 'PagerDuty', version: '1.2.3' });
    assert.ok((client.getInstructions()?.length ?? 0) < 1200, `${client.getInstructions()?.length} characters`);
  });

  it('lists every operation, and not those of areas that are off', async () => {
    const { connect, set } = serve();
    const client = await connect();
    assert.equal((await names(client)).length, tools.size);
    set.access = { '*': 'off', tags: 'read' };
    assert.deepEqual(new Set((await names(client)).map((name) => tools.get(name)?.row.area)), new Set(['tags']));
  });

  it('tells all clients that the tools changed', async () => {
    const { connect, changed } = serve();
    const clients = [await connect(), await connect()];
    const told = clients.map(
      (client) =>
        new Promise<void>((resolve) =>
          client.setNotificationHandler(ToolListChangedNotificationSchema, () => resolve()),
        ),
    );
    changed.fire();
    await Promise.all(told);
  });

  it('answers a call and says in the audit who called', async () => {
    const { connect, records } = serve({ getIncident: () => ({ incident: { id: 'P1', title: 'Down' } }) });
    const client = await connect('Copilot');
    const result = await client.callTool({ name: 'get_incident', arguments: { id: 'P1' } });
    assert.equal(textOf(result), '{"incident":{"id":"P1","title":"Down"}}');
    assert.equal(result.isError, undefined);
    assert.deepEqual(records[0]?.client, { name: 'Copilot', version: '9', connection: 'stdio 1' });
  });

  it('cleans and cuts what a client calls itself', async () => {
    const { connect, server, records } = serve();
    const client = await connect(`Evil\u202e\n${'x'.repeat(500)}`);
    await client.callTool({ name: 'get_incident', arguments: { id: 'P1' } });
    assert.equal(records[0]?.client.name, `Evil ${'x'.repeat(95)}`);
    assert.equal(server.watch.connections()[0]?.client.name, `Evil ${'x'.repeat(95)}`);
  });

  it('gives failures as results, not as protocol errors', async () => {
    const client = await serve().connect();
    const result = await client.callTool({ name: 'nothing_at_all', arguments: {} });
    assert.equal(result.isError, true);
    assert.match(textOf(result), /There is no tool/);
  });

  it('shares limits between its clients', async () => {
    const { connect } = serve({ createIncidentNote: () => ({}) });
    const note = async (client: Client) =>
      textOf(await client.callTool({ name: 'create_incident_note', arguments: { id: 'P', content: 'x' } }));
    const [one, two] = [await connect(), await connect()];
    await note(one);
    await note(two);
    assert.match(await note(two), /write 2 times a minute/);
  });

  it('ends the call that a client cancels', async () => {
    const { connect, far, records } = serve({ getIncident: () => new Promise(() => undefined) });
    const client = await connect();
    const stop = new AbortController();
    const call = client.callTool({ name: 'get_incident', arguments: { id: 'P' } }, undefined, { signal: stop.signal });
    call.catch(() => undefined);
    while (far.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await assert.rejects(call);
    while (records.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(far.calls[0]?.signal?.aborted, true);
    assert.equal(records[0]?.result, 'cancelled');
  });

  it('ends the calls of a client that goes', async () => {
    const { connect, far, records } = serve({ getIncident: () => new Promise(() => undefined) });
    const client = await connect();
    client.callTool({ name: 'get_incident', arguments: { id: 'P' } }).catch(() => undefined);
    while (far.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await client.close();
    while (records.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(records[0]?.result, 'cancelled');
  });
});

describe('the responder surface', () => {
  it('lists at most 40 tools, all of them real', async () => {
    const { connect, set } = serve();
    set.surface = 'responder';
    const listed = await names(await connect());
    assert.ok(listed.length >= 30 && listed.length <= 40, `${listed.length} tools`);
    for (const name of ['list_incidents', 'update_incident', 'list_on_calls', 'who_is_on_call', 'acknowledge'])
      assert.ok(listed.includes(name), name);
  });
});

describe('the search surface', () => {
  const search = async (answers: Answers = {}, access: Access = {}) => {
    const served = serve(answers);
    served.set.surface = 'search';
    served.set.access = access;
    const client = await served.connect();
    const call = async (name: string, args: Record<string, unknown>) =>
      textOf(await client.callTool({ name, arguments: args }));
    return { ...served, client, call };
  };

  it('lists the tasks and three tools in little space', async () => {
    const { client } = await search();
    const { tools: listed } = await client.listTools();
    assert.deepEqual(
      listed.map(({ name }) => name),
      [...taskNames, 'find_operations', 'describe_operation', 'call_operation'],
    );
    assert.ok(JSON.stringify(listed).length < 12_000);
  });

  it('finds, describes and calls', async () => {
    const { call, records } = await search({ getIncident: () => ({ incident: { id: 'P1' } }) });
    assert.match(await call('find_operations', { query: 'snooze an incident' }), /^snooze_incident\(id\*, duration\*/);
    const described = JSON.parse(await call('describe_operation', { name: 'get_incident' }));
    assert.deepEqual(
      [described.area, described.effect, described.level, Object.keys(described.input.properties)],
      ['incidents', 'read', 'guarded', ['id', 'include']],
    );
    assert.equal(
      await call('call_operation', { name: 'get_incident', input: { id: 'P1' } }),
      '{"incident":{"id":"P1"}}',
    );
    assert.deepEqual(
      records.map(({ tool, decision }) => [tool, decision]),
      [
        ['find_operations', 'allowed'],
        ['describe_operation', 'allowed'],
        ['get_incident', 'allowed'],
      ],
    );
  });

  it('passes the same door', async () => {
    const { call, far } = await search();
    assert.match(await call('call_operation', { name: 'delete_service', input: { id: 'P' } }), /it deletes/);
    assert.match(await call('call_operation', { name: 'get_service', input: { ids: 'P' } }), /did you mean `id`/);
    assert.match(await call('call_operation', { input: {} }), /call_operation takes `name`/);
    assert.match(
      await call('call_operation', { name: 'call_operation', input: { name: 'delete_service' } }),
      /There is no tool/,
    );
    assert.equal(far.calls.length, 0);
  });

  it('does not find what is off', async () => {
    const { call } = await search({}, { incidents: 'off' });
    assert.doesNotMatch(await call('find_operations', { query: 'snooze an incident', limit: 30 }), /snooze_incident\(/);
    assert.match(
      await call('describe_operation', { name: 'snooze_incident' }),
      /There is no operation snooze_incident/,
    );
  });

  it('tells beside the answer that the audit could not be written', async () => {
    const { connect, set } = serve(
      {},
      {
        record: () => {
          throw new Error('disk full');
        },
      },
    );
    set.surface = 'search';
    const client = await connect();
    for (const args of [{ query: 'snooze an incident' }, {}]) {
      const result = await client.callTool({ name: 'find_operations', arguments: args });
      const told = (result as { content: { text: string }[] }).content.map(({ text }) => text).join('\n');
      assert.match(told, /^(snooze_incident\(|.*needs `query`)[\s\S]*audit line of this call could not be written/);
    }
  });

  it('tells what it needs', async () => {
    const { call } = await search();
    assert.match(await call('find_operations', {}), /needs `query`/);
    assert.match(await call('describe_operation', { name: 'get_incidnt' }), /did you mean get_incident\?/);
    assert.match(await call('find_operations', { query: 'zzzz' }), /Nothing fits/);
  });
});
