import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { request, startTestSandbox, testTime } from '../../support/testSandbox.ts';

const json = async (sandbox: Sandbox, method: string, path: string, body?: unknown) => {
  const { status, body: told } = await request(sandbox, method, `/_sandbox/${path}`, {
    authorization: '',
    ...(body === undefined ? {} : { body }),
  });
  return { status, told };
};

describe('startSandbox', () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.dispose());

  it('tells where it is and who calls it', async () => {
    sandbox = await startTestSandbox();
    const { origin, account, token } = sandbox;
    assert.match(origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(account, {
      region: 'us',
      from: 'ada@example.com',
      hosts: { rest: origin, events: origin, app: origin },
    });
    assert.deepEqual(token, { kind: 'key', secret: 'sandbox-user-key' });
  });

  it('says on every answer of the REST API what is left of the rate limit, and 429 once it is spent', async () => {
    sandbox = await startTestSandbox({ rateLimit: { calls: 2, seconds: 60 } });
    const limits = async (): Promise<readonly unknown[]> => {
      const { status, headers } = await request(sandbox, 'GET', '/teams');
      return [status, ...['limit', 'remaining', 'reset'].map((name) => headers.get(`ratelimit-${name}`))];
    };
    assert.deepEqual(await limits(), [200, '2', '1', '60']);
    assert.deepEqual(await limits(), [200, '2', '0', '60']);
    assert.deepEqual(await limits(), [429, '2', '0', '60']);
  });

  it('has PagerDuty\u2019s limit unless told otherwise', async () => {
    sandbox = await startTestSandbox();
    assert.equal((await request(sandbox, 'GET', '/teams')).headers.get('ratelimit-limit'), '960');
  });

  it('logs what was sent, without the token', async () => {
    sandbox = await startTestSandbox();
    await request(sandbox, 'POST', '/teams?a[]=1&a[]=2', {
      body: { team: { name: 'Payments' } },
      headers: { from: 'ada@example.com' },
    });
    await request(sandbox, 'GET', '/nowhere');
    const [first, second] = sandbox.log.calls();
    const { headers, ...rest } = first!;
    assert.deepEqual(rest, {
      time: testTime,
      method: 'POST',
      path: '/teams',
      query: { 'a[]': ['1', '2'] },
      operationId: 'createTeam',
      status: 201,
      body: { team: { name: 'Payments' } },
      from: 'ada@example.com',
      fault: undefined,
    });
    assert.equal(headers['content-type'], 'application/json');
    assert.ok(!JSON.stringify(sandbox.log.calls()).includes('sandbox-user-key'));
    assert.deepEqual([second?.operationId, second?.status], [undefined, 404]);
    sandbox.log.clear();
    assert.deepEqual(sandbox.log.calls(), []);
  });

  it('tells of changes: writes and tasks of the clock, not reads', async () => {
    sandbox = await startTestSandbox();
    let changes = 0;
    sandbox.onDidChange(() => changes++);
    await request(sandbox, 'GET', '/teams');
    assert.equal(changes, 0);
    await request(sandbox, 'POST', '/teams', { body: { team: { name: 'Payments' } } });
    assert.equal(changes, 1);
    sandbox.clock.at(testTime + 1000, () => undefined);
    sandbox.clock.advance(2000);
    assert.equal(changes, 2);
  });

  it('begins anew on reset, with the same account', async () => {
    sandbox = await startTestSandbox({ faults: { '*': { kind: 'latency', ms: 1 } } });
    const { body } = await request(sandbox, 'POST', '/teams', { body: { team: { name: 'Payments' } } });
    sandbox.reset();
    assert.equal(sandbox.state.collection('teams').size, 0);
    assert.deepEqual([sandbox.log.calls(), sandbox.faults.plan()], [[], {}]);
    const again = await request(sandbox, 'POST', '/teams', { body: { team: { name: 'Payments' } } });
    assert.deepEqual(again.body, body);
  });

  it('starts empty but for one user, who may act', async () => {
    sandbox = await startTestSandbox({ empty: true });
    const { body } = await request(sandbox, 'GET', '/users');
    assert.deepEqual(
      body.users.map((user: { email: string }) => user.email),
      ['sandbox.user@example.com'],
    );
    assert.equal(sandbox.account.from, 'sandbox.user@example.com');
  });

  it('rejects where the port is taken', async () => {
    sandbox = await startTestSandbox();
    await assert.rejects(startTestSandbox({ port: Number(new URL(sandbox.origin).port) }), { code: 'EADDRINUSE' });
  });

  it('tells what broke inside it, with status 500', async () => {
    const listTeams = (): never => {
      throw new TypeError('a bug');
    };
    sandbox = await startTestSandbox({}, { behaviours: { listTeams } });
    const { status, body } = await request(sandbox, 'GET', '/teams');
    assert.equal(status, 500);
    assert.match(body.error.errors[0], /^TypeError: a bug/);
  });

  it('serves other processes under /_sandbox/, where asked to', async () => {
    sandbox = await startTestSandbox({ control: true });
    assert.equal((await json(sandbox, 'GET', 'account')).told.account.from, 'ada@example.com');
    assert.deepEqual((await json(sandbox, 'PUT', 'clock', { advance: 60 })).told, { now: '2026-03-02T10:01:00.000Z' });
    assert.equal(sandbox.clock.now(), testTime + 60_000);
    assert.deepEqual((await json(sandbox, 'PUT', 'clock', { now: '2026-03-02T11:00:00Z' })).told, {
      now: '2026-03-02T11:00:00.000Z',
    });
    assert.equal((await json(sandbox, 'PUT', 'clock', { now: '2026-03-02T10:30:00Z' })).status, 400);
    assert.equal((await json(sandbox, 'PUT', 'faults', { listTeams: { kind: '503', times: 1 } })).status, 200);
    assert.equal((await request(sandbox, 'GET', '/teams')).status, 503);
    const refused = await json(sandbox, 'PUT', 'faults', { listTeams: { kind: 'x' } });
    assert.match(refused.told.error.errors[0], /kind must be one of/);
    assert.deepEqual(
      (await json(sandbox, 'GET', 'log')).told.calls.map((call: { path: string }) => call.path),
      ['/teams'],
    );
    assert.equal((await json(sandbox, 'DELETE', 'log')).status, 204);
    assert.deepEqual(sandbox.log.calls(), []);
    assert.equal((await json(sandbox, 'POST', 'reset')).status, 204);
    assert.equal((await json(sandbox, 'GET', 'nothing')).status, 404);
  });

  it('hides /_sandbox/ otherwise', async () => {
    sandbox = await startTestSandbox();
    assert.equal((await json(sandbox, 'GET', 'account')).status, 404);
  });
});
