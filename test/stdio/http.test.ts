import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { readAuditLine } from '../../src/policy/audit.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { runAgentProcess } from '../support/agentProcess.ts';
import { connectOverHttp, type HttpAgent, startHttpAgent } from '../support/httpAgent.ts';

const secret = 'a-secret-of-the-tests';
const everything = ['--surface', 'everything'];

const greeting = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
};

describe('the server over HTTP', () => {
  let sandbox: Sandbox;
  let agent: HttpAgent;

  /** A request as any program or page could make it; fetch would not let us choose Host. */
  const ask = async (
    more: { method?: string; path?: string; headers?: Record<string, string>; body?: unknown } = {},
  ): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string }> => {
    const request = http.request({
      host: agent.url.hostname,
      port: agent.url.port,
      method: more.method ?? 'POST',
      path: more.path ?? '/mcp',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...more.headers,
      },
    });
    request.end(
      ['GET', 'DELETE', 'OPTIONS'].includes(more.method ?? '') ? undefined : JSON.stringify(more.body ?? greeting),
    );
    const [response] = await new Promise<[http.IncomingMessage]>((resolve, reject) => {
      request.once('response', (given) => resolve([given])).once('error', reject);
    });
    return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
  };

  before(async () => {
    sandbox = await createSandbox();
    agent = await startHttpAgent(sandbox, everything, { PAGERDUTY_MCP_SECRET: secret });
  });
  afterEach(() => sandbox.log.clear());
  after(async () => {
    await agent.close();
    await sandbox.dispose();
  });

  it('serves the SDK’s client, with the secret as a bearer header', async () => {
    const client = await connectOverHttp(agent.url, secret);
    assert.equal((await client.listTools()).tools.length, 513);
    const { content, isError } = await client.callTool({ name: 'list_teams', arguments: { limit: 1 } });
    assert.equal(isError, undefined);
    assert.equal(JSON.parse((content as { text: string }[])[0]?.text ?? '').teams.length, 1);
    await client.close();
  });

  it('says in the audit that its clients come over HTTP', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'http-audit-'));
    const file = path.join(folder, 'audit.jsonl');
    const audited = await startHttpAgent(sandbox, ['--audit', file], { PAGERDUTY_MCP_SECRET: secret });
    try {
      const client = await connectOverHttp(audited.url, secret);
      await client.callTool({ name: 'find_operations', arguments: { query: 'teams' } });
      await client.close();
      const record = readAuditLine(fs.readFileSync(file, 'utf8').trimEnd());
      assert.deepEqual([record?.client.connection, record && 'account' in record], ['http 1', false]);
    } finally {
      await audited.close();
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('serves a client that has the secret in its address', async () => {
    const client = await connectOverHttp(new URL(`/${secret}/mcp`, agent.url));
    await client.ping();
    await client.close();
  });

  it('serves many clients side by side, each in a session of its own', async () => {
    const clients = await Promise.all(Array.from({ length: 5 }, () => connectOverHttp(agent.url, secret)));
    await Promise.all(clients.map((client) => client.callTool({ name: 'list_tags', arguments: {} })));
    await Promise.all(clients.map((client) => client.close()));
  });

  it('says nothing of the secret that it was given', () => {
    assert.doesNotMatch(agent.how, new RegExp(secret));
  });

  for (const [name, headers] of [
    ['another Host', { host: 'evil.example.com' }],
    ['a Host that begins like ours', { host: 'localhost.example.com' }],
    ['a Host with a name before ours', { host: 'evil@localhost' }],
    ['another Origin', { origin: 'https://evil.example.com' }],
    ['an Origin that hides', { origin: 'null' }],
  ] as const)
    it(`refuses ${name}`, async () => {
      const { status, body } = await ask({ headers });
      assert.equal(status, 403);
      assert.match(JSON.parse(body).error.message, /^[^\n]+\.$/);
    });

  for (const headers of [
    { host: 'localhost' },
    { host: '[::1]:4000' },
    { origin: 'http://localhost:3000' },
    { origin: 'http://127.0.0.1' },
  ])
    it(`answers ${JSON.stringify(headers)}`, async () => assert.equal((await ask({ headers })).status, 200));

  it('asks for the secret', async () => {
    for (const headers of [{ authorization: '' }, { authorization: `Bearer ${secret}x` }, { authorization: secret }]) {
      const { status, headers: answered, body } = await ask({ headers });
      assert.equal(status, 401);
      assert.equal(answered['www-authenticate'], 'Bearer');
      assert.doesNotMatch(body, new RegExp(secret));
    }
    assert.equal(
      (await ask({ path: `/${secret}x/mcp` })).status,
      401,
      'a wrong segment is not mended by a right header',
    );
    assert.equal((await ask({ path: '/%E0%A4%A/mcp' })).status, 401);
  });

  it('has nothing elsewhere', async () => {
    for (const path of ['/', '/mcpx', `/${secret}`, `/${secret}/mcp/x`, '/.well-known/oauth-protected-resource'])
      assert.equal((await ask({ path })).status, 404, path);
  });

  it('takes no other methods', async () => {
    for (const method of ['PUT', 'PATCH', 'OPTIONS']) {
      const { status, headers } = await ask({ method });
      assert.deepEqual([status, headers.allow], [405, 'POST, GET, DELETE']);
    }
  });

  it('wants a session, and a known one', async () => {
    const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };
    assert.equal((await ask({ method: 'GET' })).status, 400);
    assert.equal((await ask({ body: list })).status, 400);
    assert.equal((await ask({ body: list, headers: { 'mcp-session-id': 'none' } })).status, 404);
    const { headers } = await ask();
    const own = { 'mcp-session-id': String(headers['mcp-session-id']) };
    assert.equal((await ask({ body: list, headers: own })).status, 200);
    assert.equal((await ask({ method: 'DELETE', headers: own })).status, 200);
    assert.equal((await ask({ body: list, headers: own })).status, 404, 'an ended session stays ended');
  });

  it('refuses a body of megabytes and one that is no JSON', async () => {
    assert.equal((await ask({ body: 'x'.repeat(5_000_000) })).status, 413);
    assert.equal((await ask({ headers: { 'content-type': 'text/plain' } })).status, 415);
  });

  it('closes the silent before it refuses the new', async () => {
    const first = await ask();
    for (let i = 0; i < 70; i += 1) assert.equal((await ask()).status, 200);
    const own = { 'mcp-session-id': String(first.headers['mcp-session-id']) };
    assert.equal((await ask({ headers: own, body: { jsonrpc: '2.0', id: 2, method: 'ping' } })).status, 404);
  });

  it('is not reached from other machines', async () => {
    const { port } = agent.url;
    const socket = net.connect({ host: '127.0.0.2', port: Number(port) });
    const outcome = await new Promise((resolve) =>
      socket.once('error', () => resolve('refused')).once('connect', () => resolve('connected')),
    );
    socket.destroy();
    assert.equal(outcome, 'refused');
  });

  it('ends with 1 where the port is taken, with 2 for a port or a secret that is none', async () => {
    const env = { PAGERDUTY_TOKEN: 'sandbox-user-key' };
    const taken = await runAgentProcess(['--http', agent.url.port], env);
    assert.deepEqual([taken.code, taken.stdout], [1, '']);
    assert.match(taken.stderr, /^The server cannot listen on port \d+ \([^\n]+\); choose another one[^\n]+\.\n$/);
    for (const port of ['', 'x', '-1', '65536', '80.5']) {
      const { code, stderr } = await runAgentProcess([`--http=${port}`], env);
      assert.deepEqual([code, /^--http needs a port[^\n]+\.\n$/.test(stderr)], [2, true], stderr);
    }
    const short = await runAgentProcess(['--http', '0'], { ...env, PAGERDUTY_MCP_SECRET: 'short' });
    assert.equal(short.code, 2);
    assert.match(short.stderr, /^PAGERDUTY_MCP_SECRET must have 16 characters[^\n]+\.\n$/);
  });
});

describe('the secret of the server over HTTP', () => {
  it('is made and printed where none is given, and ends with the process', async () => {
    const sandbox = await createSandbox();
    const agent = await startHttpAgent(sandbox);
    try {
      const [, made = ''] = agent.how.match(/Bearer ([\w-]{32})"/) ?? assert.fail(agent.how);
      assert.ok(agent.how.includes(`/${made}/mcp`), agent.how);
      const client = await connectOverHttp(agent.url, made);
      await client.ping();
      await client.close();
      await assert.rejects(connectOverHttp(agent.url, secret), /Send the secret/);
      assert.equal(await agent.close(), 0, 'it ends by itself when told to');
    } finally {
      await agent.close();
      await sandbox.dispose();
    }
  });
});
