import assert from 'node:assert/strict';
import type { Sandbox } from '../../src/sandbox/options.ts';

/** What tests look at of an answer. */
interface Answer {
  readonly incident?: { readonly id: string; readonly incident_number: number };
  readonly tag?: { readonly id: string };
}

/** Calls the sandbox as another person of the account does, past the extension; gives the answer. */
export const callAsOther = async (sandbox: Sandbox, method: string, path: string, body: unknown): Promise<Answer> => {
  const [, other] = sandbox.state.collection('users').values();
  const response = await fetch(sandbox.origin + path, {
    method,
    headers: {
      authorization: 'Token token=sandbox-account-key',
      from: String(other?.email),
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Answer;
  assert.ok(response.ok, JSON.stringify(answer));
  return answer;
};

/** Opens an incident that is assigned to the sandbox's first user, as another person of the account does. */
export const raiseIncident = async (sandbox: Sandbox, title: string): Promise<NonNullable<Answer['incident']>> => {
  const first = (collection: string) =>
    sandbox.state.collection(collection).values().next().value ?? assert.fail(`No ${collection}.`);
  const { incident } = await callAsOther(sandbox, 'POST', '/incidents', {
    incident: {
      type: 'incident',
      title,
      urgency: 'high',
      service: { id: first('services').id, type: 'service_reference' },
      assignments: [{ assignee: { id: first('users').id, type: 'user_reference' } }],
    },
  });
  return incident ?? assert.fail('No incident in the answer.');
};
