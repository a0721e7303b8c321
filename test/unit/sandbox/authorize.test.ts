import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/options.ts';
import { sandboxTokens } from '../../../src/sandbox/tokens.ts';
import { request, startTestSandbox } from '../../support/testSandbox.ts';

const account = `Token token=${sandboxTokens.account.secret}`;
const reader = `Bearer ${sandboxTokens.reader.secret}`;
const note = { body: { note: { content: 'Looking' } } };

describe('authorize', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startTestSandbox(
      {},
      {
        fill: (state) => state.collection('incidents').set('PINC001', { id: 'PINC001', type: 'incident', title: 'A' }),
      },
    );
  });
  after(() => sandbox.dispose());

  it('answers 401 for a missing, unknown or wrongly sent token', async () => {
    for (const authorization of ['', 'Token token=nobody', `Bearer ${sandboxTokens.user.secret}`, 'Basic abc']) {
      const { status, body } = await request(sandbox, 'GET', '/users', { authorization });
      assert.equal(status, 401, authorization);
      assert.equal(body.error.code, 2006);
    }
  });

  it('takes a key with and without quotes, and an OAuth token', async () => {
    for (const authorization of [`Token token="${sandboxTokens.user.secret}"`, `Bearer ${sandboxTokens.oauth.secret}`])
      assert.equal((await request(sandbox, 'GET', '/users', { authorization })).status, 200, authorization);
  });

  it('answers 403 with the scope that an OAuth token lacks', async () => {
    assert.equal((await request(sandbox, 'GET', '/users', { authorization: reader })).status, 200);
    const { status, body } = await request(sandbox, 'POST', '/incidents/PINC001/notes', {
      ...note,
      authorization: reader,
    });
    assert.equal(status, 403);
    assert.deepEqual(body.error, {
      code: 2010,
      message: 'Access Denied',
      errors: ['Token lacks the scope incidents.write'],
    });
  });

  it('asks account keys for a From address where the operation needs one', async () => {
    const without = await request(sandbox, 'POST', '/incidents/PINC001/notes', { ...note, authorization: account });
    assert.equal(without.status, 400);
    assert.match(without.body.error.errors[0], /^From header is required/);
    const stranger = await request(sandbox, 'POST', '/incidents/PINC001/notes', {
      ...note,
      authorization: account,
      headers: { from: 'stranger@example.com' },
    });
    assert.deepEqual([stranger.status, stranger.body.error.message], [400, 'Requester User Not Found']);
    const known = await request(sandbox, 'POST', '/incidents/PINC001/notes', {
      ...note,
      authorization: account,
      headers: { from: 'Bo@example.com' },
    });
    assert.equal(known.status, 200);
  });

  it('asks nobody for From where the token has a user, or the operation does not need it', async () => {
    assert.equal((await request(sandbox, 'POST', '/incidents/PINC001/notes', note)).status, 200);
    assert.equal((await request(sandbox, 'GET', '/users', { authorization: account })).status, 200);
    const team = { body: { team: { name: 'Payments' } }, authorization: account };
    assert.equal((await request(sandbox, 'POST', '/teams', team)).status, 201);
  });

  it('has no current user for an account key', async () => {
    const { status, body } = await request(sandbox, 'GET', '/users/me', {
      authorization: account,
      headers: { from: 'ada@example.com' },
    });
    assert.deepEqual([status, body.error.code], [400, 2001]);
  });

  it('asks early access operations for their header', async () => {
    const { status, body } = await request(sandbox, 'GET', '/ip_allow_lists');
    assert.equal(status, 400);
    assert.match(body.error.errors[0], /X-EARLY-ACCESS header is required: ip-allow-lists/);
    const early = { headers: { 'x-early-access': 'ip-allow-lists' } };
    assert.equal((await request(sandbox, 'GET', '/ip_allow_lists', early)).status, 200);
  });

  it('takes no token on the hosts of events and of the web app', async () => {
    const event = { body: { routing_key: 'a', event_action: 'trigger' }, authorization: '' };
    assert.equal((await request(sandbox, 'POST', '/v2/enqueue', event)).status, 202);
    const signed = { headers: { 'x-pagerduty-jira-signature': 'sandbox' }, authorization: '' };
    assert.equal((await request(sandbox, 'GET', '/integration-jira-service/rules', signed)).status, 200);
  });

  it('answers only to names of this machine', async () => {
    const answer = await new Promise<number>((resolve, reject) => {
      import('node:http').then(({ get }) => {
        get(
          `${sandbox.origin}/users`,
          { headers: { host: 'evil.example.com', authorization: account } },
          (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
          },
        ).on('error', reject);
      }, reject);
    });
    assert.equal(answer, 403);
  });
});
