import { createClient } from '../../src/api/client.ts';
import { table } from '../../src/api/generated/table.ts';
import { createTransport } from '../../src/api/transport.ts';
import { createSandbox } from '../../src/sandbox/main.ts';
import { createCreation } from '../../src/store/creation.ts';
import { createDirectory } from '../../src/store/directory.ts';
import type { IncidentChoices } from '../../src/store/incidentState.ts';
import { createIncidentStore } from '../../src/store/incidentStore.ts';
import { createIncidentWork } from '../../src/store/incidentWork.ts';
import { createFakeMemory, createFakeSession } from './fakeAccount.ts';
import { sandboxIncidents } from './sandboxIncidents.ts';

/** What the stores work with, in front of a real server with the sample account, at a clock that stands. */
export const setUpWork = async () => {
  const sandbox = await createSandbox({ now: Date.parse('2026-03-02T10:00:00Z'), standing: true });
  const send = createTransport({
    account: () => sandbox.account,
    token: async () => sandbox.token,
    userAgent: 'test',
    sleep: async () => undefined,
  });
  const client = createClient(table, send);
  const { user } = await client.users.getCurrentUser();
  const me = { id: user.id ?? '', name: user.name ?? '', email: '', teams: [], url: undefined };
  const session = createFakeSession({ kind: 'signedIn', account: sandbox.account, user: me, tokenKind: 'user' });
  const options = { client, send, session, now: sandbox.clock.now };
  const store = createIncidentStore({ ...options, memory: createFakeMemory<IncidentChoices>({ scope: 'all' }) });
  await store.refresh();
  sandbox.log.clear();
  const callsOf = (operationId: string) => sandbox.log.calls().filter((call) => call.operationId === operationId);
  const held = (id: string): Readonly<Record<string, unknown>> => ({
    ...sandbox.state.collection('incidents').get(id),
  });
  return {
    sandbox,
    client,
    me,
    session,
    store,
    work: createIncidentWork(client, store),
    directory: createDirectory(options),
    creation: createCreation(options),
    callsOf,
    held,
    open: (status: string) => sandboxIncidents(sandbox, status).map(({ id }) => id),
  };
};

/** Everything of `setUpWork`. */
export type Work = Awaited<ReturnType<typeof setUpWork>>;
