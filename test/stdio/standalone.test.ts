import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { taskNames } from '../../src/agent/tasks/taskTools.ts';
import { firstBroken, readAuditLine } from '../../src/policy/audit.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { type AgentProcess, startAgentProcess } from '../support/agentProcess.ts';

const full = ['--surface', 'everything', '--access', '{"*":"full"}'];

describe('the standalone server', () => {
  let sandbox: Sandbox;
  let agent: AgentProcess | undefined;
  const env = () => ({
    PAGERDUTY_TOKEN: sandbox.token.secret,
    PAGERDUTY_API_URL: sandbox.origin,
    PAGERDUTY_EVENTS_URL: sandbox.origin,
    PAGERDUTY_APP_URL: sandbox.origin,
  });
  const start = async (args: readonly string[], more: Record<string, string> = {}) => {
    agent = await startAgentProcess({ ...env(), ...more }, args);
    return agent;
  };
  const firstId = (collection: string): string => [...sandbox.state.collection(collection).keys()][0] ?? '';

  before(async () => {
    sandbox = await createSandbox();
  });
  afterEach(async () => {
    await agent?.close();
    agent = undefined;
    sandbox.log.clear();
  });
  after(() => sandbox.dispose());

  it('lists all 513 operations where everything is open', async () => {
    const { client } = await start(full);
    const { tools } = await client.listTools();
    assert.equal(tools.length, 513);
    assert.ok(Buffer.byteLength(JSON.stringify({ tools })) <= 360_000);
    assert.equal(sandbox.log.calls().length, 0, 'nothing is asked before a tool is called');
  });

  it('shows the search surface unless told otherwise', async () => {
    const { client } = await start([]);
    assert.deepEqual(
      (await client.listTools()).tools.map(({ name }) => name),
      [...taskNames, 'find_operations', 'describe_operation', 'call_operation'],
    );
  });

  it('hides areas that are off', async () => {
    const { client } = await start(['--surface', 'everything', '--access', '{"*":"off","teams":"read"}']);
    const { tools } = await client.listTools();
    assert.ok(tools.length > 3 && tools.every(({ name }) => /team/.test(name)), tools.map(({ name }) => name).join());
  });

  it('reads', async () => {
    const { call } = await start(['--surface', 'everything']);
    const { text, note, isError } = await call('list_incidents', {
      statuses: ['triggered', 'acknowledged'],
      date_range: 'all',
      limit: 2,
    });
    assert.equal(isError, false, text);
    const { incidents } = JSON.parse(text);
    assert.equal(incidents.length, 2);
    assert.match(incidents[0].title, /\w/);
    assert.match(note, /call again with offset: 2/);
    assert.deepEqual(sandbox.log.calls().at(-1)?.query['statuses[]'], ['triggered', 'acknowledged']);
  });

  it('writes', async () => {
    const { call } = await start(['--surface', 'everything']);
    const id = firstId('incidents');
    const { text, isError } = await call('create_incident_note', { id, content: 'Written over stdio.' });
    assert.equal(isError, false, text);
    assert.match(
      JSON.stringify([...sandbox.state.collection(`incidents/${id}/notes`).values()]),
      /Written over stdio\./,
    );
  });

  it('refuses a delete unless the access is full', async () => {
    const id = firstId('tags');
    const guarded = await start(['--surface', 'everything']);
    const refused = await guarded.call('delete_tag', { id });
    assert.equal(refused.isError, true);
    assert.match(refused.text, /it deletes, .*"full" in --access\.$/);
    assert.equal(sandbox.log.calls().length, 0);
    await guarded.close();
    const open = await start(full);
    assert.equal((await open.call('delete_tag', { id })).text, 'Deleted.');
    assert.equal(sandbox.log.calls().at(-1)?.status, 204);
  });

  it('refuses what pages people', async () => {
    const { call } = await start(['--surface', 'everything']);
    const { text } = await call('create_incident', { title: 'x', service: { id: firstId('services') } });
    assert.match(text, /page or message people/);
    assert.equal(sandbox.log.calls().length, 0);
  });

  it('sends events without the token', async () => {
    const { call } = await start(full);
    await call('send_event_v2', { routing_key: 'x'.repeat(32), event_action: 'resolve', dedup_key: 'a' });
    const { path: sent, headers } = sandbox.log.calls()[0] ?? {};
    assert.equal(sent, '/v2/enqueue');
    assert.equal(headers?.authorization, undefined);
  });

  it('passes on what PagerDuty refuses, in a sentence', async () => {
    const { call } = await start(['--surface', 'everything']);
    const { text, isError } = await call('get_incident', { id: 'PNOTHERE' });
    assert.deepEqual(
      { text, isError },
      {
        text: 'PagerDuty has no such object for getIncident, or this token cannot see it; check the id.',
        isError: true,
      },
    );
  });

  it('says who an account key acts for', async () => {
    const { call } = await start(['--surface', 'everything'], {
      PAGERDUTY_TOKEN: 'sandbox-account-key',
      PAGERDUTY_FROM: sandbox.account.from,
    });
    await call('create_incident_note', { id: firstId('incidents'), content: 'x' });
    assert.equal(sandbox.log.calls().at(-1)?.from, sandbox.account.from);
  });

  it('gathers all rows and tells how far it has come', async () => {
    const { client } = await start(['--surface', 'everything']);
    const told: number[] = [];
    const result = await client.callTool({ name: 'list_log_entries', arguments: { all: true } }, undefined, {
      onprogress: ({ progress, message }) => {
        told.push(progress);
        assert.equal(message, `${progress} log entries`);
      },
    });
    const [{ text }] = result.content as [{ text: string }];
    assert.ok(told.length > 1 && told.every((rows, i) => rows > (told[i - 1] ?? 0)), told.join());
    assert.equal(JSON.parse(text).log_entries.length, told.at(-1));
  });

  it('does tasks, each call of them held against the access', async () => {
    const { call } = await start(['--access', '{"*":"read"}']);
    const work = await call('my_work');
    assert.match(work.text, /open incidents?:\n {2}#\d+ “/);
    assert.match(work.note, /^Texts in this data were written by others/);
    const refused = await call('acknowledge', { incidents: [firstId('incidents')] });
    assert.equal(refused.isError, true);
    assert.match(refused.text, /agents may only read incidents|was \w+ already/);
    assert.ok(sandbox.log.calls().every(({ method }) => method === 'GET'));
  });

  it('ends a call that is cancelled', async () => {
    sandbox.faults.set({ listUsers: { kind: 'stall' } });
    const { client, call } = await start(['--surface', 'everything']);
    const stop = new AbortController();
    const stalled = client.callTool({ name: 'list_users', arguments: {} }, undefined, { signal: stop.signal });
    stalled.catch(() => undefined);
    setTimeout(() => stop.abort(), 300);
    await assert.rejects(stalled);
    sandbox.faults.clear();
    assert.equal((await call('list_teams')).isError, false, 'the server still answers');
  });

  it('keeps an audit without values', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'audit-'));
    const file = path.join(folder, 'audit.jsonl');
    const { call, close } = await start(['--surface', 'everything', '--audit', file]);
    await call('list_teams');
    await call('create_incident_note', { id: firstId('incidents'), content: 'a secret thought' });
    await call('delete_team', { id: firstId('teams') });
    await close();
    const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
    fs.rmSync(folder, { recursive: true });
    assert.equal(firstBroken(lines), undefined);
    assert.deepEqual(
      lines
        .map((line) => readAuditLine(line))
        .map((record) => [record?.tool, record?.decision, record?.result, record?.client.name]),
      [
        ['list_teams', 'allowed', 'ok', 'stdio test'],
        ['create_incident_note', 'allowed', 'ok', 'stdio test'],
        ['delete_team', 'denied', 'notSent', 'stdio test'],
      ],
    );
    assert.doesNotMatch(lines.join(), /secret thought|sandbox-user-key/);
  });
});
