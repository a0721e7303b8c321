import assert from 'node:assert/strict';
import type { Input } from '../../../src/api/client.ts';
import { createTransport } from '../../../src/api/transport.ts';
import { entryOf, readTools } from '../../support/agentTools.ts';
import { openTaskRoute, type TaskRoute } from '../../support/taskRoute.ts';

describe('a compact list of 25 incidents', () => {
  let route: TaskRoute;
  before(async () => {
    route = await openTaskRoute();
  });
  after(() => route.dispose());

  for (const args of [
    { date_range: 'all' },
    { since: '2026-02-02T10:00:00Z', sort_by: ['created_at:desc'] },
  ] as Input[])
    it(`has at most 35 % of the API’s bytes: ${JSON.stringify(args)}`, async () => {
      const send = createTransport({
        account: () => route.sandbox.account,
        token: async () => route.sandbox.token,
        userAgent: 'bytes',
      });
      const raw = JSON.stringify(await send(entryOf(readTools(), 'list_incidents').row, { ...args, limit: 25 }));
      const { text, note } = await route.call('list_incidents', args);
      assert.equal(JSON.parse(text).incidents.length, 25);
      const [short, whole] = [Buffer.byteLength(`${text}\n${note}`), Buffer.byteLength(raw)];
      assert.ok(short <= 0.35 * whole, `${short} of ${whole} bytes, ${((100 * short) / whole).toFixed(1)} %`);
    });

  it('still says of each what it is, whose it is and where', async () => {
    const { text } = await route.call('list_incidents', { date_range: 'all' });
    for (const incident of JSON.parse(text).incidents)
      for (const field of ['id', 'incident_number', 'title', 'status', 'urgency', 'created_at', 'service'])
        assert.ok(incident[field] !== undefined, `${field} of ${JSON.stringify(incident)}`);
  });
});
