import type { Account } from '../../src/api/account.ts';
import type { User } from '../../src/domain/user.ts';
import type { SessionState } from '../../src/store/sessionState.ts';
import type { StoreOptions } from '../../src/store/storeOptions.ts';
import { createEmitter } from '../../src/util/emitter.ts';
import type { FakeSend } from './fakeSend.ts';

/** Saturday, 21 November 2026, noon UTC. */
export const noon = Date.UTC(2026, 10, 21, 12);

/** ISO 8601 time, so many minutes before noon. */
export const minutesAgo = (minutes: number): string => new Date(noon - minutes * 60_000).toISOString();

export const ada: User = {
  id: 'PADA',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  teams: [{ id: 'PTEAM1', name: 'Payments', url: undefined }],
  url: 'https://example.pagerduty.com/users/PADA',
};

const account: Account = { region: 'us' };

/** A session that is set by the test. */
export const createFakeSession = (
  state: SessionState = { kind: 'signedIn', account, user: ada, tokenKind: 'user' },
) => {
  const changed = createEmitter<SessionState>();
  let current = state;
  return {
    get state() {
      return current;
    },
    onDidChange: changed.event,
    become: (next: SessionState) => {
      current = next;
      changed.fire(next);
    },
  };
};

/** What a store is made of, at a clock that stands at noon. */
export const storeOptions = (fake: FakeSend, session: StoreOptions['session']): StoreOptions => ({
  client: fake.client,
  send: fake.send,
  session,
  now: () => noon,
});

/** A memory that holds one value. */
export const createFakeMemory = <T>(value?: unknown) => {
  const memory = {
    value,
    get: () => memory.value,
    set: async (next: T | undefined) => {
      memory.value = next;
    },
  };
  return memory;
};

/** An incident as the API gives it. */
export const apiIncident = (number: number, fields: Readonly<Record<string, unknown>> = {}) => ({
  id: `P${number}`,
  type: 'incident',
  incident_number: number,
  title: `Incident number ${number}`,
  status: 'triggered',
  urgency: 'high',
  created_at: minutesAgo(number),
  updated_at: minutesAgo(number),
  html_url: `https://example.pagerduty.com/incidents/P${number}`,
  service: {
    id: 'PSVC1',
    type: 'service_reference',
    summary: 'Checkout API',
    html_url: 'https://example.pagerduty.com/services/PSVC1',
  },
  assignments: [{ at: minutesAgo(number), assignee: { id: 'PADA', type: 'user_reference', summary: 'Ada Lovelace' } }],
  acknowledgements: [],
  ...fields,
});
