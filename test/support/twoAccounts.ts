import assert from 'node:assert/strict';
import type { Sandbox } from '../../src/sandbox/options.ts';
import { eventually } from './eventually.ts';
import { hands } from './hands.ts';
import { closeTestAccount, openTestAccount, signIn } from './testAccount.ts';

/** Two accounts that one person is signed in to, the second one in use. */
export interface TwoAccounts {
  readonly first: Sandbox;
  readonly second: Sandbox;
  close(): Promise<void>;
}

/** The incident that is in one account alone. */
export const inFirst = 'Only in the first account';
export const inSecond = 'Only in the second account';

/** Waits until a row of the Incidents view shows the text. */
export const showsIncident = (text: string): Promise<void> =>
  eventually(async () => assert.ok((await hands.rows('Incidents')).join('\n').includes(text), text));

/** An incident of the person gets a title of its own, so that two accounts can be told apart. */
const rename = async ({ origin, token }: Sandbox, title: string): Promise<void> => {
  const headers = { authorization: `Token token=${token.secret}`, 'content-type': 'application/json' };
  const get = async (path: string) => (await fetch(origin + path, { headers })).json();
  const { user } = (await get('/users/me')) as { readonly user: { readonly id: string } };
  const { incidents } = (await get(`/incidents?statuses[]=triggered&user_ids[]=${user.id}`)) as {
    readonly incidents: readonly { readonly id: string }[];
  };
  const body = JSON.stringify({ incident: { type: 'incident', title } });
  const answer = await fetch(`${origin}/incidents/${incidents[0]?.id}`, { method: 'PUT', headers, body });
  assert.equal(answer.status, 200);
};

/** Signs in to two sandboxes, one after the other, as a person does; the settings name the second one afterwards. */
export const openTwoAccounts = async (): Promise<TwoAccounts> => {
  const open = async (title: string): Promise<Sandbox> => {
    const sandbox = await openTestAccount({ standing: true });
    await rename(sandbox, title);
    await signIn('sandbox-user-key');
    await showsIncident(title);
    return sandbox;
  };
  const first = await open(inFirst);
  const second = await open(inSecond);
  return {
    first,
    second,
    close: async () => {
      await closeTestAccount(second);
      first.dispose();
    },
  };
};
