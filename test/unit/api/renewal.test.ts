import assert from 'node:assert/strict';
import { table } from '../../../src/api/generated/table.ts';
import { createTransport } from '../../../src/api/transport.ts';
import { answerJson, type FakeServer, startFakeServer } from '../../support/fakeServer.ts';

const { createIncident } = table.incidents;

describe('a token that can be renewed', () => {
  let server: FakeServer;
  beforeEach(async () => {
    server = await startFakeServer(({ headers }, response) =>
      headers.authorization === 'Bearer fresh'
        ? answerJson(response, 201, { incident: { id: 'P1' } })
        : answerJson(response, 401, { error: { code: 2006, message: 'Unauthorized' } }),
    );
  });
  afterEach(() => server.close());

  /** Creates an incident with a stale token that is renewed so. */
  const create = (renew: () => Promise<string | undefined>) =>
    createTransport({
      account: () => ({ region: 'us', hosts: { rest: server.origin } }),
      token: async () => ({
        kind: 'bearer',
        secret: 'stale',
        renew: async () => {
          const secret = await renew();
          return secret === undefined ? undefined : { kind: 'bearer', secret };
        },
      }),
      userAgent: 'test',
    })(createIncident, { title: 'T', service: { id: 'PS' } });
  const sent = () => server.seen.map(({ headers }) => headers.authorization);

  it('lets the call be sent again, also one that creates', async () => {
    assert.deepEqual(await create(async () => 'fresh'), { incident: { id: 'P1' } });
    assert.deepEqual(sent(), ['Bearer stale', 'Bearer fresh']);
  });

  it('is renewed once', async () => {
    await assert.rejects(
      create(async () => 'stale too'),
      { kind: 'token', status: 401 },
    );
    assert.deepEqual(sent(), ['Bearer stale', 'Bearer stale too']);
  });

  it('leaves the refusal as it is where there is no other', async () => {
    await assert.rejects(
      create(async () => undefined),
      { kind: 'token', status: 401 },
    );
    assert.deepEqual(sent(), ['Bearer stale']);
  });

  it('tells why it cannot be renewed', async () => {
    await assert.rejects(
      create(() => Promise.reject(new Error('ended'))),
      /ended/,
    );
  });
});
