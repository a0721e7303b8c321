import { parseIncidentQueries } from '../../src/domain/incidentQuery.ts';
import { defaultIncidentSettings, type IncidentSettings } from '../../src/store/incidentSettings.ts';
import type { IncidentChoices } from '../../src/store/incidentState.ts';
import { createIncidentStore } from '../../src/store/incidentStore.ts';
import { apiIncident, createFakeMemory, createFakeSession, storeOptions } from './fakeAccount.ts';
import { type Answers, createFakeSend } from './fakeSend.ts';

/** The settings with one query, called Q. */
export const toSettings = (query: object, more: Partial<IncidentSettings> = {}): IncidentSettings => ({
  ...defaultIncidentSettings,
  queries: parseIncidentQueries([{ name: 'Q', ...query }]),
  ...more,
});

/** A far side with two incidents, and a store upon it whose settings may be changed. */
export const setUpQueries = (
  first: IncidentSettings,
  choices: Partial<IncidentChoices> = { scope: 'query:Q' },
  answers: Answers = {},
) => {
  const box = { settings: first };
  const fake = createFakeSend({
    listIncidents: () => ({ incidents: [apiIncident(1), apiIncident(2)], more: false }),
    listTeams: ({ query }) => ({ teams: [{ id: 'PTEAM9', name: query }] }),
    listServices: () => ({ services: [] }),
    listUsers: () => ({ users: [{ id: 'PGRACE', name: 'Grace Hopper', email: 'grace@example.com' }] }),
    ...answers,
  });
  const session = createFakeSession();
  const memory = createFakeMemory<IncidentChoices>(choices);
  const store = createIncidentStore({ ...storeOptions(fake, session), memory, settings: () => box.settings });
  const asked = () => fake.callsOf('listIncidents').find(({ input }) => 'offset' in input)?.input ?? {};
  return { box, fake, session, memory, store, asked };
};
