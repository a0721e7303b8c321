import assert from 'node:assert/strict';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/main.ts';
import { request, testTime } from '../../support/testSandbox.ts';

const open = '/incidents?statuses[]=triggered&statuses[]=acknowledged&limit=100';

describe('createSandbox', () => {
  let sandbox: Sandbox | undefined;
  const start = async (options: SandboxOptions = {}): Promise<Sandbox> => {
    sandbox?.dispose();
    sandbox = await createSandbox({ now: testTime, standing: true, ...options });
    return sandbox;
  };
  afterEach(() => {
    sandbox?.dispose();
    sandbox = undefined;
  });

  it('has a lively account in which the token\u2019s user is the first one', async () => {
    const own = await start();
    const { user } = (await request(own, 'GET', '/users/me')).body;
    assert.equal(user.email, own.account.from);
    const { incidents } = (await request(own, 'GET', open)).body;
    assert.ok(incidents.length >= 8, String(incidents.length));
    assert.ok(
      incidents.some((incident: { assignments: { assignee: { id: string } }[] }) =>
        incident.assignments.some(({ assignee }) => assignee.id === user.id),
      ),
    );
  });

  it('is the same for the same seed and start, another for another seed', async () => {
    const read = async (seed: number): Promise<string> => (await request(await start({ seed }), 'GET', open)).text;
    const first = await read(7);
    assert.equal(await read(7), first);
    assert.notEqual(await read(8), first);
  });

  it('plays on by itself as its clock moves', async () => {
    const own = await start({ autoplay: true });
    const newest = async (): Promise<string> =>
      (await request(own, 'GET', '/incidents?sort_by=created_at:desc&limit=1')).body.incidents[0].created_at;
    const before = await newest();
    own.clock.advance(10 * 60_000);
    assert.ok((await newest()) > before);
    assert.ok(Date.parse(await newest()) > testTime);
  });

  it('stays quiet without autoplay, and survives a week', async () => {
    const own = await start();
    const count = own.state.collection('incidents').size;
    own.clock.advance(7 * 86_400_000);
    assert.equal(own.state.collection('incidents').size, count);
    assert.equal((await request(own, 'GET', open)).status, 200);
  });

  it('starts with 10,000 incidents and 5,000 services within two seconds, and pages through them quickly', async () => {
    const before = performance.now();
    const own = await start({ scale: { incidents: 10_000, services: 5000 } });
    assert.ok(performance.now() - before < 2000);
    assert.equal(own.state.collection('incidents').size, 10_000);
    assert.equal((await request(own, 'GET', '/services?total=true&limit=1')).body.total, 5000);
    for (const path of ['/incidents?date_range=all&limit=100&offset=5000', '/services?limit=100&offset=2500']) {
      const times: number[] = [];
      for (let i = 0; i < 9; i++) {
        const start = performance.now();
        assert.equal((await request(own, 'GET', path)).status, 200);
        times.push(performance.now() - start);
      }
      // 20 ms is the goal; the least of nine tells it apart from a busy machine.
      assert.ok(Math.min(...times) < 20, `${path}: ${times.map(Math.round)} ms`);
    }
  });
});
