import assert from 'node:assert/strict';
import { createClient } from '../../../src/api/client.ts';
import { table } from '../../../src/api/generated/table.ts';
import { createTransport } from '../../../src/api/transport.ts';
import { toAccountSend } from '../../../src/store/accountSend.ts';
import type { IncidentChoices } from '../../../src/store/incidentState.ts';
import { createIncidentStore } from '../../../src/store/incidentStore.ts';
import { apiIncident, createFakeMemory, noon } from '../../support/fakeAccount.ts';
import { createGate, settle } from '../../support/fakeSend.ts';
import { setUpSession } from '../../support/session.ts';

interface Request {
  readonly method: string;
  readonly host: string;
  readonly token: string | undefined;
  readonly path: string;
}

const toJson = (body: unknown, init: ResponseInit = {}): Response => Response.json(body, init);

/** Two accounts, US and EU, the first one in use; a far side that answers each with an incident of its own. */
const setUp = async () => {
  const all = setUpSession();
  for (const secret of ['eu-key', 'user-key']) await all.session.signIn(await all.session.check(secret));
  const requests: Request[] = [];
  const hold = { us: Promise.resolve() };
  /** Hosts whose rate limit is spent. */
  const spent = new Set<string>();
  const far = async (input: Parameters<typeof fetch>[0]): Promise<Response> => {
    const { url, method, headers } = new Request(input as globalThis.Request);
    const { host, pathname } = new URL(url);
    const token = headers.get('authorization')?.replace('Token token=', '');
    requests.push({ method, host, token, path: pathname });
    const isEu = host === 'api.eu.pagerduty.com';
    if (!isEu) await hold.us;
    const incident = apiIncident(isEu ? 2 : 1, { status: method === 'PUT' ? 'acknowledged' : 'triggered' });
    if (spent.has(host))
      return toJson({}, { status: 429, headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': '60' } });
    return toJson({ incidents: [incident], more: false, note: { id: 'PN1', content: 'x' } });
  };
  const { account, token } = all.session;
  const create = () => createTransport({ account, token, userAgent: 'test', fetch: far as typeof fetch });
  const send = toAccountSend(all.session, create);
  const store = createIncidentStore({
    client: createClient(table, send),
    send,
    session: all.session,
    now: () => noon,
    memory: createFakeMemory<IncidentChoices>({ scope: 'all' }),
  });
  const shown = (): readonly string[] => [...store.state.incidents.keys()];
  return { ...all, store, requests, hold, spent, shown };
};

const us = { host: 'api.pagerduty.com', token: 'user-key' };
const eu = { host: 'api.eu.pagerduty.com', token: 'eu-key' };

describe('a switch between accounts', () => {
  it('drops the rows of the account before at once', async () => {
    const { session, store, shown } = await setUp();
    await store.refresh();
    assert.deepEqual(shown(), ['P1']);
    const switching = session.switchTo('eu.PADA');
    assert.deepEqual([shown(), store.state.load.kind], [[], 'idle']);
    await switching;
    await store.refresh();
    assert.deepEqual(shown(), ['P2']);
  });

  it('shows nothing of an answer of the account before, however late it comes', async () => {
    const { session, store, hold, shown } = await setUp();
    const gate = createGate<void>();
    hold.us = gate.wait;
    const slow = store.refresh();
    await settle();
    await session.switchTo('eu.PADA');
    await store.refresh();
    gate.open();
    await slow;
    await settle();
    assert.deepEqual([shown(), [...store.state.mine.keys()]], [['P2'], ['P2']]);
  });

  it('lets an acknowledgement end in the account that it was begun in', async () => {
    const { session, store, requests, hold, shown } = await setUp();
    await store.refresh();
    const gate = createGate<void>();
    hold.us = gate.wait;
    const acting = store.acknowledge(['P1']);
    await settle();
    await session.switchTo('eu.PADA');
    gate.open();
    await acting; // It is done: told as a failure it would be tried again.
    await store.refresh();
    const writes = requests.filter(({ method }) => method === 'PUT');
    assert.deepEqual(writes, [{ method: 'PUT', ...us, path: '/incidents' }]);
    assert.deepEqual([shown(), store.state.pending.size], [['P2'], 0]);
  });

  it('sends nothing to the other account of what still waits for its turn', async () => {
    const { session, store, requests, hold } = await setUp();
    await store.refresh();
    const gate = createGate<void>();
    hold.us = gate.wait;
    const done = store.acknowledge(['P1']);
    const acts = [store.resolve(['P1']), store.addNote('P1', 'looked at it'), store.snooze(['P1'], 60)].map((act) =>
      assert.rejects(act, /account was changed/),
    );
    await settle();
    await session.switchTo('eu.PADA');
    gate.open();
    await Promise.all([done, ...acts]);
    const writes = requests.filter(({ method }) => method !== 'GET');
    assert.deepEqual(writes, [{ method: 'PUT', ...us, path: '/incidents' }]);
  });

  it('does not wait for the rate limit of the account before', async () => {
    const { session, store, requests, spent, shown } = await setUp();
    spent.add(us.host);
    void store.refresh();
    while (requests.length === 0) await settle();
    await settle();
    await session.switchTo('eu.PADA');
    await store.refresh();
    assert.deepEqual(shown(), ['P2']);
  });

  it('never mixes the token of one account with the host of the other', async () => {
    const { session, store, requests } = await setUp();
    for (let turn = 0; turn < 10; turn++) {
      void store.reload();
      await session.switchTo(turn % 2 === 0 ? 'eu.PADA' : 'us.PADA');
      void store.reload();
      if (turn % 3 === 0) await settle();
    }
    await settle();
    assert.ok(requests.length > 5);
    for (const { host, token } of requests) assert.equal(token, host === eu.host ? eu.token : us.token);
  });
});
