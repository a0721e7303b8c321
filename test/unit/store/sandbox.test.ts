import assert from 'node:assert/strict';
import type { Account, Token } from '../../../src/api/account.ts';
import { type Client, createClient, type Send } from '../../../src/api/client.ts';
import { table } from '../../../src/api/generated/table.ts';
import { createTransport } from '../../../src/api/transport.ts';
import { createSandbox, type Sandbox, sandboxTokens } from '../../../src/sandbox/main.ts';
import { type IncidentChoices, shownIncidents } from '../../../src/store/incidentState.ts';
import { createIncidentStore, type IncidentStore } from '../../../src/store/incidentStore.ts';
import { createOnCallStore } from '../../../src/store/onCallStore.ts';
import { createServiceStore } from '../../../src/store/serviceStore.ts';
import { createSession } from '../../../src/store/session.ts';
import { createFakeMemory } from '../../support/fakeAccount.ts';
import { createFakeBox, createFakeMemories, noIssuer } from '../../support/session.ts';

/** A session and stores as the extension has them, in front of a real server with a service that has incidents. */
const setUp = async (sandbox: Sandbox, secret: string) => {
  const connect = (account: () => Account, token: () => Promise<Token | undefined>): Send =>
    createTransport({ account, token, userAgent: 'test' });
  const session = createSession({
    secrets: createFakeBox(),
    ...createFakeMemories(),
    connectIssuer: noIssuer,
    exclusive: (_, work) => work(),
    now: sandbox.clock.now,
    connect: (account, token) =>
      createClient(
        table,
        connect(
          () => account,
          async () => token,
        ),
      ),
    startSample: async () => sandbox,
    hosts: () => sandbox.account.hosts,
  });
  const candidate = await session.check(secret);
  await session.signIn(candidate, candidate.user ?? (await session.findUser(candidate, sandbox.account.from)));
  const send = connect(session.account, session.token);
  const options = { client: createClient(table, send), send, session, now: sandbox.clock.now };
  const incidents = createIncidentStore({ ...options, memory: createFakeMemory<IncidentChoices>({ scope: 'all' }) });
  return { ...options, incidents };
};

/** A policy that names the user, a service upon it and two incidents; gives the ids. */
const fill = async (
  client: Client,
  userId: string,
): Promise<{ readonly service: string; readonly incidents: readonly string[] }> => {
  const target = { id: userId, type: 'user_reference' } as const;
  const { escalation_policy: policy } = await client.escalationPolicies.createEscalationPolicy({
    name: 'Payments',
    escalation_rules: [{ escalation_delay_in_minutes: 30, targets: [target] }],
  });
  const { service } = await client.services.createService({
    name: 'Checkout API',
    escalation_policy: { id: policy.id ?? '' },
  });
  const create = async (title: string): Promise<string> =>
    (await client.incidents.createIncident({ title, service: { id: service.id ?? '' } })).incident.id ?? '';
  return { service: service.id ?? '', incidents: [await create('Checkout is down'), await create('Refunds are slow')] };
};

const statuses = ({ state }: IncidentStore): readonly string[] =>
  shownIncidents(state)
    .map(({ title, status }) => `${title}: ${status}`)
    .sort();

describe('the stores in front of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await createSandbox({ empty: true });
  });
  afterEach(() => sandbox.dispose());

  for (const key of ['user', 'account'] as const) {
    it(`sign in with a key of the ${key}, list, acknowledge with one call, note and resolve`, async () => {
      const { client, session, incidents } = await setUp(sandbox, sandboxTokens[key].secret);
      const me = session.state.kind === 'signedIn' ? session.state.user : undefined;
      const made = await fill(client, me?.id ?? '');
      assert.equal(await incidents.refresh(), undefined);
      assert.deepEqual(statuses(incidents), ['Checkout is down: triggered', 'Refunds are slow: triggered']);
      assert.equal(incidents.state.mine.size, 2, 'the policy assigns them to me');

      sandbox.log.clear();
      assert.deepEqual(await incidents.acknowledge(made.incidents), []);
      const writes = sandbox.log.calls().filter(({ method }) => method !== 'GET');
      assert.deepEqual(
        writes.map(({ method, path, body }) => [method, path, body]),
        [
          [
            'PUT',
            '/incidents',
            { incidents: made.incidents.map((id) => ({ id, type: 'incident', status: 'acknowledged' })) },
          ],
        ],
      );
      await incidents.refresh();
      assert.deepEqual(statuses(incidents), ['Checkout is down: acknowledged', 'Refunds are slow: acknowledged']);
      assert.deepEqual(
        incidents.state.incidents.get(made.incidents[0]!)?.acknowledgers.map(({ id }) => id),
        [me?.id],
      );

      const [first] = made.incidents as [string];
      await incidents.openDetails(first);
      await incidents.addNote(first, 'Rolled back.');
      await incidents.openDetails(first);
      const details = incidents.state.details.get(first);
      assert.deepEqual(
        details?.notes.rows.map(({ content, author }) => [content, author?.id]),
        [['Rolled back.', me?.id]],
      );
      assert.ok(details.timeline.rows.some(({ kind }) => kind === 'acknowledge'));

      await incidents.resolve([first]);
      await incidents.refresh();
      assert.deepEqual(statuses(incidents), ['Refunds are slow: acknowledged']);
    });
  }

  it('show the truth when an acknowledgement fails on the way', async () => {
    const { client, session, incidents } = await setUp(sandbox, sandboxTokens.user.secret);
    const made = await fill(client, session.state.kind === 'signedIn' ? (session.state.user?.id ?? '') : '');
    await incidents.refresh();
    sandbox.faults.set({ updateIncidents: { kind: 'reset' } });
    await assert.rejects(incidents.acknowledge(made.incidents), { kind: 'network' });
    await incidents.refresh();
    assert.deepEqual(statuses(incidents), ['Checkout is down: triggered', 'Refunds are slow: triggered']);
    sandbox.faults.set({ updateIncidents: { kind: 'resetAfter' } });
    await assert.rejects(incidents.acknowledge(made.incidents), { kind: 'network' });
    await incidents.refresh();
    assert.deepEqual(
      statuses(incidents),
      ['Checkout is down: acknowledged', 'Refunds are slow: acknowledged'],
      'it took effect',
    );
  });

  it('tell a failed load as a state and recover', async () => {
    const { incidents } = await setUp(sandbox, sandboxTokens.user.secret);
    sandbox.faults.set({ listIncidents: { kind: '429', reset: 90 } });
    assert.deepEqual(await incidents.refresh(), {
      message: 'PagerDuty asks to slow down; try again in 90 seconds.',
      kind: 'rateLimited',
      retryAfter: 90,
    });
    assert.equal(incidents.state.load.kind, 'failed');
  });

  it('know who is on call and how services are', async () => {
    const { client, session, send } = await setUp(sandbox, sandboxTokens.user.secret);
    const me = session.state.kind === 'signedIn' ? session.state.user : undefined;
    const made = await fill(client, me?.id ?? '');
    const options = { client, session, send, now: sandbox.clock.now };
    const [onCalls, services] = [createOnCallStore(options), createServiceStore(options)];
    assert.deepEqual([await onCalls.refresh(), await services.refresh()], [undefined, undefined]);
    assert.deepEqual(
      onCalls.state.onCalls.map(({ user, level, end }) => [user.id, level, end]),
      [[me?.id, 1, undefined]],
    );
    assert.equal(services.state.services.get(made.service)?.status, 'critical');
    assert.equal(services.state.incidents?.get(made.service)?.length, 2);
  });
});
