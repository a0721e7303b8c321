import { ApiError } from '../../src/api/errors.ts';
import { type IncidentChoices, shownIncidents } from '../../src/store/incidentState.ts';
import { createIncidentStore } from '../../src/store/incidentStore.ts';
import { apiIncident, createFakeMemory, createFakeSession, minutesAgo, storeOptions } from './fakeAccount.ts';
import { type Answers, createFakeSend } from './fakeSend.ts';

type ApiIncident = ReturnType<typeof apiIncident>;

/** A failure that may pass. */
export const down = (operationId: string): ApiError =>
  new ApiError('PagerDuty failed with status 500; try again in a moment.', {
    kind: 'server',
    operationId,
    status: 500,
  });

/** A far side that keeps open incidents and changes them as told, and a store upon it. */
export const setUpIncidents = (
  choices: Partial<IncidentChoices> = { scope: 'all' },
  incidents: ApiIncident[] = [apiIncident(1), apiIncident(2)],
  answers: Answers = {},
) => {
  const kept = new Map(incidents.map((incident) => [incident.id, incident]));
  const fake = createFakeSend({
    listIncidents: () => ({ incidents: [...kept.values()].filter(({ status }) => status !== 'resolved'), more: false }),
    updateIncidents: ({ incidents: changes }) => ({
      incidents: (changes as { id: string; status: string }[]).map(({ id, status }) => {
        const next = { ...kept.get(id)!, status };
        kept.set(id, next);
        return next;
      }),
    }),
    ...answers,
  });
  const session = createFakeSession();
  const memory = createFakeMemory<IncidentChoices>(choices);
  const store = createIncidentStore({ ...storeOptions(fake, session), memory });
  const statuses = (): string =>
    shownIncidents(store.state)
      .map(({ id, status }) => `${id} ${status}`)
      .join(', ');
  return { fake, session, memory, store, statuses, kept };
};

/** One change of a bulk update. */
export interface Change {
  readonly id: string;
  readonly status: string;
}

/** A refusal that a repeat does not cure. */
export const refused = new ApiError('This token may not do updateIncidents; use a token or user with more rights.', {
  kind: 'forbidden',
  operationId: 'updateIncidents',
  status: 403,
});

/** A far side that keeps incidents by number and their notes, and a store upon it that has loaded mine. */
export const setUpActions = async (numbers: readonly number[] = [1, 2], answers: Answers = {}) => {
  const kept = new Map(numbers.map((n) => [`P${n}`, apiIncident(n)]));
  const apply = (input: unknown) => ({
    incidents: (input as { incidents: readonly Change[] }).incidents.map(({ id, status }) => {
      const next = { ...(kept.get(id) ?? apiIncident(Number(id.slice(1)))), status, updated_at: minutesAgo(0) };
      kept.set(id, next);
      return next;
    }),
  });
  const fake = createFakeSend({
    listIncidents: () => ({ incidents: [...kept.values()].filter(({ status }) => status !== 'resolved'), more: false }),
    updateIncidents: apply,
    listIncidentAlerts: () => ({ alerts: [] }),
    listIncidentNotes: () => ({ notes: [{ id: 'N1', content: 'Old note', created_at: minutesAgo(9) }] }),
    listIncidentLogEntries: () => ({ log_entries: [] }),
    ...answers,
  });
  const session = createFakeSession();
  const store = createIncidentStore({
    ...storeOptions(fake, session),
    memory: createFakeMemory<IncidentChoices>({ scope: 'mine' }),
  });
  await store.refresh();
  const statuses = (): string =>
    shownIncidents(store.state)
      .map(({ id, status }) => `${id} ${status}`)
      .join(', ');
  const told = (): string => [...store.state.incidents.values()].map(({ id, status }) => `${id} ${status}`).join(', ');
  return { fake, session, store, statuses, told, apply };
};
