import assert from 'node:assert/strict';
import { createClock, type SandboxClock } from '../../src/sandbox/createClock.ts';
import { createState } from '../../src/sandbox/createState.ts';
import { behaviours } from '../../src/sandbox/domain/behaviours.ts';
import { toIso } from '../../src/sandbox/domain/time.ts';
import { createSchemas } from '../../src/sandbox/schema/createSchemas.ts';
import { toProblems } from '../../src/sandbox/schema/toProblems.ts';
import { type Deliver, type Resource, SandboxError, type State } from '../../src/sandbox/state.ts';

/** An answer that tests read into field by field: one that is not there fails the comparison. */
export interface Answer {
  readonly [field: string]: Answer;
}

/** An answer's rows. */
export const rows = (answer: Answer | undefined): Answer[] => {
  assert.ok(Array.isArray(answer), 'a list');
  return answer as Answer[];
};

const schemas = createSchemas();

/** An account on a standing clock, and calls that hold every answer against its schema. */
export interface World {
  readonly clock: SandboxClock;
  readonly state: State;
  /** Acts as this user; undefined acts for nobody. */
  actor: Resource | undefined;
  call(operationId: string, input?: Readonly<Record<string, unknown>>): Answer;
}

/**
 * Problems of an answer with its operation's schema, as lines. Where `include` is used PagerDuty puts whole resources
 * where the published schemas know references only.
 */
const answerProblems = (operationId: string, answer: unknown, included: boolean): string[] => {
  const { schema } = schemas.answerOf(operationId);
  if (schema === null)
    return answer === undefined || operationId.startsWith('create') ? [] : ['answer where none is due'];
  return toProblems(schemas.resolve, schema, answer)
    .map(({ field, text }) => `${field} ${text}`)
    .filter((line) => !(included && /type must be one of \w+_reference/.test(line)));
};

/** Makes an empty account whose clock stands at `start`. */
export const createWorld = (start: string, deliver?: Deliver): World => {
  const clock = createClock({ start: Date.parse(start), standing: true });
  const state = createState(1, clock, deliver);
  const world: World = {
    clock,
    state,
    actor: undefined,
    call: (operationId, input = {}) => {
      const behaviour = behaviours[operationId];
      assert.ok(behaviour, `${operationId} has a behaviour`);
      assert.deepEqual(toProblems(schemas.resolve, schemas.inputOf(operationId), input), [], `input of ${operationId}`);
      const answer = behaviour({ state, user: world.actor, now: () => toIso(clock.now()) }, input);
      const own = typeof (answer as { status?: unknown } | undefined)?.status === 'number';
      if (!own)
        assert.deepEqual(answerProblems(operationId, answer, 'include' in input), [], `answer of ${operationId}`);
      return answer as Answer; // Held against its schema above.
    },
  };
  return world;
};

/** Minutes in milliseconds. */
export const minutes = (count: number): number => count * 60_000;

/** Asserts that a call is refused with a status, and with a reason that matches. */
export const refused = (call: () => unknown, status: number, reason = /./): void => {
  assert.throws(call, (error) => {
    assert.ok(error instanceof SandboxError, String(error));
    assert.equal(error.status, status, `${error.message} ${error.errors.join()}`);
    assert.match(`${error.message} ${error.errors.join('; ')}`, reason);
    return true;
  });
};

/** Adds a user who is notified at once by push and after five minutes by phone. */
export const addUser = ({ state }: World, name: string): Resource => {
  const id = `PU${name.toUpperCase().padEnd(5, '0').slice(0, 5)}`;
  const user = {
    id,
    type: 'user',
    summary: name,
    name,
    email: `${name.toLowerCase()}@example.com`,
    self: `https://api.pagerduty.com/users/${id}`,
    html_url: `https://sample-account.pagerduty.com/users/${id}`,
    teams: [],
  };
  state.collection('users').set(id, user);
  const method = (methodId: string, type: string) => ({
    id: methodId,
    type,
    summary: type,
    label: type,
    address: name,
  });
  state.collection(`users/${id}/contact_methods`).set('PPUSH', method('PPUSH', 'push_notification_contact_method'));
  state.collection(`users/${id}/contact_methods`).set('PPHONE', method('PPHONE', 'phone_contact_method'));
  const rule = (ruleId: string, methodId: string, delay: number) => ({
    id: ruleId,
    type: 'assignment_notification_rule',
    start_delay_in_minutes: delay,
    contact_method: { id: methodId, type: 'push_notification_contact_method_reference' },
    urgency: 'high',
  });
  state.collection(`users/${id}/notification_rules`).set('PRULE1', rule('PRULE1', 'PPUSH', 0));
  state.collection(`users/${id}/notification_rules`).set('PRULE2', rule('PRULE2', 'PPHONE', 5));
  return user;
};

/** A small company: Ada and Bob on levels 1 and 2, Cleo a bystander; one service on that policy. */
export const addCompany = (world: World, service: Readonly<Record<string, unknown>> = {}) => {
  const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => addUser(world, name)) as [Resource, Resource, Resource];
  const team = { id: 'PTEAM01', type: 'team', summary: 'Core', name: 'Core' };
  world.state.collection('teams').set(team.id, team);
  for (const [index, name] of ['P1', 'P2', 'P3'].entries()) {
    world.state
      .collection('priorities')
      .set(`PPRIO0${index + 1}`, { id: `PPRIO0${index + 1}`, type: 'priority', summary: name, name });
  }
  const policy = world.call('createEscalationPolicy', {
    name: 'Core',
    num_loops: 1,
    teams: [{ id: team.id }],
    escalation_rules: [
      { escalation_delay_in_minutes: 10, targets: [{ id: ada.id, type: 'user_reference' }] },
      { escalation_delay_in_minutes: 20, targets: [{ id: bob.id, type: 'user_reference' }] },
    ],
  }).escalation_policy as Answer & { id: string };
  const made = world.call('createService', {
    name: 'Shop',
    escalation_policy: { id: policy.id },
    acknowledgement_timeout: null,
    auto_resolve_timeout: null,
    ...service,
  }).service as Answer & { id: string };
  world.actor = cleo;
  return { ada, bob, cleo, team, policy, service: made };
};

/** Types of an incident's log entries, oldest first, without messages to people. */
export const steps = (world: World, incidentId: unknown): string[] =>
  rows(world.call('listIncidentLogEntries', { id: incidentId }).log_entries)
    .map((entry) => String(entry.type).replace('_log_entry', ''))
    .filter((type) => type !== 'notify')
    .reverse();
