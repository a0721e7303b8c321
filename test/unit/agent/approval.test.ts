import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { ElicitRequestSchema, type ElicitResult } from '@modelcontextprotocol/sdk/types.js';
import { type AgentServerOptions, createAgentServer } from '../../../src/agent/agentServer.ts';
import type { ApprovalRequest } from '../../../src/agent/gate.ts';
import { createTransport } from '../../../src/api/transport.ts';
import type { Via } from '../../../src/policy/agentActivity.ts';
import type { AuditEntry } from '../../../src/policy/audit.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/main.ts';
import type { Resource } from '../../../src/sandbox/state.ts';
import { createEmitter } from '../../../src/util/emitter.ts';
import { toolSource } from '../../support/agentTools.ts';

const tools = toolSource();

/** How a person answers in the client's form. */
type Answer = (message: string, signal: AbortSignal) => Promise<ElicitResult> | ElicitResult;

describe('approval', () => {
  let sandbox: Sandbox;
  const any = (collection: string): Resource => [...sandbox.state.collection(collection).values()][0] ?? assert.fail();

  const serve = async (more: Partial<AgentServerOptions> = {}, answer?: Answer, via?: Via) => {
    const records: AuditEntry[] = [];
    const stopped = createEmitter<void>();
    const server = createAgentServer({
      version: '1',
      tools,
      send: createTransport({ account: () => sandbox.account, token: async () => sandbox.token, userAgent: 'test' }),
      access: () => ({}),
      surface: () => 'everything',
      onDidChange: () => ({ dispose: () => undefined }),
      onDidStop: stopped.event,
      limits: () => ({ writesPerMinute: 30, pagesPerHour: 5 }),
      setting: '--access',
      record: (entry) => void records.push(entry),
      now: Date.now,
      ...more,
    });
    const [near, far] = InMemoryTransport.createLinkedPair();
    await server.connect(far, via);
    const client = new Client({ name: 'Copilot', version: '1' }, { capabilities: answer ? { elicitation: {} } : {} });
    if (answer)
      client.setRequestHandler(ElicitRequestSchema, ({ params }, { signal }) => answer(params.message, signal));
    await client.connect(near);
    const call = async (name: string, args: Record<string, unknown>, signal?: AbortSignal) => {
      const options = signal ? { signal } : {};
      const { content, isError } = await client.callTool({ name, arguments: args }, undefined, options);
      return { text: (content as { text: string }[])[0]?.text ?? '', isError: isError === true };
    };
    return { server, call, records, stopped };
  };
  const accept = (answer: string): ElicitResult => ({ action: 'accept', content: { answer } });
  const sent = () => sandbox.log.calls().filter(({ method }) => method !== 'GET');

  beforeEach(async () => {
    sandbox = await createSandbox();
  });
  afterEach(() => sandbox.dispose());

  it('is asked for in the client’s own form, by title', async () => {
    const tag = any('tags');
    const messages: string[] = [];
    const { call, records } = await serve({}, (message) => {
      messages.push(message);
      return accept('once');
    });
    assert.equal((await call('delete_tag', { id: tag.id })).text, 'Deleted.');
    assert.match(
      messages[0] ?? '',
      new RegExp(`^“Copilot” wants to delete a tag: “${tag.label}” \\(${tag.id}\\)\\.\nThis deletes `),
    );
    assert.equal(records[0]?.decision, 'approved');
    assert.deepEqual(records.length, 1, 'reading the title is a part of the call');
  });

  it('counts the people whom an incident pages', async () => {
    const service = any('services');
    const messages: string[] = [];
    const { call } = await serve({}, (message) => {
      messages.push(message);
      return accept('no');
    });
    await call('create_incident', { title: 'Down', service: { id: service.id } });
    assert.match(messages[0] ?? '', /This pages (1 person|\d+ people): \w/, messages[0]);
    assert.ok(messages[0]?.includes(`“${service.name}”`), messages[0]);
    const [ada, bo] = [...sandbox.state.collection('users').values()];
    await call('create_incident_responder_request', {
      id: any('incidents').id,
      requester_id: ada?.id,
      message: 'Help',
      responder_request_targets: [{ id: bo?.id, type: 'user_reference' }],
    });
    assert.match(messages[1] ?? '', new RegExp(`This pages 1 person: ${bo?.name}\\.$`));
    assert.deepEqual(sent(), []);
  });

  it('does not read for the question what agents may not read', async () => {
    const messages: string[] = [];
    const service = any('services');
    const { call } = await serve({ access: () => ({ services: 'off' }) }, (message) => {
      messages.push(message);
      return accept('no');
    });
    await call('create_incident', { title: 'Down', service: { id: service.id } });
    assert.match(messages[0] ?? '', new RegExp(`: ${service.id}\\.\nThis may page or message people\\.$`));
    assert.deepEqual(sandbox.log.calls(), []);
  });

  for (const [name, answer] of [
    ['declines', () => ({ action: 'decline' })],
    ['cancels', () => ({ action: 'cancel' })],
    ['says no', () => accept('no')],
    ['says something else', () => accept('yes, of course')],
    ['accepts without an answer', () => ({ action: 'accept' })],
    [
      'fails',
      () => {
        throw new Error('The form broke.');
      },
    ],
  ] as const satisfies readonly (readonly [string, Answer])[])
    it(`is a no where the person ${name}`, async () => {
      const { call, records } = await serve({}, answer as Answer);
      const { text, isError } = await call('delete_tag', { id: any('tags').id });
      assert.deepEqual([isError, /did not allow it/.test(text)], [true, true], text);
      assert.deepEqual(sent(), []);
      assert.deepEqual([records[0]?.decision, records[0]?.reason], ['denied', 'declined']);
    });

  it('holds for an hour where the person says so, for that operation', async () => {
    let asked = 0;
    const { call } = await serve({}, () => {
      asked += 1;
      return accept('hour');
    });
    for (const { id } of [...sandbox.state.collection('tags').values()].slice(0, 2)) await call('delete_tag', { id });
    assert.equal(asked, 1);
    await call('delete_service', { id: any('services').id });
    assert.equal(asked, 2);
  });

  it('comes from the port where the client has no form', async () => {
    const asked: ApprovalRequest[] = [];
    const { call } = await serve({
      approve: async (request) => {
        asked.push(request);
        return 'once';
      },
    });
    await call('delete_tag', { id: any('tags').id });
    assert.match(asked[0]?.question.headline ?? '', /wants to delete a tag/);
    assert.equal(sent().length, 1);
  });

  it('comes from the port for agents of a terminal, whose own form a program could answer', async () => {
    const asked: ApprovalRequest[] = [];
    const port = async (request: ApprovalRequest) => {
      asked.push(request);
      return 'no' as const;
    };
    const { call } = await serve({ approve: port }, () => accept('hour'), 'terminal');
    assert.match((await call('delete_tag', { id: any('tags').id })).text, /did not allow it/);
    assert.deepEqual([asked.length, sent()], [1, []]);
    const chat = await serve({ approve: port }, () => accept('once'), 'chat');
    assert.equal((await chat.call('delete_tag', { id: any('tags').id })).text, 'Deleted.');
    const alone = await serve({}, () => accept('once'), 'terminal');
    assert.equal((await alone.call('delete_tag', { id: any('tags').id })).text, 'Deleted.');
    assert.equal(asked.length, 1);
  });

  it('is refused with the cure where nobody can be asked', async () => {
    const { call } = await serve();
    const { text } = await call('delete_tag', { id: any('tags').id });
    assert.match(text, /nobody can be asked here; a person can allow it with "tags": "full" in --access\.$/);
    assert.deepEqual(sandbox.log.calls(), [], 'nothing is read for a question that nobody hears');
  });

  it('waits in sight, and goes with the call', async () => {
    let gone = false;
    const { call, server, records } = await serve(
      {},
      (_, signal) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            gone = true;
            resolve({ action: 'cancel' });
          }),
        ),
    );
    const stop = new AbortController();
    const calling = call('delete_tag', { id: any('tags').id }, stop.signal);
    calling.catch(() => undefined);
    while (server.watch.waiting().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const [waiting] = server.watch.waiting();
    assert.match(waiting?.question.headline ?? '', /wants to delete a tag/);
    stop.abort();
    await assert.rejects(calling);
    while (records.length === 0 || !gone) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(server.watch.waiting(), []);
    assert.deepEqual([records[0]?.decision, records[0]?.result], ['denied', 'cancelled']);
    assert.deepEqual(sent(), []);
  });

  it('counts for nothing when the grant was lowered meanwhile', async () => {
    let level: 'guarded' | 'read' = 'guarded';
    const { call } = await serve({ access: () => ({ '*': level }) }, () => {
      level = 'read';
      return accept('once');
    });
    assert.match((await call('delete_tag', { id: any('tags').id })).text, /agents may only read tags/);
    assert.deepEqual(sent(), []);
  });
});
