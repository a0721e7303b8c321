import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/errors.ts';
import { table } from '../../src/api/generated/table.ts';
import type { Operation } from '../../src/api/operation.ts';
import { pages } from '../../src/api/pages.ts';
import { toToolName } from '../../src/api/toolName.ts';
import { createTransport } from '../../src/api/transport.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { type AgentProcess, startAgentProcess } from '../support/agentProcess.ts';

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly [field: string]: unknown;
}

/** How the tour is taken: calls an operation, or gathers all rows of a list. */
interface Guide {
  call(operationId: string, input?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  all(operationId: string): Promise<readonly Thing[]>;
}

const rows = new Map(
  Object.values(table).flatMap((area) => Object.values<Operation>(area).map((row) => [row.id, row])),
);
const rowOf = (id: string): Operation => rows.get(id) ?? assert.fail(`There is no ${id}.`);

const clientGuide = (sandbox: Sandbox): Guide => {
  const send = createTransport({ account: () => sandbox.account, token: async () => sandbox.token, userAgent: 'tour' });
  return {
    call: async (id, input = {}) => ((await send(rowOf(id), input)) ?? {}) as Record<string, unknown>,
    all: async (id) => {
      const found: Thing[] = [];
      for await (const page of pages(send, rowOf(id), {}, { pageSize: 7 })) found.push(...(page as readonly Thing[]));
      return found;
    },
  };
};

/** Gathers rows as the notes behind the answers say: by offset. */
const toolGuide = (agent: AgentProcess): Guide => ({
  call: (id, input) => agent.give(toToolName(id), input),
  all: async (id) => {
    const found: Thing[] = [];
    for (let next: string | undefined = '0'; next !== undefined; ) {
      const { text, note } = await agent.call(toToolName(id), { limit: 7, offset: Number(next) });
      found.push(...(Object.values(JSON.parse(text))[0] as readonly Thing[]));
      next = note.match(/call again with offset: (\d+)/)?.[1];
    }
    return found;
  },
});

/** The first steps that newcomers to this API take. */
const takeTour = async ({ call, all }: Guide, sandbox: Sandbox): Promise<void> => {
  const services = (await call('listServices', { limit: 100 })).services as readonly Thing[];
  const withTeam =
    services.find((each) => (each.teams as readonly Thing[]).length > 0) ?? assert.fail('no service has a team');
  const service = (await call('getService', { id: withTeam.id })).service as Thing;
  assert.equal(service.id, withTeam.id);

  const [teamReference] = service.teams as readonly Thing[];
  const team = (await call('getTeam', { id: teamReference?.id })).team as Thing;
  const members = (await call('listTeamMembers', { id: team.id })).members as readonly { readonly user: Thing }[];
  assert.ok(members.length > 0 && members.every(({ user }) => sandbox.state.collection('users').has(user.id)));

  const { id: policyId } = service.escalation_policy as Thing;
  const policy = (await call('getEscalationPolicy', { id: policyId })).escalation_policy as Thing;
  const targets = (policy.escalation_rules as readonly { readonly targets: readonly Thing[] }[]).flatMap(
    (rule) => rule.targets,
  );
  const target = targets.find(({ type }) => type === 'schedule_reference') ?? assert.fail('no schedule in the policy');
  const schedule = (await call('getSchedule', { id: target.id })).schedule as Thing;
  assert.equal(schedule.id, target.id);

  const incidents = (await call('listIncidents', { service_ids: [service.id], date_range: 'all' }))
    .incidents as readonly { readonly service: Thing }[];
  assert.ok(incidents.every((incident) => incident.service.id === service.id));

  const made = (await call('createService', { name: 'Tour stop', escalation_policy: { id: policy.id } }))
    .service as Thing;
  const found = (await call('listServices', { query: 'Tour st' })).services as readonly Thing[];
  assert.deepEqual(
    found.map(({ id }) => id),
    [made.id],
  );
  await call('deleteService', { id: made.id });
  await assert.rejects(
    call('getService', { id: made.id }),
    (error: Error) => !(error instanceof ApiError) || error.kind === 'notFound',
  );
  assert.deepEqual((await call('listServices', { query: 'Tour st' })).services, []);

  const users = await all('listUsers');
  assert.deepEqual(new Set(users.map(({ id }) => id)), new Set(sandbox.state.collection('users').keys()));
  assert.equal(users.length, sandbox.state.collection('users').size);
};

describe('the newcomers’ tour', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => sandbox.dispose());

  it('by the client', () => takeTour(clientGuide(sandbox), sandbox));

  it('by the tools', async () => {
    const env = { PAGERDUTY_TOKEN: sandbox.token.secret, PAGERDUTY_API_URL: sandbox.origin };
    const agent = await startAgentProcess(env, ['--surface', 'everything', '--access', '{"services":"full"}']);
    try {
      await takeTour(toolGuide(agent), sandbox);
    } finally {
      await agent.close();
    }
  });
});
