import assert from 'node:assert/strict';
import { parseAskedTargets } from '../../../src/domain/askedTarget.ts';

const user = (id: string, name: string) => ({ id, type: 'user_reference' as const, summary: name });
const ana = user('PANA', 'Ana');
const ben = user('PBEN', 'Ben');
const pending = (who: typeof ana) => ({ state: 'pending' as const, user: who });

const names = (api: Parameters<typeof parseAskedTargets>[0]) =>
  parseAskedTargets(api).map(({ kind, name, people }) => `${kind} ${name}: ${people.map((who) => who.name).join()}`);

describe('Who was asked for help and has not answered', () => {
  it('is told as it was asked', () => {
    const policy = { id: 'PPOL', type: 'escalation_policy_reference', summary: 'Payments' };
    const targets = [
      { ...policy, incident_responders: [pending(ana), { state: 'joined' as const, user: ben }] },
      { id: 'PBEN', type: 'user_reference', summary: 'Ben', incident_responders: [pending(ben)] },
    ];
    const api = {
      incidents_responders: [pending(ana), pending(ben)],
      responder_requests: [{ responder_request_targets: targets }],
    };
    assert.deepEqual(names(api), ['policy Payments: Ana,Ben', 'user Ben: Ben']);
    const wrapped = { responder_request_targets: targets.map((target) => ({ responder_request_target: target })) };
    // The description has them without their wrapper.
    assert.deepEqual(names({ ...api, responder_requests: [wrapped as object] }), names(api));
  });

  it('leaves out who has answered, and those who were called back', () => {
    const api = {
      incidents_responders: [
        { state: 'joined' as const, user: ana },
        { state: 'user_cancelled' as const, user: ben },
      ],
      responder_requests: [{ responder_request_targets: [{ ...ana, incident_responders: [pending(ana)] }] }],
    };
    assert.deepEqual(names(api), []);
  });

  it('is told person by person where PagerDuty does not say how they were asked', () => {
    assert.deepEqual(names({ incidents_responders: [pending(ana)] }), ['user Ana: Ana']);
    assert.deepEqual(names({}), []);
  });
});
