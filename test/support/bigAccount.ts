import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Account } from '../../src/api/account.ts';
import type { Budget } from '../../src/api/budget.ts';
import { createClient } from '../../src/api/client.ts';
import { table } from '../../src/api/generated/table.ts';
import { createTransport } from '../../src/api/transport.ts';
import { parseUser } from '../../src/domain/user.ts';
import type { FaultPlan } from '../../src/sandbox/createFaults.ts';
import { sandboxTokens } from '../../src/sandbox/tokens.ts';
import type { IncidentChoices } from '../../src/store/incidentState.ts';
import { createIncidentStore, type IncidentStore } from '../../src/store/incidentStore.ts';
import { createFakeMemory, createFakeSession } from './fakeAccount.ts';

/** An account of 10,000 incidents, all but the sample's own open, and 5,000 services. */
export interface BigAccount extends AsyncDisposable {
  readonly origin: string;
  /** What a request of a program of one's own needs. */
  readonly headers: Readonly<Record<string, string>>;
  setFaults(plan: FaultPlan): Promise<void>;
  /** Ids of the hundred newest open incidents. */
  openIds(): Promise<readonly string[]>;
  /** Gives an incident another title, as somebody else. */
  rename(id: string, title: string): Promise<void>;
  /** Makes a store of all incidents as the extension has it. */
  createStore(): Promise<IncidentStore>;
}

const root = path.resolve(import.meta.dirname, '../..');
/** Measurements make more calls in a minute than people do. */
const scale = ['--incidents', '10000', '--services', '5000', '--open', '1', '--rate-limit', '1000000'];

const unlimited: Budget = {
  take: async () => undefined,
  learn: () => undefined,
  state: () => ({ remaining: Number.POSITIVE_INFINITY, resetsAt: 0 }),
};

/** Starts the account in a process of its own, so that what it does takes no time from who measures. */
export async function openBigAccount(): Promise<BigAccount> {
  const args = ['--disable-warning=ExperimentalWarning', path.join(root, 'src/bin/sandbox.ts'), ...scale];
  const sandbox = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(sandbox, 'exit');
  const { value: greeting = '' } = await createInterface({ input: sandbox.stdout })[Symbol.asyncIterator]().next();
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(greeting)?.[0];
  if (!origin) throw new Error('The sandbox ended without saying where it serves.');
  const token = { kind: 'key', secret: sandboxTokens.user.secret } as const;
  const account: Account = { region: 'us', hosts: { rest: origin, events: origin, app: origin } };
  const send = createTransport({
    account: () => account,
    token: async () => token,
    userAgent: 'test',
    budget: unlimited,
  });
  const client = createClient(table, send);
  const headers = { authorization: `Token token=${token.secret}` };
  const put = async (place: string, body: unknown): Promise<void> => {
    const answer = await fetch(origin + place, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };
  return {
    origin,
    headers,
    setFaults: (plan) => put('/_sandbox/faults', plan),
    rename: (id, title) => put(`/incidents/${id}`, { incident: { type: 'incident', title } }),
    openIds: async () => {
      const input = {
        statuses: ['triggered', 'acknowledged'],
        date_range: 'all',
        sort_by: ['created_at:desc'],
      } as const;
      return (await client.incidents.listIncidents({ ...input, limit: 100 })).incidents.flatMap(({ id }) => id ?? []);
    },
    createStore: async () => {
      const user = parseUser((await client.users.getCurrentUser()).user);
      const session = createFakeSession({ kind: 'signedIn', account, user, tokenKind: 'user' });
      const memory = createFakeMemory<IncidentChoices>({ scope: 'all' });
      return createIncidentStore({ client, send, session, now: Date.now, memory });
    },
    [Symbol.asyncDispose]: async () => {
      sandbox.kill();
      await ended;
    },
  };
}
