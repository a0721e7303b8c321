import assert from 'node:assert/strict';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  LoggingMessageNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { toInstructions } from '../../../src/agent/instructions.ts';
import { surfaces } from '../../../src/agent/surface.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/main.ts';
import type { Resource } from '../../../src/sandbox/state.ts';
import { createEmitter } from '../../../src/util/emitter.ts';
import { connectAgent } from '../../support/agentClient.ts';
import { eventually } from '../../support/eventually.ts';

describe('beside its tools, the agent server', () => {
  let sandbox: Sandbox;
  const any = (collection: string): Resource => [...sandbox.state.collection(collection).values()][0] ?? assert.fail();
  const textOf = ({ contents }: Awaited<ReturnType<Client['readResource']>>): string =>
    contents.map((each) => ('text' in each ? each.text : '')).join('\n');

  before(async () => {
    sandbox = await createSandbox();
  });
  afterEach(() => sandbox.log.clear());
  after(() => sandbox.dispose());

  it('gives instructions that are short and fit the surface', () => {
    const texts = surfaces.map(toInstructions);
    assert.equal(new Set(texts).size, surfaces.length);
    for (const text of texts) assert.ok(text.length < 1200 && /dry_run/.test(text), `${text.length} characters`);
  });

  it('has a picture of itself, its prompts and its resources', async () => {
    const { client } = await connectAgent(sandbox);
    const { prompts } = await client.listPrompts();
    const { resources } = await client.listResources();
    for (const icons of [client.getServerVersion()?.icons, ...[...prompts, ...resources].map((each) => each.icons)])
      assert.match(icons?.[0]?.src ?? '', /^data:image\/svg\+xml;base64,/);
  });

  it('offers prompts for what a responder writes', async () => {
    const { client } = await connectAgent(sandbox);
    const { prompts } = await client.listPrompts();
    assert.deepEqual(
      prompts.map(({ name }) => name),
      ['triage_incident', 'write_handover', 'draft_status_update', 'draft_postmortem', 'plan_maintenance_window'],
    );
    for (const { title, description } of prompts) assert.ok(title && description);
    const { messages } = await client.getPrompt({
      name: 'triage_incident',
      arguments: { incident: '#7 Down\u202e\nnow' },
    });
    const [{ content } = assert.fail()] = messages;
    assert.match(content.type === 'text' ? content.text : '', /^Triage PagerDuty incident #7 Down now\.\n1\. /);
    assert.deepEqual(sandbox.log.calls(), []);
    await assert.rejects(client.getPrompt({ name: 'triage_incident' }), /triage_incident needs incident/);
    await assert.rejects(client.getPrompt({ name: 'nothing' }), /There is no such prompt; there are triage_incident/);
  });

  it('names only operations that there are', async () => {
    const { client } = await connectAgent(sandbox);
    const names = new Set((await client.listTools()).tools.map(({ name }) => name));
    for (const { name, arguments: taken = [] } of (await client.listPrompts()).prompts) {
      const given = Object.fromEntries(taken.map((each) => [each.name, 'x']));
      const { messages } = await client.getPrompt({ name, arguments: given });
      const used = JSON.stringify(messages).match(/\b(list|get|create|update)_[a-z_]+/g) ?? [];
      assert.ok(used.length > 0);
      for (const tool of used) assert.ok(names.has(tool), `${name}: ${tool}`);
    }
  });

  it('completes arguments from the account, through the door', async () => {
    const { client, records } = await connectAgent(sandbox);
    const complete = async (prompt: string, name: string, value: string) =>
      (await client.complete({ ref: { type: 'ref/prompt', name: prompt }, argument: { name, value } })).completion
        .values;
    const incidents = await complete('triage_incident', 'incident', '');
    assert.match(incidents[0] ?? '', /^#\d+ \w/);
    const number = incidents[0]?.match(/\d+/)?.[0] ?? '';
    assert.ok((await complete('triage_incident', 'incident', number)).includes(incidents[0] ?? ''));
    assert.deepEqual(records.length, 1, 'the next key asks nobody');
    const name = String(any('services').name);
    assert.deepEqual(await complete('plan_maintenance_window', 'service', name), [name]);
    assert.ok((await complete('write_handover', 'to', '')).every((value) => value.includes('@')));
    assert.deepEqual(await complete('write_handover', 'hours', '1'), []);
    assert.deepEqual(
      new Set(records.map(({ tool }) => tool)),
      new Set(['list_incidents', 'list_services', 'list_users']),
    );
    await assert.rejects(complete('nothing', 'x', ''), /There is no such prompt/);
  });

  it('completes ids of resources, and nothing where an area is off', async () => {
    const { client } = await connectAgent(sandbox, { access: () => ({ services: 'off' }) });
    const complete = async (uri: string, value: string) =>
      (await client.complete({ ref: { type: 'ref/resource', uri }, argument: { name: 'id', value } })).completion
        .values;
    const { id } = any('schedules');
    assert.ok((await complete('pagerduty://schedules/{id}', '')).includes(id));
    assert.deepEqual(await complete('pagerduty://services/{id}', ''), []);
  });

  it('reads resources by address, through the door', async () => {
    const { client, records } = await connectAgent(sandbox);
    const { resourceTemplates } = await client.listResourceTemplates();
    assert.deepEqual(
      resourceTemplates.map(({ uriTemplate }) => uriTemplate),
      ['incidents', 'services', 'schedules', 'escalation-policies'].map((place) => `pagerduty://${place}/{id}`),
    );
    for (const [place, collection] of [
      ['incidents', 'incidents'],
      ['services', 'services'],
      ['schedules', 'schedules'],
      ['escalation-policies', 'escalation_policies'],
    ] as const) {
      const { id } = any(collection);
      assert.ok(
        textOf(await client.readResource({ uri: `pagerduty://${place}/${id}` })).includes(`"id":"${id}"`),
        place,
      );
    }
    for (const { uri } of (await client.listResources()).resources)
      assert.match(textOf(await client.readResource({ uri })), /written by others/, uri);
    assert.ok(records.every(({ decision, client: by }) => decision === 'allowed' && by.name === 'Copilot'));
    assert.deepEqual(records.at(-1)?.tool, 'list_on_calls');
  });

  it('says what it cannot read', async () => {
    const { client, records } = await connectAgent(sandbox, { access: () => ({ services: 'off' }) });
    const { resourceTemplates } = await client.listResourceTemplates();
    assert.ok(!resourceTemplates.some(({ name }) => name === 'service'));
    const read = (uri: string) => client.readResource({ uri });
    await assert.rejects(read('pagerduty://services/P1'), /services is off for agents/);
    await assert.rejects(read('pagerduty://incidents/PNOTHERE'), { code: -32002 });
    for (const uri of [
      'pagerduty://nothing',
      'pagerduty://incidents/a/b',
      'pagerduty://incidents/',
      'file:///etc/passwd',
    ])
      await assert.rejects(read(uri), /There is no such resource/, uri);
    assert.equal(records.length, 2);
  });

  it('tells what changed to those who subscribed, as somebody else sees it', async () => {
    const seen = createEmitter<readonly string[]>();
    const { client } = await connectAgent(sandbox, { onDidChangeResources: seen.event });
    const told: string[] = [];
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void told.push(params.uri));
    const [one, two] = ['pagerduty://incidents/P1', 'pagerduty://incidents/P2'];
    await client.subscribeResource({ uri: one });
    await client.subscribeResource({ uri: two });
    await client.unsubscribeResource({ uri: two });
    seen.fire([one, two, 'pagerduty://services/P3']);
    await client.ping();
    assert.deepEqual(told, [one]);
    await assert.rejects(client.subscribeResource({ uri: 'pagerduty://nothing/at/all' }), { code: -32002 });
  });

  it('looks by itself only while somebody has subscribed', async () => {
    const { client, records } = await connectAgent(sandbox);
    const uri = `pagerduty://incidents/${any('incidents').id}`;
    await client.subscribeResource({ uri });
    await eventually(() => assert.equal(records.length, 1));
    await client.unsubscribeResource({ uri });
    await client.close();
    assert.deepEqual(
      records.map(({ tool }) => tool),
      ['get_incident'],
    );
  });

  it('logs a client’s own calls from the level that it sets, without values', async () => {
    const { client } = await connectAgent(sandbox);
    const lines: string[] = [];
    client.setNotificationHandler(
      LoggingMessageNotificationSchema,
      ({ params }) => void lines.push(`${params.level}: ${params.data}`),
    );
    const call = (name: string, args: Record<string, unknown>) => client.callTool({ name, arguments: args });
    await call('list_tags', {});
    await client.setLoggingLevel('warning');
    await call('list_tags', {});
    await call('delete_tag', { id: 'P1' });
    await call('get_tag', { id: 'PNOTHERE' });
    await client.setLoggingLevel('debug');
    await call('list_tags', { query: 'hush' });
    await client.ping();
    assert.deepEqual(
      lines.map((line) => line.replace(/, [\d.]+ s$/, '')),
      [
        'warning: Copilot called delete_tag on P1: denied (deletes), tags: guarded',
        'error: Copilot called get_tag on PNOTHERE: allowed, tags: guarded, failed (notFound)',
        'info: Copilot called list_tags: allowed, tags: guarded',
      ],
    );
  });
});
