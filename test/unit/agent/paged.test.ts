import assert from 'node:assert/strict';
import { openDoor } from '../../support/door.ts';
import type { Answers } from '../../support/fakeSend.ts';

const names: Readonly<Record<string, string>> = { PADA: 'Ada', PBO: 'Bo', PCY: 'Cy', PDI: 'Di', PEVE: 'Eve' };

const onCall = (policy: string, level: number, user: string) => ({
  escalation_policy: { id: policy, type: 'escalation_policy_reference' },
  escalation_level: level,
  user: { id: user, type: 'user_reference', summary: names[user] },
});

const answers: Answers = {
  getUser: ({ id }) => ({ user: { id, name: names[String(id)] } }),
  getService: ({ id }) => ({ service: { id, name: 'Checkout', escalation_policy: { id: 'PEP1' } } }),
  listOnCalls: ({ escalation_policy_ids: ids }) => ({
    oncalls: [
      onCall('PEP1', 1, 'PADA'),
      onCall('PEP1', 2, 'PBO'),
      onCall('PEP2', 3, 'PDI'),
      onCall('PEP2', 2, 'PCY'),
    ].filter(({ escalation_policy: { id } }) => (ids as readonly string[]).includes(id)),
    more: false,
  }),
};

/** What a person is told of the effect. */
const told = async (tool: string, args: Record<string, unknown>, more: Answers = {}): Promise<string> => {
  const effects: string[] = [];
  const { call } = openDoor(
    { ...answers, ...more },
    {
      approve: async ({ question }) => {
        effects.push(question.effect);
        return 'no';
      },
    },
  );
  const { text } = await call(tool, args);
  return effects[0] ?? text;
};

const incident = { title: 'Down', service: { id: 'PS1' } };
const pages = (...people: readonly string[]): string =>
  people.length === 1
    ? `This pages 1 person: ${people[0]}.`
    : `This pages ${people.length} people: ${people.slice(0, -1).join(', ')} and ${people.at(-1)}.`;
const unknown = 'This may page or message people.';

describe('the people that a call pages', () => {
  it('are those on call for the service', async () =>
    assert.equal(await told('create_incident', incident), pages('Ada')));

  it('are not what other fields claim to hold', async () => {
    const claim = { id: 'PEVE', type: 'user_reference' };
    assert.equal(await told('create_incident', { ...incident, priority: claim }), pages('Ada'));
    assert.equal(await told('create_incident', { ...incident, service: { id: 'PS1', type: 'user' } }), pages('Ada'));
    const payload = { summary: 'x', source: 'x', severity: 'error', custom_details: { user: claim, assignee: claim } };
    const event = { routing_key: 'R'.repeat(32), event_action: 'trigger', payload };
    assert.equal(await told('send_event_v2', event), unknown);
  });

  it('are those of the policy where one stands in place of the service’s', async () =>
    assert.equal(await told('create_incident', { ...incident, escalation_policy: { id: 'PEP2' } }), pages('Cy')));

  it('are the assignees alone where there are some', async () => {
    const assignments = [{ assignee: { id: 'PEVE', type: 'user_reference' } }];
    assert.equal(await told('create_incident', { ...incident, assignments }), pages('Eve'));
  });

  it('are asked by kind where a field takes people and policies', async () => {
    const request = {
      id: 'P1',
      requester_id: 'PADA',
      message: 'Help',
      responder_request_targets: [
        { id: 'PEVE', type: 'user_reference' },
        { id: 'PEP2', type: 'escalation_policy_reference' },
      ],
    };
    assert.equal(await told('create_incident_responder_request', request), pages('Cy', 'Eve'));
  });

  it('are on the lowest level that has anybody, from the level that is asked for', async () => {
    const escalate = (escalation_level: number) =>
      told('update_incident', { id: 'P1', escalation_policy: { id: 'PEP1' }, escalation_level });
    assert.equal(await escalate(1), pages('Ada'));
    assert.equal(await escalate(2), pages('Bo'));
    assert.match(await escalate(3), /^Nobody is on call for it now/);
    assert.equal(await told('update_incident', { id: 'P1', escalation_policy: { id: 'PEP2' } }), pages('Cy'));
  });

  it('are those of all items of a bulk update that page, or not told', async () => {
    const reference = { type: 'incident_reference' };
    const assigned = { ...reference, id: 'P1', assignments: [{ assignee: { id: 'PEVE', type: 'user_reference' } }] };
    const quiet = { ...reference, id: 'P2', status: 'acknowledged' };
    const handed = { ...reference, id: 'P3', escalation_policy: { id: 'PEP1', type: 'escalation_policy_reference' } };
    assert.equal(await told('update_incidents', { incidents: [assigned, quiet, handed] }), pages('Ada', 'Eve'));
    const raised = { ...reference, id: 'P4', escalation_level: 2 };
    assert.equal(await told('update_incidents', { incidents: [assigned, raised] }), unknown);
  });

  it('are not told where they cannot be read, or not all of them', async () => {
    assert.equal(await told('create_incident', incident, { getService: () => undefined }), unknown);
    assert.equal(
      await told('create_incident', incident, { listOnCalls: () => ({ oncalls: [], more: true }) }),
      unknown,
    );
  });
});
