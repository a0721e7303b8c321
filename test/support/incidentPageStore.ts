import type { Feature } from '../../src/domain/feature.ts';
import { createIncidentPageStore, type IncidentPageStoreOptions } from '../../src/store/incidentPageStore.ts';
import { createIncidentStore } from '../../src/store/incidentStore.ts';
import { createFakeMemory, createFakeSession, minutesAgo, noon, storeOptions } from './fakeAccount.ts';
import { type Answers, createFakeSend } from './fakeSend.ts';
import { apiPageIncident } from './pageStates.ts';

/** What the API answers to an incident's page. */
export const answers: Answers = {
  getIncident: () => ({ incident: apiPageIncident() }),
  listIncidentAlerts: () => ({ alerts: [{ id: 'A1', type: 'alert', summary: 'p99' }] }),
  listIncidentNotes: () => ({ notes: [{ id: 'N1', content: 'Old', created_at: minutesAgo(9) }] }),
  listIncidentLogEntries: () => ({ log_entries: [{ id: 'L1', type: 'trigger_log_entry' }], more: false }),
  listRelatedIncidents: () => ({ related_incidents: [] }),
  listPastIncidents: () => ({ past_incidents: [] }),
  listServiceChangeEvents: () => ({ change_events: [{ id: 'C1', timestamp: minutesAgo(30) }] }),
  listIncidentRelatedChangeEvents: () => ({
    change_events: [{ id: 'C1', correlation_reason: { reason: 'most_recent' } }],
  }),
  listIncidentCustomFieldValues: () => ({ custom_fields: [{ id: 'F1', display_name: 'Region', value: 'eu' }] }),
  listIncidents: () => ({ incidents: [] }),
};

/** A page's store with the stores and the server around it. */
export const setUpPage = (more: Answers = {}, options: Partial<IncidentPageStoreOptions> = {}) => {
  const fake = createFakeSend({ ...answers, ...more });
  const session = createFakeSession();
  const base = storeOptions(fake, session);
  let now = noon;
  const lacking = new Set<Feature>();
  const lacks = { state: lacking, add: (feature: Feature) => void lacking.add(feature) };
  const incidents = createIncidentStore({ ...base, memory: createFakeMemory() });
  const open = () => createIncidentPageStore({ ...base, now: () => now, id: 'P12', incidents, lacks, ...options });
  const store = open();
  return {
    fake,
    session,
    incidents,
    store,
    open,
    lacking,
    pass: (ms: number) => {
      now += ms;
    },
  };
};
