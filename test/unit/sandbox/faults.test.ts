import assert from 'node:assert/strict';
import type { Fault } from '../../../src/sandbox/createFaults.ts';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { request, startTestSandbox } from '../../support/testSandbox.ts';

const team = { body: { team: { name: 'Payments' } } };

describe('faults over HTTP', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startTestSandbox();
  });
  afterEach(() => sandbox.dispose());
  const strike = (fault: Fault): void => sandbox.faults.set({ createTeam: fault });
  const teams = (): number => sandbox.state.collection('teams').size;
  const lastStatus = (): unknown => [sandbox.log.calls().at(-1)?.status, sandbox.log.calls().at(-1)?.fault];

  it('429 says when to come back, and nothing was done', async () => {
    strike({ kind: '429', reset: 7, times: 1 });
    const { status, headers, body } = await request(sandbox, 'POST', '/teams', team);
    assert.deepEqual([status, headers.get('ratelimit-reset'), headers.get('ratelimit-remaining')], [429, '7', '0']);
    assert.equal(body.error.message, 'Rate Limit Exceeded');
    assert.equal(teams(), 0);
    assert.deepEqual(lastStatus(), [429, '429']);
    assert.equal((await request(sandbox, 'POST', '/teams', team)).status, 201);
  });

  it('5xx before anything was done', async () => {
    for (const kind of ['500', '502', '503', '504'] as const) {
      strike({ kind });
      assert.equal((await request(sandbox, 'POST', '/teams', team)).status, Number(kind));
    }
    assert.equal(teams(), 0);
  });

  it('402 and 403 refuse what plan or token do not have', async () => {
    for (const [kind, code] of [
      ['402', 2012],
      ['403', 2010],
    ] as const) {
      strike({ kind });
      const { status, body } = await request(sandbox, 'POST', '/teams', team);
      assert.deepEqual([status, body.error.code], [Number(kind), code]);
    }
    assert.equal(teams(), 0);
  });

  it('resets the connection before or after the work', async () => {
    strike({ kind: 'reset' });
    await assert.rejects(request(sandbox, 'POST', '/teams', team), { name: 'TypeError' });
    assert.equal(teams(), 0);
    strike({ kind: 'resetAfter' });
    await assert.rejects(request(sandbox, 'POST', '/teams', team), { name: 'TypeError' });
    assert.equal(teams(), 1);
    assert.deepEqual(lastStatus(), [undefined, 'resetAfter']);
  });

  it('stalls before or after the work until the sandbox stops', async () => {
    strike({ kind: 'stallAfter' });
    const call = request(sandbox, 'POST', '/teams', team).then(
      () => 'answered',
      () => 'cut',
    );
    const waited = await Promise.race([call, new Promise((resolve) => setTimeout(resolve, 80, 'waiting'))]);
    assert.deepEqual([waited, teams()], ['waiting', 1]);
    sandbox.dispose();
    assert.equal(await call, 'cut');
  });

  it('cuts answers', async () => {
    strike({ kind: 'truncated' });
    await assert.rejects(request(sandbox, 'POST', '/teams', team), { name: 'TypeError' });
    assert.equal(teams(), 1);
  });

  it('answers with a page instead of JSON', async () => {
    strike({ kind: 'notJson' });
    const { status, text, headers } = await request(sandbox, 'POST', '/teams', team);
    assert.deepEqual([status, headers.get('content-type')], [200, 'text/html; charset=utf-8']);
    assert.match(text, /^<!DOCTYPE html>/);
  });

  it('takes its time', async () => {
    strike({ kind: 'latency', ms: 60 });
    const before = performance.now();
    assert.equal((await request(sandbox, 'POST', '/teams', team)).status, 201);
    assert.ok(performance.now() - before >= 55);
  });

  it('asks for the token first', async () => {
    strike({ kind: '500' });
    assert.equal((await request(sandbox, 'POST', '/teams', { ...team, authorization: '' })).status, 401);
  });
});
