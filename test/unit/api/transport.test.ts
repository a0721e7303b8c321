import assert from 'node:assert/strict';
import type { Account, Token } from '../../../src/api/account.ts';
import { ApiError } from '../../../src/api/errors.ts';
import { table } from '../../../src/api/generated/table.ts';
import { createTransport, type TransportOptions } from '../../../src/api/transport.ts';
import { answerJson, type FakeServer, startFakeServer } from '../../support/fakeServer.ts';

const { listIncidents, createIncident, updateIncidents, getIncident } = table.incidents;
const token: Token = { kind: 'key', secret: 'not-a-real-key' };

describe('transport', () => {
  let server: FakeServer;
  afterEach(() => server.close());

  const account = (): Account => ({
    region: 'us',
    from: 'me@example.com',
    hosts: { rest: server.origin, events: server.origin, app: server.origin },
  });
  const transport = (more: Partial<TransportOptions> = {}) =>
    createTransport({ account, token: async () => token, userAgent: 'test/1', ...more });
  const failure = async (call: Promise<unknown>): Promise<ApiError> => {
    const error = await call.then(
      () => assert.fail('the call went through'),
      (e: unknown) => e,
    );
    assert.ok(error instanceof ApiError, String(error));
    return error;
  };

  it('sends token, version and From, and parses the answer', async () => {
    server = await startFakeServer((_, response) => answerJson(response, 201, { incident: { id: 'P1' } }));
    const answer = await transport()(createIncident, { title: 'T', service: { id: 'PS' } });
    assert.deepEqual(answer, { incident: { id: 'P1' } });
    const [seen] = server.seen;
    assert.equal(seen?.headers.authorization, 'Token token=not-a-real-key');
    assert.equal(seen?.headers.accept, 'application/vnd.pagerduty+json;version=2');
    assert.equal(seen?.headers.from, 'me@example.com');
    assert.equal(seen?.headers['content-type'], 'application/json');
    assert.deepEqual(JSON.parse(seen?.body ?? ''), {
      incident: { title: 'T', service: { id: 'PS', type: 'service_reference' }, type: 'incident' },
    });
  });

  it('sends OAuth tokens as Bearer, and no From with reads', async () => {
    server = await startFakeServer((_, response) => answerJson(response, 200, { incidents: [] }));
    await transport({ token: async () => ({ kind: 'bearer', secret: 'oauth' }) })(listIncidents, {});
    assert.equal(server.seen[0]?.headers.authorization, 'Bearer oauth');
    assert.equal(server.seen[0]?.headers.from, undefined);
  });

  it('sends no token with events and to the web app', async () => {
    server = await startFakeServer((_, response) => answerJson(response, 202, { status: 'success' }));
    const send = transport({ token: () => assert.fail('asked for the token') });
    await send(table.events.sendEventV2, { routing_key: 'r'.repeat(32), event_action: 'resolve', dedup_key: 'd' });
    await send(table.jiraServer.listJiraServerRules, { 'x-pagerduty-jira-signature': 's' });
    assert.deepEqual(
      server.seen.map((s) => [s.url, s.headers.authorization]),
      [
        ['/v2/enqueue', undefined],
        ['/integration-jira-service/rules', undefined],
      ],
    );
  });

  it('waits as ratelimit-reset says and repeats, also a POST that creates', async () => {
    server = await startFakeServer((_, response, n) =>
      n === 1
        ? answerJson(
            response,
            429,
            { error: { code: 2020, message: 'Rate Limit Exceeded' } },
            { 'ratelimit-limit': '960', 'ratelimit-remaining': '0', 'ratelimit-reset': '1' },
          )
        : answerJson(response, 201, { incident: {} }),
    );
    const start = performance.now();
    await transport()(createIncident, { title: 'T', service: { id: 'PS' } });
    assert.equal(server.seen.length, 2);
    assert.ok(performance.now() - start >= 900);
  });

  it('tells how long to wait where the wait is too long', async () => {
    server = await startFakeServer((_, response) =>
      answerJson(response, 429, {}, { 'ratelimit-reset': '90', 'ratelimit-remaining': '0' }),
    );
    const error = await failure(transport()(listIncidents, {}));
    assert.equal(error.message, 'PagerDuty asks to slow down; try again in 90 seconds.');
    assert.deepEqual([error.kind, error.retryAfter, server.seen.length], ['rateLimited', 90, 1]);
  });

  it('repeats reads and idempotent writes on 5xx, and gives up after three attempts', async () => {
    server = await startFakeServer((_, response, n) =>
      n < 3 ? answerJson(response, 503, {}) : answerJson(response, 200, { incidents: [] }),
    );
    await transport()(listIncidents, {});
    assert.equal(server.seen.length, 3);
    await server.close();
    server = await startFakeServer((_, response) => answerJson(response, 500, {}));
    const error = await failure(transport()(table.services.updateService, { id: 'P', escalation_policy: { id: 'E' } }));
    assert.deepEqual([error.kind, error.status, server.seen.length], ['server', 500, 3]);
  });

  for (const [name, breakIt] of Object.entries<(r: Parameters<Parameters<typeof startFakeServer>[0]>[1]) => void>({
    '5xx': (r) => answerJson(r, 500, {}),
    'a reset connection': (r) => r.socket?.resetAndDestroy(),
    'a cut answer': (r) => {
      r.writeHead(201, { 'content-length': '1000' }).write('{"incident":');
      setTimeout(() => r.socket?.destroy(), 20);
    },
    'an answer that is not JSON': (r) => r.writeHead(201).end('<html>'),
    'a stall': (r) => void r.writeHead(201).write('{'),
  })) {
    it(`never sends a POST that creates twice on ${name}`, async () => {
      server = await startFakeServer((_, response) => breakIt(response));
      const error = await failure(transport({ timeout: 300 })(createIncident, { title: 'T', service: { id: 'PS' } }));
      assert.equal(server.seen.length, 1);
      assert.match(error.message, /^[^\n]+\.$/);
    });

    it(`repeats a read on ${name}`, async () => {
      server = await startFakeServer((_, response, n) =>
        n === 1 ? breakIt(response) : answerJson(response, 200, { incidents: [] }),
      );
      assert.deepEqual(await transport({ timeout: 300 })(listIncidents, {}), { incidents: [] });
      assert.equal(server.seen.length, 2);
    });
  }

  it('never sends a write that pages people twice, even a PUT', async () => {
    server = await startFakeServer((_, response) => answerJson(response, 502, {}));
    await failure(transport()(updateIncidents, { incidents: [{ id: 'P1', escalation_level: 2 }] }));
    assert.equal(server.seen.length, 1);
  });

  it('takes a 404 after a repeated delete for done', async () => {
    server = await startFakeServer((_, response, n) =>
      n === 1 ? answerJson(response, 500, {}) : answerJson(response, 404, {}),
    );
    assert.equal(await transport()(table.services.deleteService, { id: 'P1' }), undefined);
    await server.close();
    server = await startFakeServer((_, response) =>
      answerJson(response, 404, { error: { code: 2100, message: 'Not Found' } }),
    );
    assert.equal((await failure(transport()(table.services.deleteService, { id: 'P1' }))).kind, 'notFound');
  });

  it('stops at once when cancelled, before, during and between attempts', async () => {
    server = await startFakeServer((_, response) =>
      answerJson(response, 429, {}, { 'ratelimit-reset': '30', 'ratelimit-remaining': '0' }),
    );
    for (const after of [0, 50]) {
      const start = performance.now();
      const signal = after === 0 ? AbortSignal.abort() : AbortSignal.timeout(after);
      await assert.rejects(transport()(listIncidents, {}, { signal }), {
        name: after === 0 ? 'AbortError' : 'TimeoutError',
      });
      assert.ok(performance.now() - start < 1000);
    }
  });

  it('refuses to follow redirects, so the token stays', async () => {
    server = await startFakeServer((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end());
    const error = await failure(transport()(listIncidents, {}));
    assert.deepEqual([error.kind, error.status, server.seen.length], ['badAnswer', 302, 1]);
  });

  it('tells a host that cannot be reached', async () => {
    server = await startFakeServer(() => undefined);
    await server.close();
    const error = await failure(transport()(getIncident, { id: 'P1' }));
    assert.match(error.message, /cannot be reached \(ECONNREFUSED\); check the network/);
  });

  it('tells a wrong region from a wrong token', async () => {
    server = await startFakeServer((request, response) =>
      request.url === '/abilities'
        ? answerJson(response, 200, {})
        : answerJson(response, 401, { error: { code: 2006, message: 'Unauthorized' } }),
    );
    const toServer: typeof fetch = (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      return fetch(new Request(server.origin + url.pathname, request));
    };
    const wrongRegion = await failure(
      transport({ account: () => ({ region: 'us' }), fetch: toServer })(listIncidents, {}),
    );
    assert.equal(wrongRegion.message, 'This token belongs to the EU region; sign in again and choose it.');
    const wrongToken = await failure(transport()(listIncidents, {}));
    assert.equal(wrongToken.message, 'PagerDuty does not accept this token (Unauthorized); sign in with a valid one.');
  });

  it('gives each refusal its kind, code and one sentence with a cure', async () => {
    const cases: [number, unknown, string, RegExp][] = [
      [
        400,
        { error: { code: 2001, message: 'Invalid Input Provided', errors: ["Title can't be blank."] } },
        'input',
        /refused the input of getIncident \(Title can't be blank\); correct it/,
      ],
      [
        400,
        { error: { code: 2001, message: 'Invalid', errors: ['From header is required'] } },
        'needsFrom',
        /needs the email address/,
      ],
      [402, { error: { code: 2012, message: 'Account does not have the ability' } }, 'plan', /plan does not include/],
      [403, { error: { code: 2010, message: 'Access Denied' } }, 'forbidden', /scope incidents\.read/],
      [404, { error: { code: 2100, message: 'Not Found' } }, 'notFound', /check the id/],
      [409, {}, 'conflict', /refresh and try again/],
    ];
    for (const [status, body, kind, message] of cases) {
      server = await startFakeServer((_, response) => answerJson(response, status, body));
      const error = await failure(transport()(getIncident, { id: 'P1' }));
      assert.deepEqual([error.kind, error.status], [kind, status]);
      assert.match(error.message, message);
      assert.ok(!JSON.stringify(error).includes(token.secret) && !String(error.stack).includes(token.secret));
      await server.close();
    }
    server = await startFakeServer(() => undefined);
  });

  it('says that one is signed out without sending anything', async () => {
    server = await startFakeServer((_, response) => answerJson(response, 200, {}));
    const error = await failure(transport({ token: async () => undefined })(listIncidents, {}));
    assert.equal(error.message, 'You are signed out of PagerDuty; sign in first.');
    assert.equal(server.seen.length, 0);
  });
});
